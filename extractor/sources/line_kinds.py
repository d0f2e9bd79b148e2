"""Tells what each block of an article is: heading, byline, item, trailer or body."""

import re

from extractor.records.article import Kind
from extractor.sources.blocks import HEADING, ITEM, Block, is_closed
from extractor.sources.boilerplate import boilerplate
from extractor.sources.bylines import is_byline, is_credit
from extractor.sources.trailers import is_trailer

LONGEST_HEADLINE, LONGEST_SUBHEADING = 150, 80
_MOST_WORDS = 14
_OPENS_HEADLINE = re.compile(r"['\"“‘«([¿¡]{0,3}([^\W_])")
_LEADS_ON = tuple(":,;-–—")


def kinds(found: list[Block]) -> list[Kind]:
    """Return the kind of each block of one article."""
    tail = _tail(found)
    article = found[:tail]
    known: list[Kind] = []
    top = True
    for place in range(tail):
        known.append(_kind(article, place, top=top))
        above = known[-1] in {"heading", "byline"} or boilerplate(article[place].text)
        top = top and bool(above)
    return known + [_tail_kind(block.text) for block in found[tail:]]


def _tail(found: list[Block]) -> int:
    """Return where the trailers begin. What comes first is never one."""
    tail = len(found)
    while tail > 1 and _trails(found[tail - 1].text):
        tail -= 1
    return tail


def _trails(words: str) -> bool:
    return is_trailer(words) or is_byline(words) or boilerplate(words) is not None


def _tail_kind(words: str) -> Kind:
    """Return the kind of a block below the last sentence of the text."""
    if is_trailer(words):
        return "trailer"
    return "byline" if is_byline(words) else "body"


def _kind(article: list[Block], place: int, *, top: bool) -> Kind:
    """Return the kind of a block above the trailers; `top` while no body came yet."""
    words = article[place].text
    if HEADING.match(words):
        return "heading"
    if top and (is_byline(words) or (place > 0 and is_credit(words))):
        return "byline"
    if ITEM.match(words):
        return "item"
    if boilerplate(words):
        return "body"
    return "heading" if _stands_as_heading(article, place, top=top) else "body"


def _stands_as_heading(article: list[Block], place: int, *, top: bool) -> bool:
    """Tell whether a line looks like a headline and has a text below it."""
    block = article[place]
    if place + 1 == len(article) or not _reads_as_headline(block.text, top=top):
        return False
    if not (top or block.apart or is_closed(article[place - 1].text)):
        return False
    below = article[place + 1]
    return below.apart or _opens_text(below.text)


def _reads_as_headline(words: str, *, top: bool) -> bool:
    longest = LONGEST_HEADLINE if top else LONGEST_SUBHEADING
    if len(words) > longest or (not top and words.count(" ") >= _MOST_WORDS):
        return False
    opening = _OPENS_HEADLINE.match(words)
    if opening is None or opening[1].islower():
        return False
    ends_openly = is_closed(words) or words.endswith(_LEADS_ON)
    return not ends_openly and not is_trailer(words)


def _opens_text(words: str) -> bool:
    """Tell whether a line right below a headline goes with it."""
    if words[0].islower():
        return False
    text = is_closed(words) or len(words) > LONGEST_SUBHEADING
    return text or is_byline(words) or is_credit(words)
