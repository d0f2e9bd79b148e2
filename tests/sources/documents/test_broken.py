"""Damaged documents end in an article or in one failure, and never in a traceback."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import UnreadableArticle
from extractor.sources.documents.docx import read_docx
from extractor.sources.documents.pdf import read_pdf
from extractor.sources.metadata import Metadata
from extractor.sources.readers import Reader
from tests.sources.documents.files import DATA

WHOLE = [(read_pdf, "flag.pdf"), (read_pdf, "election.pdf"), (read_docx, "korea.docx")]
REASONS = {"unreadable", "encrypted", "no_text", "empty", "too_large", "too_long"}


def _reason(reader: Reader, raw: bytes) -> str:
    """Return why the bytes are no article, or `read`."""
    try:
        reader(raw, name="a", facts=Metadata())
    except UnreadableArticle as error:
        return error.reason
    return "read"


@pytest.mark.parametrize(("reader", "name"), WHOLE)
@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_breaks_off_is_one_failure(reader: Reader, name: str, part: float):
    raw = (DATA / name).read_bytes()

    reason = _reason(reader, raw[: int(len(raw) * part)])

    assert reason in REASONS | {"read"}


@settings(max_examples=60)
@given(st.sampled_from(WHOLE), st.integers(0, 2**32), st.integers(1, 200))
def test_a_damaged_file_is_one_failure(
    whole: tuple[Reader, str], seed: int, changes: int
):
    reader, name = whole
    raw = bytearray((DATA / name).read_bytes())
    chance = random.Random(seed)
    for _ in range(changes):
        raw[chance.randrange(len(raw))] = chance.randrange(256)

    assert _reason(reader, bytes(raw)) in REASONS | {"read"}


@given(st.binary(max_size=300))
def test_what_only_begins_like_a_document_is_one_failure(rest: bytes):
    assert _reason(read_pdf, b"%PDF-1.7\n" + rest) in REASONS
    assert _reason(read_docx, b"PK\x03\x04" + rest) in REASONS
