from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from extractor.schemas.briefing import Window
from extractor.windows.telling import SHORTEST_LINE, closing_lines, told_lines
from tests.answers import actor, claim
from tests.articles import STRIKE
from tests.windows.test_numbering import parts

FOUND = Window.model_validate(
    {
        "actors": [actor("Pavel Brandt", aliases=["Brandt"], role="union leader")],
        "claims": [
            claim(5, "denied that pay was cut", statement=None, by=[0]),
            claim(6, statement="Grain exports are delayed.", by=[]),
        ],
    }
)
LISTS: dict[str, Sequence[Any]] = dict(FOUND)


def test_items_are_numbered_lines_with_what_carries_them():
    lines = closing_lines(LISTS, STRIKE, parts=parts(), tokens=1_000)

    assert lines["actors"] == "[1] Pavel Brandt (Brandt; union leader; person)"
    assert lines["claims"].splitlines() == [
        "[1] nobody named, fact, certain: “denied that pay was cut”",
        "[2] the reporter, fact, certain: Grain exports are delayed. “The strike could "
        "delay grain exports, analysts warned.”",
    ]


def test_nothing_is_told_as_none():
    assert told_lines((), STRIKE, parts=parts()) == "none"


@given(st.integers(1, 120))
def test_lines_that_are_too_many_are_cut_to_an_even_share(tokens):
    lines = closing_lines(LISTS, STRIKE, parts=parts(), tokens=tokens)

    told = [line for text in lines.values() for line in text.splitlines()]
    sizes = [len(line.removesuffix("…").encode()) for line in told]
    longest = max(sizes)
    assert len(told) == 3
    assert sum(sizes) <= 4 * tokens or longest <= SHORTEST_LINE
    for line, size in zip(told, sizes, strict=True):
        assert size + 3 >= longest or not line.endswith("…")


def test_an_actor_is_told_to_a_window_that_has_its_name_alias_or_role():
    [known] = parts().known.values()

    assert known(FOUND.actors[0], "The union leader spoke.")
    assert known(FOUND.actors[0], "BRANDT spoke.")
    assert not known(FOUND.actors[0], "Nobody spoke.")
