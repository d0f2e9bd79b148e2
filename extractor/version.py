"""The version of the installed package."""

from importlib.metadata import PackageNotFoundError, version

DISTRIBUTION = "article-briefing"


def package_version() -> str:
    """Return the version, or "unknown" when the package is not installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"
