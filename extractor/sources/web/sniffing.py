"""What bytes are that begin as a page or a feed does."""

import re

SNIFFED_BYTES = 4096
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]*>\s*)?(?:<(?:!--.*?--|\?.*?\?|!DOCTYPE[^>]*)>\s*)*"
    rb"<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL | re.IGNORECASE,
)


def looks_like_page(raw: bytes) -> bool:
    """Tell whether bytes begin as a web page does."""
    return _PAGE.match(raw[:SNIFFED_BYTES]) is not None


def looks_like_feed(raw: bytes) -> bool:
    """Tell whether bytes begin as RSS or Atom do."""
    return _FEED.match(raw[:SNIFFED_BYTES]) is not None
