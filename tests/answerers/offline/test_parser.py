"""The parser's files: the official ones, wherever they are installed."""

import shutil
from pathlib import Path

import pytest

from extractor import SettingsError
from extractor.answerers.offline.parser import (
    PACKAGES,
    VERSION,
    check_files,
    installed_model,
    official_hashes,
)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder on the import path with an own copy of the model."""
    folder = tmp_path / "own_parser" / f"own_parser-{VERSION}"
    shutil.copytree(installed_model(), folder)
    (folder.parent / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    return folder


def test_the_officially_installed_package_comes_first(installed: Path) -> None:
    assert PACKAGES[0] == "en_core_web_sm"
    assert installed_model(("own_parser", *PACKAGES)) == installed


def test_the_next_package_serves_when_the_first_is_missing(installed: Path) -> None:
    assert installed_model(("no_such_parser", "own_parser")) == installed


def test_no_package_at_all_says_how_to_get_one() -> None:
    with pytest.raises(SettingsError, match=r"article-briefing\[offline\]"):
        installed_model(("no_such_parser",))


def test_the_official_files_pass(installed: Path) -> None:
    check_files(installed, official_hashes())


def test_one_changed_byte_is_refused_with_the_files_name(installed: Path) -> None:
    victim = installed / min(official_hashes())
    content = bytearray(victim.read_bytes())
    content[-1] ^= 1
    victim.write_bytes(bytes(content))

    with pytest.raises(SettingsError, match=victim.name):
        check_files(installed, official_hashes())


def test_a_missing_file_is_refused(installed: Path) -> None:
    (installed / min(official_hashes())).unlink()

    with pytest.raises(SettingsError, match="no such file"):
        check_files(installed, official_hashes())
