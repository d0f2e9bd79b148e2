"""Optional packages that read articles."""

from functools import partial

from extractor.errors import UnreadableArticle
from extractor.extras import require


def required(package: str, *, extra: str) -> None:
    """Raise UnreadableArticle (`missing_extra`) when a package is not installed."""
    error = partial(UnreadableArticle, "missing_extra")
    require(package, extra=extra, to="read this kind of file", error=error)
