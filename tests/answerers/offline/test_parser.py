"""The parser: the official files, or a word on what to install."""

from pathlib import Path

import pytest

from extractor.answerers.offline.parser import (
    check_files,
    combined_hash,
    installed_model,
    load_parser,
    official_hashes,
)
from extractor.errors import SettingsError


def test_the_installed_files_are_the_official_ones():
    check_files(installed_model(), official_hashes())


def test_a_changed_file_is_refused(tmp_path: Path):
    (tmp_path / "tokenizer").write_bytes(b"changed")

    with pytest.raises(SettingsError, match="is not the official file"):
        check_files(tmp_path, {"tokenizer": official_hashes()["tokenizer"]})


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(SettingsError, match="no such file"):
        check_files(tmp_path, official_hashes())


def test_a_missing_model_says_what_to_install():
    with pytest.raises(SettingsError, match=r"article-briefing\[offline\]"):
        installed_model(("no_such_package",))


def test_the_hash_stands_for_every_file():
    hashes = official_hashes()
    changed = {**hashes, "tokenizer": "other"}

    assert combined_hash(hashes) != combined_hash(changed)
    assert load_parser().sha256 == combined_hash(hashes)


def test_the_parser_is_loaded_once():
    assert load_parser() is load_parser()
