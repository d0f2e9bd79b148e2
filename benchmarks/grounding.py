"""Finding 10 quotes in 5 kB, and refusing 10 that are not there.

    python -m benchmarks.grounding

Prints CPU milliseconds for all ten, the article's folding included, least of rounds.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path

from extractor.grounding.evidence import Found, locate
from extractor.records.article import Article
from extractor.records.markers import Evidence
from extractor.sources import article_from_text

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ROUNDS, QUOTES, CHARACTERS = 30, 10, 5_000


def main() -> None:
    """Measure exact, retyped and invented quotes, and print."""
    text = _text()
    whole = [u for u in article_from_text(text).sentences if u.kind == "body"]
    step = max(1, len(whole) // QUOTES)
    exact = [
        Evidence(sentence=u.n, quote=text[u.start + 4 : u.end - 4].split(" ", 1)[1])
        for u in whole[::step][:QUOTES]
    ]
    exact = [e.model_copy(update={"quote": _whole_words(e.quote or "")}) for e in exact]
    retyped = [e.model_copy(update={"quote": _retyped(e.quote or "")}) for e in exact]
    invented = [e.model_copy(update={"quote": _changed(e.quote or "")}) for e in exact]
    for name, quotes in (
        ("exact", exact),
        ("retyped", retyped),
        ("invented", invented),
    ):
        found = [isinstance(locate(article_from_text(text), q), Found) for q in quotes]
        print(
            f"{name:9} {len(quotes)} quotes, {len(text)} characters: "
            f"{_least(lambda q=quotes: _locate(text, q)):.3f} ms, {sum(found)} accepted"
        )


def _text() -> str:
    """Return a text of about 5 kB made of the seed's paragraphs, numbered apart."""
    seed = (SEEDS / "000_aea5ba39c10c2b18.txt").read_text(encoding="utf-8")
    body = seed.rsplit("\n", 1)[0]
    return f"{body}\n{body.replace('Kim', 'Lee').replace('Putin', 'Orban')}"[
        :CHARACTERS
    ]


def _whole_words(quote: str) -> str:
    return quote.rsplit(" ", 1)[0]


def _retyped(quote: str) -> str:
    """Return the quote as a model types it: straight marks, doubled spaces."""
    return re.sub("[‘’]", "'", quote).replace(" ", "  ", 1)


def _changed(quote: str) -> str:
    """Return the quote with one word put in."""
    words = quote.split()
    return " ".join([*words[:2], "not", *words[2:]])


def _locate(text: str, quotes: list[Evidence]) -> None:
    article = _articles[text]
    fresh = Article.model_construct(**dict(article))
    for quote in quotes:
        locate(fresh, quote)


_articles: dict[str, Article] = {}


def _least(work: Callable[[], None]) -> float:
    _articles.setdefault(_text(), article_from_text(_text()))
    spent = []
    for _ in range(ROUNDS):
        before = time.process_time()
        work()
        spent.append(time.process_time() - before)
    return 1000 * min(spent)


if __name__ == "__main__":
    main()
