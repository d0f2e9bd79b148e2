import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.answerers.llm.pacing.window import SlidingMinute

SENT = st.tuples(
    st.floats(0, 20, allow_nan=False), st.integers(0, 400), st.integers(0, 400)
)


def test_a_full_minute_waits_until_its_first_request_is_a_minute_old():
    minute = SlidingMinute(rpm=2, tpm=None)
    first = minute.enter(0, now=0.0)
    minute.enter(0, now=30.0)
    minute.settle(first, tokens=None, now=1.0)

    assert minute.wait_s(0, now=40.0) == pytest.approx(21.0)
    assert minute.wait_s(0, now=61.1) == 0.0


def test_a_request_still_under_way_counts_from_when_it_must_have_arrived():
    minute = SlidingMinute(rpm=1, tpm=None)
    minute.enter(0, now=0.0)

    assert minute.wait_s(0, now=60.0) == pytest.approx(2.0)


def test_tokens_that_were_not_used_are_given_back():
    minute = SlidingMinute(rpm=None, tpm=1_000)
    entry = minute.enter(900, now=0.0)
    assert minute.wait_s(300, now=1.0) > 0

    minute.settle(entry, tokens=400, now=1.0)

    assert minute.wait_s(300, now=1.0) == 0.0
    assert minute.wait_s(700, now=1.0) > 0


def test_a_request_larger_than_the_minute_goes_alone():
    minute = SlidingMinute(rpm=None, tpm=100)
    assert minute.wait_s(5_000, now=0.0) == 0.0
    minute.enter(5_000, now=0.0)

    assert minute.wait_s(1, now=1.0) > 0
    assert minute.wait_s(5_000, now=62.1) == 0.0


def test_an_answer_that_comes_after_its_minute_changes_no_other():
    minute = SlidingMinute(rpm=None, tpm=100)
    late = minute.enter(60, now=0.0)
    assert minute.wait_s(60, now=70.0) == 0.0
    minute.enter(60, now=70.0)

    minute.settle(late, tokens=0, now=71.0)

    assert minute.wait_s(60, now=71.0) > 0


@given(st.lists(SENT, max_size=60))
def test_used_tokens_fit_every_minute_when_estimates_are_kept_to(sent):
    minute = SlidingMinute(rpm=None, tpm=1_000)
    now, used = 0.0, list[tuple[float, int]]()
    for gap, estimated, surplus in sent:
        now += gap
        while wait := minute.wait_s(estimated, now=now):
            now += wait
        entry = minute.enter(estimated, now=now)
        tokens = max(0, estimated - surplus)
        minute.settle(entry, tokens=tokens, now=now)
        used.append((now, tokens))

    for start, _ in used:
        inside = [tokens for at, tokens in used if start <= at <= start + 60]
        assert sum(inside) <= 1_000
