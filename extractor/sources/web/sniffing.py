"""What bytes are that begin as a page or a feed does."""

import re

SNIFFED_BYTES = 4096
# A comment ends at the first mark of its end, so that there is one way to read many.
_COMMENT = rb"<!--(?:(?!-->).)*-->"
_INSTRUCTION = rb"<\?(?:(?!\?>).)*\?>"
_START = rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]*>\s*)?"
_PAGE = re.compile(
    rb"%b(?:%b\s*)*<(?:!doctype\s+html|html|head|body)\b" % (_START, _COMMENT),
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    rb"%b(?:(?:%b|%b|<!DOCTYPE[^>]*>)\s*)*<(?:rss|feed|rdf:RDF)\b"
    % (_START, _COMMENT, _INSTRUCTION),
    re.DOTALL | re.IGNORECASE,
)


def looks_like_page(raw: bytes) -> bool:
    """Tell whether bytes begin as a web page does."""
    return _PAGE.match(raw[:SNIFFED_BYTES]) is not None


def looks_like_feed(raw: bytes) -> bool:
    """Tell whether bytes begin as RSS or Atom do."""
    return _FEED.match(raw[:SNIFFED_BYTES]) is not None
