"""Optional packages: there, or an error that says how to install them."""

import importlib.util
from collections.abc import Callable

from extractor.errors import ExtractorError, SettingsError


def require(
    package: str,
    *,
    extra: str,
    to: str,
    error: Callable[[str], ExtractorError] = SettingsError,
) -> None:
    """Raise an error when a package is not installed.

    Args:
        package: Its name, as it is imported.
        extra: What brings it.
        to: What it is needed for, as in "expected pyarrow to read Parquet".
        error: Makes the error of its message.
    """
    if importlib.util.find_spec(package) is None:
        message = (
            f"expected {package} to {to}, found it is not installed; "
            f'pip install "article-briefing[{extra}]"'
        )
        raise error(message)
