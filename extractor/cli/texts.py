"""The text of a file that was named, or what stands there instead."""

from pathlib import Path

from extractor.errors import SettingsError


def text_at(path: Path, *, expected: str) -> str:
    """Return the text of a file.

    Args:
        path: The file.
        expected: What it should be, as a message names it.

    Raises:
        SettingsError: It cannot be read, or is no UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        found = (error.strerror or str(error)).lower()
    except UnicodeDecodeError as error:
        found = f"a byte that is no UTF-8, at {error.start:,}"
    raise SettingsError(f"expected {expected} at {path}, found: {found}")
