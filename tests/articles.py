"""Small articles, built from their units without any splitting."""

from typing import Any

from extractor.records.article import Article, Kind, Sentence, article_id

Unit = str | tuple[Kind, str]


def article_of(*units: Unit, between: str = "\n", **metadata: Any) -> Article:
    """Return the article that holds these units: body text, or a kind and its words."""
    text, sentences = "", list[Sentence]()
    for n, unit in enumerate(units, start=1):
        kind, words = unit if isinstance(unit, tuple) else ("body", unit)
        start = len(text) + len(between) if text else 0
        text = f"{text}{between}{words}" if text else words
        sentences.append(Sentence(n=n, start=start, end=len(text), kind=kind))
    return Article(
        id=article_id(text), text=text, sentences=tuple(sentences), **metadata
    )


STRIKE = article_of(
    ("heading", "Dock strike looms in Tarnholm"),
    ("byline", "By Ines Okoro"),
    "Dock workers in Tarnholm will strike on Friday, union leader Pavel Brandt said.",
    "“We will not load a single ship,” Brandt told the Harbour Post.",
    "The port office denied that pay was cut.",
    "The strike could delay grain exports, analysts warned.",
    "Minister Lena Vogt reportedly offered talks.",
    ("item", "The port handles 1.2 million tonnes of grain a year."),
    ("trailer", "Original Source: www.harbour-post.test"),
    title="Dock strike looms in Tarnholm",
    publisher="www.harbour-post.test",
    published="2031-05-06",
)
