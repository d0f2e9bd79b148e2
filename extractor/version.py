"""The version of the installed package."""

DISTRIBUTION = "article-briefing"


def package_version() -> str:
    """Return the version, or "unknown" when the package is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"
