"""Optional packages: there, or an error that says how to install them."""

import importlib.util

from extractor.errors import UnreadableArticle


def required(package: str, *, extra: str) -> None:
    """Raise UnreadableArticle (`missing_extra`) when a package is not installed."""
    if importlib.util.find_spec(package) is None:
        message = (
            f"expected {package} to read this kind of file, found it is not installed; "
            f'pip install "article-briefing[{extra}]"'
        )
        raise UnreadableArticle("missing_extra", message)
