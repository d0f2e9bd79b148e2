"""What the extra `web` brings, and what is said where it is not installed."""

from collections.abc import Iterator
from contextlib import contextmanager

from extractor.errors import UnreadableArticle

BROUGHT = frozenset({"feedparser", "lxml", "protego", "trafilatura"})


@contextmanager
def needing_web() -> Iterator[None]:
    """Turn a library that is missing into an outcome (`missing_extra`)."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in BROUGHT:
            raise
        message = (
            f"expected {error.name}, which web pages and feeds are read with, found it "
            'not installed; pip install "article-briefing[web]"'
        )
        raise UnreadableArticle("missing_extra", message) from None
