"""Quotations: where they begin and end, and who is credited with them."""

import pytest

from tests.answerers.offline.readings import passages_in, reading_of

RANGES = [
    pytest.param("He said “no way” and left.", ["“no way”"], id="typographic"),
    pytest.param('He said "no way" and left.', ['"no way"'], id="straight"),
    pytest.param("He said ''no way'' and left.", ["''no way''"], id="doubled"),
    pytest.param(
        "He said 'no way at all,' and left.", ["'no way at all,'"], id="single"
    ),
    pytest.param('A 6" pipe broke in the hall.', [], id="inches"),
    pytest.param('It is bad," he said, and left.', [], id="closing mark only"),
    pytest.param(
        'He said, "Go.\n\nStay away now." She left.',
        ['"Go.', 'Stay away now."'],
        id="over two lines, closed in the second",
    ),
    pytest.param(
        "He said, “Go.\n\n“Stay away now.”",
        ["“Go.", "“Stay away now.”"],
        id="opened again on the next line",
    ),
]
CREDITED = [
    pytest.param(
        "“We will not load a single ship,” Brandt told the Harbour Post.",
        [("Brandt", "told", ("We will not load a single ship",))],
        id="speaker behind",
    ),
    pytest.param(
        "Brandt said: “We will not load a ship. We have waited for two years.”",
        [
            (
                "Brandt",
                "said",
                ("We will not load a ship. We have waited for two years",),
            )
        ],
        id="speaker in front, several sentences",
    ),
    pytest.param(
        "“We will not load a single ship,” Brandt said. “The port must pay us first.”",
        [
            ("Brandt", "said", ("We will not load a single ship",)),
            ("Brandt", "said", ("The port must pay us first",)),
        ],
        id="a new sentence behind the speaker",
    ),
    pytest.param(
        "“We will not load a ship,” Brandt said, “until the port pays us.”",
        [("Brandt", "said", ("We will not load a ship", "until the port pays us"))],
        id="one sentence around the speaker",
    ),
    pytest.param(
        "“Will the port ever pay us?” Brandt asked reporters in Tarnholm.",
        [("Brandt", "asked", ("Will the port ever pay us?",))],
        id="question",
    ),
    pytest.param(
        "“Go home and stay there,” he barked.",
        [("he", "barked", ("Go home and stay there",))],
        id="a verb that is not listed",
    ),
    pytest.param(
        "Brandt said the strike goes on.\n\n“We have waited for two long years.”",
        [
            ("Brandt", "said", ("the strike goes on",)),
            ("Brandt", "said", ("We have waited for two long years",)),
        ],
        id="still the same speaker on the next line",
    ),
    pytest.param(
        "Brandt said, “We have waited for two years.\n\n“Nothing has changed since.”",
        [
            (
                "Brandt",
                "said",
                ("We have waited for two years", "Nothing has changed since"),
            )
        ],
        id="a quotation that runs on over lines",
    ),
]


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_quote_marks_are_paired_by_the_side_they_stand_on(
    text: str, expected: list[str]
):
    reading = reading_of(text)

    found = [reading.text(q) for line in reading.lines for q in line.quoted]

    assert found == expected


@pytest.mark.parametrize(("text", "expected"), CREDITED)
def test_a_quotation_is_credited_to_whoever_speaks_beside_it(
    text: str, expected: list[tuple[str, str, tuple[str, ...]]]
):
    found = [(p.speaker, p.cue, p.content) for p in passages_in(text)]

    assert found == expected
