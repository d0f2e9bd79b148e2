"""Spans and mentions of any recipe's output: they stand where they say."""

from collections.abc import Iterator
from typing import Any

from extractor.records.article import Article
from extractor.records.problems import Pointer, json_pointer
from extractor.records.spans import QUOTED, RANGE
from extractor.verification.breaks import Break


def span_breaks(
    value: Any, article: Article, *, where: Pointer = ("briefing",)
) -> Iterator[Break]:
    """Yield each span or mention inside a value that does not stand in the article."""
    if isinstance(value, dict):
        if value.keys() >= RANGE or value.keys() >= QUOTED:
            yield from _range_breaks(value, article, json_pointer(where))
        for name, inner in value.items():
            yield from span_breaks(inner, article, where=(*where, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from span_breaks(inner, article, where=(*where, place))


def _range_breaks(value: Any, article: Article, where: str) -> Iterator[Break]:
    start, end = value.get("start"), value.get("end")
    if not (_is_offset(start) and _is_offset(end)):
        yield Break(where, f"expected offsets, found {start!r:.40} and {end!r:.40}")
        return
    if not 0 <= start < end <= len(article.text):
        yield Break(where, f"there is no range {start}-{end} in the text")
        return
    if value.keys() & QUOTED:
        yield from _quote_breaks(value, article, where)


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _quote_breaks(value: Any, article: Article, where: str) -> Iterator[Break]:
    start, end = value["start"], value["end"]
    words = article.text[start:end]
    if value.get("quote") != words:
        message = f"the text there is {words!r:.120}, found {value.get('quote')!r:.120}"
        yield Break(f"{where}/quote", message)
    n = value.get("sentence")
    unit = article.sentence(n) if _is_offset(n) else None
    if unit is None or not unit.start <= start < end <= unit.end:
        yield Break(f"{where}/sentence", f"sentence {n!r:.40} does not hold the range")
    elif article.hidden(unit):
        yield Break(f"{where}/sentence", f"{article.hidden(unit)} is never evidence")
