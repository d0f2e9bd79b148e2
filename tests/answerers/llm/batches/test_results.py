"""What the lines of an output and an error file mean."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.answerers.llm.batches import Result, read_results

KEY = bytes(range(32))


def told(**line: Any) -> Result:
    """Return what one line says."""
    text = json.dumps({"custom_id": KEY.hex(), **line}).encode()
    [result] = read_results([text], secret="sk-secret-0123456789")
    return result


def refused(status: int, message: str = "no", code: str | None = None) -> Result:
    """Return what a line of the error file with an HTTP status says."""
    error = {"message": message, "code": code}
    return told(response={"status_code": status, "body": {"error": error}})


def test_an_answer_is_the_body_of_a_success():
    result = told(response={"status_code": 200, "body": {"id": "x"}}, error=None)

    assert (result.fate, result.completion) == ("answered", {"id": "x"})


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_what_may_pass_is_asked_again(status):
    assert refused(status).fate == "again"


@pytest.mark.parametrize("status", [401, 402, 403, 404])
def test_what_every_request_would_meet_is_no_fault_of_the_article(status):
    assert refused(status).fate == "again"


def test_what_the_provider_refuses_is_not_asked_again():
    result = refused(400, "bad schema")

    assert (result.fate, result.status) == ("rejected", "http_400")
    assert "bad schema" in result.message


def test_a_used_up_quota_is_asked_again_whatever_its_status():
    assert refused(400, code="insufficient_quota").fate == "again"


def test_an_expired_request_is_asked_again_and_counts_as_a_timeout():
    result = told(response=None, error={"code": "batch_expired", "message": "late"})

    assert (result.fate, result.status, result.reason) == (
        "again",
        "timeout",
        "expired",
    )


def test_no_message_holds_the_key():
    assert "sk-secret-0123456789" not in refused(400, "sk-secret-0123456789").message


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_a_line_that_cannot_be_read_is_passed_over(line):
    assert list(read_results([line], secret=None)) == []


@given(
    st.dictionaries(
        st.sampled_from(["response", "error"]),
        st.recursive(
            st.none() | st.integers() | st.text(),
            lambda inner: st.dictionaries(
                st.sampled_from(["status_code", "body", "code", "message", "error"]),
                inner,
            ),
        ),
    )
)
def test_any_line_of_ours_has_a_fate(line):
    assert told(**line).key == KEY
