import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import SEED, Ran

Run = Callable[..., Ran]
STORY = (
    "Harbour deal signed\nBy Jane Doe\n\nThe port will be widened, the mayor said. "
    "Critics were angry.\n\nSource: www.example.com\n"
)


@pytest.fixture
def story(here: Path) -> Path:
    path = here / "harbour.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_what_the_engine_will_see_is_printed(run: Run, story: Path) -> None:
    ran = run("read", story)

    assert ran.status == 0
    assert ran.out.splitlines()[0] == str(story)
    for line in (
        "  title      Harbour deal signed",
        "  publisher  www.example.com",
        "  published  not known",
        "  authors    Jane Doe",
        "  1 heading  Harbour deal signed",
        "  2 byline   [not shown] By Jane Doe",
        "  3 body     The port will be widened, the mayor said.",
        "  5 trailer  [not shown] Source: www.example.com",
    ):
        assert line in ran.out.splitlines()
    assert "5 sentences, 2 of them not shown to a model" in ran.out
    assert ran.err == ""


def test_what_is_taken_for_boilerplate_is_not_shown(run: Run, here: Path) -> None:
    lines = (STORY.rstrip(), "Subscribe to our newsletter", "Source: www.example.com")
    (here / "a.txt").write_text("\n\n".join(lines), encoding="utf-8")

    ran = run("read", "a.txt")
    briefed = json.loads(run("read", "a.txt", "--json").out)["article"]

    assert "[not shown] Subscribe to our newsletter" in ran.out
    assert [each["reason"] for each in briefed["excluded"]] != []


def test_the_article_of_the_briefing_file_is_printed_for_machines(run: Run) -> None:
    read = json.loads(run("read", SEED, "--json").out)
    briefed = json.loads(run("brief", SEED, "--engine", "offline").out)

    assert read["article"] == briefed["article"]
    assert read["source"] == str(SEED)
    assert read["findings"] == []


def test_several_articles_are_a_line_each(run: Run, story: Path, here: Path) -> None:
    (here / "a.txt").write_text("It be\u200bgan.", encoding="utf-8")

    lines = run("read", here, "--json").out.splitlines()

    first, second = map(json.loads, lines)
    assert first["findings"][0]["code"] == "removed_characters"
    assert second["article"]["title"] == "Harbour deal signed"


def test_what_cannot_be_read_is_said_and_the_others_are_printed(
    run: Run, story: Path, here: Path
) -> None:
    (here / "empty.txt").write_text("", encoding="utf-8")

    ran = run("read", here / "empty.txt", here / "no.pdf", story)

    assert ran.status == 1
    assert "empty.txt: empty: expected an article" in ran.err
    assert "no.pdf: missing: " in ran.err
    assert "Harbour deal signed" in ran.out


def test_stated_facts_win_and_are_checked(run: Run, story: Path) -> None:
    ran = run(
        *("read", story, "--json", "--title", "Mine", "--date", "21 August 2015"),
        *("--publisher", "Example", "--source-url", "https://a.org/b"),
        *("--language", "en-GB"),
    )

    article = json.loads(ran.out)["article"]
    assert article["title"] == "Mine"
    assert article["published"] == "2015-08-21"
    assert article["publisher"] == "Example"
    assert article["source_url"] == "https://a.org/b"
    assert article["language"] == "en-GB"


@pytest.mark.parametrize("command", ["read", "brief", "estimate"])
@pytest.mark.parametrize(
    ("flag", "value", "told"),
    [
        ("--date", "soon", "expected a date of the form 2015-08-21, found 'soon'"),
        ("--date", "2015-02-30", "found '2015-02-30'"),
        ("--source-url", "the Courier", "expected an address of the form https://"),
        ("--language", "plain English", "expected a language tag of the form en-GB"),
    ],
)
def test_a_fact_of_another_form_ends_with_2(
    run: Run, story: Path, command: str, flag: str, value: str, told: str
) -> None:
    ran = run(command, story, flag, value)

    assert ran.status == 2
    assert told in ran.err
    assert ran.out == ""


def test_stated_facts_reach_the_request_and_the_briefing(run: Run, story: Path) -> None:
    flags = (story, "--date", "2015-08-21", "--engine", "offline")

    request = run("brief", *flags, "--dry-run").out
    briefing = json.loads(run("brief", *flags).out)

    assert "2015-08-21" in request
    assert briefing["article"]["published"] == "2015-08-21"
