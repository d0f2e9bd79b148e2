import io
import re
from contextlib import redirect_stdout
from typing import Any

import pytest
from rich.cells import cell_len

from extractor.records.briefing_file import BriefingFile
from extractor.schemas.briefing import Briefing
from extractor.show import print_briefing
from tests.answers import actor, answer, claim, inference, nuance, said
from tests.articles import article_of
from tests.report.reports import Json, document_of, hostile, strike

ESCAPE = "\x1b"


class Terminal(io.StringIO):
    """Takes what is printed and says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(document: Json, *, to: io.StringIO | None = None, **how: Any) -> str:
    """Return what is printed of a briefing file."""
    file = BriefingFile[Briefing].model_validate(document)
    output = to or io.StringIO()
    with redirect_stdout(output):
        print_briefing(file, **{"width": 100, **how})
    return output.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def test_a_claim_stands_under_its_chain_with_its_words_and_traits() -> None:
    text = words(shown(strike()))

    assert (
        "Harbour Post ‹ Pavel Brandt c2 Dock workers will not load a single ship. "
        "s4 ““We will not load a single ship,”” "
        "intent · ●●● certain · negative · direct · cue: told" in text
    )
    assert "when: on Friday (2031-05-09)" in text
    assert "hedged: could" in text


def test_stated_implications_are_told_from_inferred_ones() -> None:
    text = words(shown(strike()))

    assert "i1 Stated in c4 The strike could delay grain exports." in text
    assert "i2 Inferred from c1, c2 Grain buyers turn to other suppliers." in text
    assert "likely · moderate confidence · short term · affects" in text
    assert "if: The strike lasts." in text


def test_gaps_findings_and_what_was_dropped_are_shown() -> None:
    document = strike()
    document["findings"] = [
        {"code": "V9", "severity": "warning", "where": "/x", "message": "no cue"}
    ]
    document["dropped"] = [{"item": {"a": 1}, "reason": "V3", "where": "/claims/0"}]

    text = words(shown(document))

    assert "Not said" in text
    assert "? How long the strike lasts." in text
    assert "Findings: 1" in text
    assert "! warning V9 /x no cue" in text
    assert "Dropped: 1" in text
    assert '- V3 /claims/0 {"a": 1}' in text


@pytest.mark.parametrize("width", [24, 40, 60, 80, 140])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    documents = [strike(), hostile(), wide()]

    for document in documents:
        for line in shown(document, width=width).splitlines():
            assert cell_len(line) <= width


def wide() -> Json:
    """Return a briefing with long words, and with characters of two columns."""
    name, sentence = (
        "Ortsverbandsvorsitzende" * 6,
        "東京都知事は新しい計画を発表した" * 8,
    )
    filled = answer(
        actors=[actor(name, role=sentence)],
        claims=[
            claim(
                1,
                sentence,
                statement=sentence,
                by=[1],
                attribution=said("said"),
                nuance=nuance("possible", "said"),
            )
        ],
        inferences=[inference(1, assumption=name)],
    )
    return document_of(filled, article_of(f"{name} said {sentence}"))


def test_a_narrow_terminal_gets_actors_without_a_table() -> None:
    text = shown(strike(), width=60)

    assert re.search(r"a2 +Pavel Brandt\s+person · union leader · also: Brandt", text)
    assert "country" not in text


def test_colours_are_for_terminals_alone() -> None:
    assert ESCAPE in shown(strike(), to=Terminal())
    assert ESCAPE not in shown(strike())


def test_no_control_sequence_is_printed_when_no_colour_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert ESCAPE not in shown(strike(), to=Terminal(), color=False)

    monkeypatch.setenv("NO_COLOR", "1")

    assert ESCAPE not in shown(strike(), to=Terminal())


@pytest.mark.parametrize(
    "attack",
    [
        "\x1b[2J\x1b]0;owned\x07",
        "\x9b31m",
        "a\rb",
        "\x08\x08",
        "\u202egnp.exe",
        "\u2066x\u2069",
        "[bold red]x[/bold red]",
        "[link=https://evil.test]x[/link]",
        ":smile:",
    ],
)
def test_what_an_article_says_cannot_steer_the_terminal(attack: str) -> None:
    document = strike()
    briefing = document["briefing"]
    briefing["headline"] = attack
    briefing["gaps"] = [attack]
    briefing["actors"][1] |= {"name": attack, "role": attack, "aliases": [attack]}
    briefing["claims"][0] |= {"statement": attack, "cue": attack, "hedges": [attack]}
    briefing["claims"][0]["evidence"][0]["quote"] = attack
    briefing["implications"][1] |= {"statement": attack, "assumption": attack}
    document["article"]["title"] = attack
    document["findings"] = [
        {"code": attack, "severity": "error", "where": attack, "message": attack}
    ]
    document["dropped"] = [{"item": attack, "reason": attack, "where": attack}]

    text = shown(document, width=200)

    assert all(c.isprintable() or c == "\n" for c in text)
    expected = "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in attack
    )
    assert text.startswith(expected)


def test_a_line_break_in_a_text_forges_no_line() -> None:
    document = strike()
    document["briefing"]["headline"] = "Calm.\nc9 Forged."

    assert shown(document).startswith("Calm. c9 Forged.\n")


def test_a_briefing_that_holds_nothing_is_shown() -> None:
    document = document_of(answer(), article_of("Rain fell."))

    text = shown(document)

    assert text.startswith("Dock workers in Tarnholm are to strike on Friday.")
    assert "Actors" not in text
