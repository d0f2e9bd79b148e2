"""Whatever a model answers, what is written holds."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from extractor.engine import Engine
from extractor.records.outcome import Done, Outcome
from extractor.review.codes import ENGINE_CODES
from extractor.schemas.briefing import NOTES, Briefing
from extractor.verification import verify
from tests.answers import strike_answer
from tests.articles import STRIKE
from tests.fakes import Clock, FakeAnswerer
from tests.files import briefing

Place = tuple[str | int, ...]
WORDS = [
    "Pavel Brandt",
    "brandt",
    "analysts",
    "reportedly",
    "may",
    "It is so.",
    "Dock workers in Tarnholm will strike on Friday.",
    "a1",
    "certain",
    "consequence",
    "\ud800",
]
VALUES: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers(-1, 10)
    | st.floats()
    | st.sampled_from(WORDS)
    | st.lists(st.integers(-1, 8), max_size=4)
    | st.lists(st.sampled_from(WORDS), max_size=3)
    | st.just({})
)


def places(value: Any, where: Place = ()) -> Iterator[Place]:
    """Yield the place of everything inside an answer."""
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for step, part in inner:
        yield (*where, step)
        yield from places(part, (*where, step))


def at(value: Any, where: Place) -> Any:
    for step in where:
        value = value[step]
    return value


@st.composite
def answers(draw: st.DrawFn) -> Any:
    """Draw the valid answer with some of it replaced, repeated or left out."""
    answer = strike_answer()
    for _ in range(draw(st.integers(1, 5))):
        where = draw(st.sampled_from([*places(answer)]))
        around, last = at(answer, where[:-1]), where[-1]
        deed = draw(st.sampled_from(["replace", "copy", "repeat", "remove"]))
        if deed == "replace":
            around[last] = draw(VALUES)
        elif deed == "copy":
            other = draw(st.sampled_from([*places(answer)]))
            around[last] = copy.deepcopy(at(answer, other))
        elif deed == "repeat" and isinstance(around, list):
            around.append(copy.deepcopy(around[int(last)]))
        else:
            del around[last]
        if not [*places(answer)]:
            return answer
    return answer


async def outcome_of(answer: Any) -> Outcome[Briefing]:
    engine = Engine(
        recipe=briefing(),
        answerer=FakeAnswerer(json.dumps(answer)),
        now=Clock(),
        version="0",
    )
    return await engine.extract(STRIKE, "strike.txt")


def ended(answer: Any) -> Outcome[Briefing]:
    """Return the outcome of an answer, without an event loop of its own."""
    steps = outcome_of(answer)
    try:
        steps.send(None)
    except StopIteration as end:
        outcome: Outcome[Briefing] = end.value
        return outcome
    message = "expected an answerer that waits for nothing"
    raise AssertionError(message)


@given(answers())
def test_every_file_that_is_written_holds_and_points_at_what_is_there(answer):
    outcome = ended(answer)

    if isinstance(outcome, Done):
        text = outcome.file.model_dump_json()
        document = json.loads(text)
        assert verify(document, recipe=briefing()).breaks == ()
        for finding in document["findings"]:
            pointed(document, finding["where"])


@given(answers())
def test_every_code_in_a_file_is_one_that_is_documented(answer):
    outcome = ended(answer)

    if isinstance(outcome, Done):
        rules = {rule.code for rule in briefing().rules}
        known = rules | NOTES.keys() | {code.name for code in ENGINE_CODES}
        assert {finding.code for finding in outcome.file.findings} <= known
        assert {item.reason for item in outcome.file.dropped} <= known


@given(answers())
def test_nothing_is_lost_silently(answer):
    outcome = ended(answer)

    if isinstance(outcome, Done):
        value = outcome.file.briefing
        gone = [item.where for item in outcome.file.dropped]
        for name in ("claims", "inferences"):
            published = getattr(value, name, None)
            if published is None:
                published = [i for i in value.implications if i.basis == "inferred"]
            lost = [where for where in gone if where.count("/") == 2 and name in where]
            assert len(published) + len(lost) == len(answer[name])
        for item in outcome.file.dropped:
            assert same(pointed(answer, item.where), item.item)


def pointed(document: Any, pointer: str) -> Any:
    """Return what a JSON pointer leads to."""
    for step in pointer.split("/")[1:]:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


def same(given: Any, kept: Any) -> bool:
    """Tell whether an item was kept as it was given, halves of pairs aside."""
    return json.dumps(given).replace("\\ud800", "\\ufffd") == json.dumps(kept)
