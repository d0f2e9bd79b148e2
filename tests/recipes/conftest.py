from pathlib import Path

import pytest

from tests.recipes.promises import promises_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that holds the recipe `promises`."""
    return promises_in(tmp_path)
