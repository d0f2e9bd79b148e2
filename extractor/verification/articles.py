"""The article of a briefing file: its id, and the tiling of its sentences."""

from collections.abc import Iterator

from extractor.records.article import Article, Sentence, article_id
from extractor.verification.breaks import Break


def article_breaks(article: Article) -> Iterator[Break]:
    """Yield where the article is not what its id and its sentences say."""
    if not _encodable(article.text):
        yield Break("/article/text", "expected Unicode text, found a lone surrogate")
        return
    if article_id(article.text) != article.id:
        yield Break("/article/id", "it is not the sha256 of the text")
    yield from _tiling_breaks(article)
    yield from _excluded_breaks(article)


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _tiling_breaks(article: Article) -> Iterator[Break]:
    """Yield where sentences are out of order, overlap, or leave text out."""
    reached = 0
    for place, unit in enumerate(article.sentences):
        where = f"/article/sentences/{place}"
        if unit.n != place + 1:
            yield Break(f"{where}/n", f"expected {place + 1}, found {unit.n}")
        if not reached <= unit.start < unit.end <= len(article.text):
            yield Break(where, f"its range {unit.start}-{unit.end} is out of order")
            return
        if article.text[reached : unit.start].strip():
            yield Break(where, "the text before it belongs to no sentence")
        if not _trimmed(article, unit):
            yield Break(where, "it begins or ends with a space")
        reached = unit.end
    if article.text[reached:].strip():
        yield Break("/article/sentences", "text at the end belongs to no sentence")


def _excluded_breaks(article: Article) -> Iterator[Break]:
    """Yield what is excluded out of order, or is no whole sentences."""
    starts = {unit.start for unit in article.sentences}
    ends = {unit.end for unit in article.sentences}
    reached = 0
    for place, one in enumerate(article.excluded):
        where = f"/article/excluded/{place}"
        if not reached <= one.start < one.end <= len(article.text):
            yield Break(where, f"its range {one.start}-{one.end} is out of order")
        elif one.start not in starts or one.end not in ends:
            yield Break(where, "it begins or ends inside a sentence")
        reached = max(reached, one.end)


def _trimmed(article: Article, unit: Sentence) -> bool:
    words = article.text[unit.start : unit.end]
    return words == words.strip()
