"""A file that cannot be opened is the article's error; a fault of a reader is not."""

from pathlib import Path

import pytest

from extractor.errors import UnreadableArticle
from extractor.sources.files import opened


def test_a_name_that_no_file_can_have_is_told_as_that():
    with pytest.raises(UnreadableArticle, match="check its name"):
        opened("nul\0.txt").__enter__()


def test_a_fault_of_what_reads_a_file_is_not_taken_for_the_files(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"It began.")

    def read_with_a_fault() -> None:
        with opened(path) as file:
            int(file.read())

    with pytest.raises(ValueError, match="invalid literal"):
        read_with_a_fault()
