"""What failed is listed, whatever its list holds."""

from pathlib import Path

import pytest

from extractor.report import failures_beside

UNREADABLE = Path("/proc/self/mem")  # even to root
LISTED = '{"source": "x.txt", "reason": "empty", "message": "expected text"}'


def test_a_line_that_is_no_failure_hides_none_of_the_others(tmp_path: Path) -> None:
    text = "\n".join(["[" * 100_000, "{", "[]", LISTED])
    (tmp_path / "failed.jsonl").write_text(text, encoding="utf-8")

    assert [one.source for one in failures_beside([tmp_path])] == ["x.txt"]


@pytest.mark.skipif(not UNREADABLE.exists(), reason="only Linux has such a file")
def test_a_list_that_cannot_be_read_is_among_what_failed(tmp_path: Path) -> None:
    (tmp_path / "failed.jsonl").symlink_to(UNREADABLE)

    assert [one.reason for one in failures_beside([tmp_path])] == ["unreadable"]
