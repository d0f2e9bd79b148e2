"""The characters of a page's bytes: by its mark, as declared, or as they surely are.

A declaration is believed while the words that it makes look like words. Of a wrong one,
what the bytes surely are takes its place; when nothing sure is found, the page fails.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.errors import UnreadableArticle
from extractor.records.findings import Finding

_JAPANESE = "iso2022_jp"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x1b$B", _JAPANESE),  # shifts to kanji, anywhere
)
# What browsers read when a page declares the former: https://encoding.spec.whatwg.org
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",  # such a declaration could not be read, were it true
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
# Python's own, in which no page is written. Some take hours, or fail in their own way.
_PYTHONS = frozenset(
    {"charmap", "idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)
_HEAD_BYTES = 4096  # browsers look for a declaration in the first 1024
_DECLARED = re.compile(
    rb"<meta\b[^>]*?charset\s*=\s*(?:[\"']\s*)?([\w.:-]+)"
    rb"|^\s*<\?xml\b[^>]*?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MARKUP = re.compile(rb"[<>]")
_SAMPLE_BYTES = 20_000  # of words: more makes no guess surer, only slower
# charset-normalizer's share of unlikely neighbours. Measured on news sentences in 14
# languages and 20 encodings: at most .07 read rightly, at least .12 in another script.
_MESS = 0.1
# Its share of words that look like a language's: by so much must a guess be likelier
# than its rivals, and than what was declared.
_BROKEN, _MOST_BROKEN = "\N{REPLACEMENT CHARACTER}", 0.05  # of what is not ASCII
_SURER, _FAR_LIKELIER = 0.1, 0.25


class Characters(NamedTuple):
    """A page's characters, and what a reader should know of how they were had."""

    text: str
    notices: tuple[Finding, ...] = ()


def characters(raw: bytes, *, declared: str | None = None) -> Characters:
    """Return the characters of a page.

    Args:
        raw: The page.
        declared: The charset that the server named, which goes before the page's own.

    Raises:
        UnreadableArticle: No charset surely fits (`encoding`).
    """
    for mark, name in _MARKS:
        if raw.startswith(mark) or (name == _JAPANESE and mark in raw):
            text = _decoded(raw, name)
            if text is not None:
                return Characters(text.removeprefix("\ufeff"))
    named = list(dict.fromkeys(_named(raw, declared)))
    utf8 = _decoded(raw, "utf-8")
    if utf8 is not None:  # chance makes no bytes of other charsets valid UTF-8
        wrong = not raw.isascii() and named and named[0] != "utf-8"
        return Characters(utf8, _notices(named[0], "utf-8") if wrong else ())
    return _mended(raw, named) or _as_named(raw, named) or _guessed(raw, named)


def undeclared(text: str) -> str:
    """Return the text of a page or feed without its XML declaration."""
    return _DECLARATION.sub("", text)


def codec_of(label: str) -> str | None:
    """Return the codec of what a page or server calls a charset, or None."""
    try:
        codec = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    is_charset = codec._is_text_encoding and codec.name not in _PYTHONS  # noqa: SLF001
    return codec.name if is_charset else None


def _named(raw: bytes, declared: str | None) -> Iterator[str]:
    """Yield the codecs of the declared charsets, the strongest first."""
    within = _DECLARED.search(raw[:_HEAD_BYTES])
    inner = (within[1] or within[2]).decode("ascii", "replace") if within else None
    for codec in map(codec_of, filter(None, (declared, inner))):
        if codec:
            yield _READ_AS.get(codec, codec)


def _mended(raw: bytes, named: list[str]) -> Characters | None:
    """Return what is UTF-8 but for a few broken bytes, which are marked as such."""
    if named and named[0] != "utf-8":
        return None
    text = raw.decode("utf-8", "replace")
    broken = text.count(_BROKEN)
    whole = sum(len(character.encode()) > 1 for character in text) - broken
    if broken > _MOST_BROKEN * whole:
        return None
    message = (
        f"the page is UTF-8 but for {broken} broken characters, shown as {_BROKEN}"
    )
    return Characters(text, (_notice(message),))


def _as_named(raw: bytes, named: list[str]) -> Characters | None:
    """Return what the first charset makes that decodes the page into likely words."""
    from charset_normalizer import from_bytes

    words = _words(raw)
    best = from_bytes(words, threshold=_MESS).best()
    for n, name in enumerate(named):
        text = _decoded(raw, name)
        match = from_bytes(words, cp_isolation=[name], threshold=_MESS).best()
        if text is None or (match is None and words):
            continue
        likelier = best.coherence - match.coherence if best and match else 0.0
        if likelier < _FAR_LIKELIER:
            return Characters(text, _notices(named[0], name) if n else ())
    return None


def _guessed(raw: bytes, named: list[str]) -> Characters:
    """Return what the bytes surely are, or raise UnreadableArticle."""
    name = _sure(_words(raw))
    text = _decoded(raw, name) if name else None
    if name is None or text is None:
        told = f"declared as {named[0]}, which it is not" if named else "undeclared"
        message = (
            f"expected a page in a charset that can be told, found one {told}; save "
            "the page as UTF-8"
        )
        raise UnreadableArticle("encoding", message)
    return Characters(text, _notices(named[0] if named else None, name))


def _sure(words: bytes) -> str | None:
    """Return the codec that makes by far the likeliest words, or None."""
    from charset_normalizer import from_bytes

    found = from_bytes(words, threshold=_MESS)
    best = found.best()
    if best is None:
        return None
    rivals = (
        match
        for match in found
        if str(match) != str(best) and match.coherence > best.coherence - _SURER
    )
    return None if any(rivals) else best.encoding


def _words(raw: bytes) -> bytes:
    """Return the stretches between marks of a page that tell, as many as are needed."""
    telling = (part for part in _MARKUP.split(raw) if not part.isascii())
    words = b" ".join(b" ".join(part.split()) for part in telling)
    if len(words) <= _SAMPLE_BYTES:
        return words
    return words[:_SAMPLE_BYTES].rpartition(b" ")[0]  # no character is cut


def _decoded(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except UnicodeError:
        return None


def _notices(declared: str | None, name: str) -> tuple[Finding, ...]:
    told = f"declares {declared}" if declared else "declares no charset"
    return (_notice(f"the page {told}; its bytes were read as {name}"),)


def _notice(message: str) -> Finding:
    return Finding(
        code="assumed_encoding",
        severity="warning",
        where="/article/text",
        message=message,
    )
