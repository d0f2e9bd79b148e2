import math

from hypothesis import given
from hypothesis import strategies as st

from extractor.answerers.llm.pacing.gate import Gate


def _filled(most: int | None, number: int) -> Gate:
    gate = Gate(most)
    for _ in range(number):
        gate.enter()
    return gate


def test_no_more_than_the_most_are_in_flight():
    gate = _filled(2, 1)
    assert not gate.is_full
    gate.enter()
    assert gate.is_full
    gate.leave()
    assert not gate.is_full


def test_a_storm_halves_the_bound_once_however_many_it_hits():
    gate = _filled(64, 64)

    for number in range(1, 65):
        gate.narrow(number)

    assert gate.bound == 32


def test_a_server_that_stays_busy_halves_it_again():
    gate = _filled(64, 64)
    gate.narrow(1)
    for _ in range(64):
        gate.leave()

    gate.narrow(gate.enter())

    assert gate.bound == 1


def test_the_bound_comes_back_in_steps_as_answers_come():
    gate = _filled(20, 20)
    gate.narrow(20)
    seen = [gate.bound]
    for _ in range(10):
        for _ in range(20):
            gate.widen()
        seen.append(gate.bound)

    assert seen[0] == 10
    assert 11 < seen[1] < 15
    assert seen == sorted(seen)
    assert seen[-1] == 20


def test_without_a_most_everything_goes_until_a_server_is_busy():
    gate = _filled(None, 500)
    assert not gate.is_full

    gate.narrow(500)

    assert gate.bound == 250
    assert gate.is_full


@given(
    st.one_of(st.none(), st.integers(1, 300)),
    st.lists(st.sampled_from(["enter", "widen", "narrow"])),
)
def test_one_request_may_always_be_in_flight(most, steps):
    gate = Gate(most)
    for step in steps:
        if step == "enter":
            gate.enter()
            gate.leave()
        elif step == "widen":
            gate.widen()
        else:
            gate.narrow(gate.enter())
            gate.leave()
        assert 1 <= gate.bound <= (most or math.inf)
        assert not gate.is_full
