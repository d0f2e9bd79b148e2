"""Trailers: where an article came from and what stands below its last sentence."""

import re
from typing import NamedTuple

_LONGEST = 600
_URL = re.compile(r"https?://([^\s/?#]+)\S*", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}(?=[/?#:]|$)", re.IGNORECASE)
_WORD = r"[^\W\d_a-zß-öø-ÿ][\w.&'’-]*"
_NAME = re.compile(rf"{_WORD}(?: (?:{_WORD}|&|and|de|for|of|on|the)){{0,6}}")
_FIRST = r"(?:originally|first) (?:published|appeared)"
_SOURCE = re.compile(
    r"(?:original(?: article)? source|original article|source|source link|via"
    rf"|(?:this (?:article|story|report) )?(?:was )?{_FIRST}(?: (?:by|in|on|at))?)"
    r"\b:? ?(?P<origin>.*)",
    re.IGNORECASE,
)
_DESK = (
    r"(?:(?:additional |further )?(?:reporting|writing|editing)|compiled|edited) by "
    r"(?-i:[A-Z])"
)
_TRAILER = re.compile(
    r"(?:(?:original(?: article)? )?sources?(?: link)?: ?\S"
    r"|original article: ?\S"
    r"|via:? \S{1,60}(?: \S{1,20}){0,3}[^.!?\s]$"
    rf"|this (?:article|story|report) (?:was )?{_FIRST}\b"
    rf"|{_FIRST} (?:by|in|on|at) [^,;]*$"
    r"|(?:read|see) (?:more|also|next|the (?:full|original) (?:article|story)) ?: ?\S"
    r"|also read: ?\S|related(?: articles?| stories| coverage| topics)?: ?\S"
    rf"|\({_DESK}|{_DESK}[^.!?]*$|{_DESK}.*; ?(?:writing|editing) by "
    r"|\(?with (?:inputs?|files|reporting) from "
    r"|(?:tags|topics|filed under|keywords|our standards): ?\S"
    r"|(?:©|\(c\)|copyright)(?: ©| \(c\))? ?(?:19|20)\d\d\b|©|all rights reserved"
    r"|.{0,90} contributed (?:reporting )?to this (?:report|story|article)\.?\)?$"
    r"|<?https?://\S+$|<?www\.\S+$)",
    re.IGNORECASE,
)


class Origin(NamedTuple):
    """Who published an article, and where; None for what is not said."""

    publisher: str | None = None
    url: str | None = None


def is_trailer(line: str) -> bool:
    """Tell whether a line that ends an article says where it came from, or the like."""
    return len(line) <= _LONGEST and _TRAILER.match(line) is not None


def origin(words: str) -> Origin:
    """Return what a web address, a host or a publisher's plain name says."""
    url = _URL.search(words)
    if url:
        host = url[1].rpartition("@")[2].partition(":")[0]
        return Origin(host.lower(), url[0].rstrip(".,;:)>]\"'”’"))
    plain = _HOST.match(words)
    if plain:
        return Origin(plain[0].lower())
    name = words.rstrip(".")
    return Origin(name if _NAME.fullmatch(name) else None)


def trailer_origin(line: str) -> Origin:
    """Return what a trailer says of the article's origin."""
    hit = _SOURCE.fullmatch(" ".join(line.split()))
    return origin(hit["origin"]) if hit else Origin()
