"""Deciding on the page: every way to decide, what is kept, and who may not."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, expect

from extractor.annotating import AnnotationServer, Desk, Exporting
from extractor.cli import main
from extractor.evaluation import read_gold
from tests.browser.conftest import NARROW, WIDE
from tests.browser.opened import Opened
from tests.report.reports import Json

pytestmark = [pytest.mark.browser, pytest.mark.loopback]
NAMES = ("emoji", "hostile", "strike")
SELECT = """([start, end]) => {
  getSelection().removeAllRanges();
  getSelection().addRange(offsets.rangeOf(start, end));
}"""

Annotate = Callable[..., Opened]


@pytest.fixture
def folder(tmp_path: Path, documents: dict[str, Json]) -> Path:
    for name in NAMES:
        text = json.dumps(documents[name])
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def desk(folder: Path) -> Desk:
    desk = Desk("ana", lambda: datetime(2031, 5, 7, 8, 9, 10, tzinfo=UTC))
    desk.lay([folder])
    return desk


@pytest.fixture
def server(desk: Desk) -> Iterator[AnnotationServer]:
    with AnnotationServer(desk) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def annotate(browser: Browser, server: AnnotationServer) -> Iterator[Annotate]:
    """Return a function that opens a briefing's page, in a window of its own."""
    contexts: list[BrowserContext] = []

    def one(name: str = "strike", **how: Any) -> Opened:
        how.setdefault("viewport", WIDE)
        contexts.append(browser.new_context(**how))
        n = NAMES.index(name) + 1
        return Opened.at(contexts[-1].new_page(), f"{server.address}b/{n}")

    yield one
    for context in contexts:
        context.close()


def press(page: Opened, identity: str, action: str) -> None:
    page.find(f"[data-decide='{identity}'][data-action='{action}']").click()


def status(page: Opened, identity: str) -> Any:
    place = "tr" if identity[0] == "a" else ".card"
    key = "data-actor" if identity[0] == "a" else "data-id"
    return expect(page.find(f"{place}[{key}='{identity}'] .status b"))


def field(page: Opened, name: str, kind: str = "textarea") -> Any:
    return page.find(f"[data-field='{name}'] {kind}")


def save(page: Opened) -> None:
    page.find("#save").click()
    expect(page.find("#form")).to_be_hidden()
    page.page.wait_for_load_state("networkidle")


def kept(folder: Path, name: str = "strike") -> list[Json]:
    text = (folder / f"{name}.annotations.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def select(page: Opened, words: str) -> None:
    text = page.ask("page.data.article.text")
    start = text.index(words)
    page.ask(SELECT, [start, start + len(words)])


@pytest.fixture
def gone_through(annotate: Annotate) -> Opened:
    """Return a page on which somebody decided in every way."""
    page = annotate()
    press(page, "c1", "accept")
    status(page, "c1").to_have_text("accepted")
    for identity in ("c2", "a3", "i2"):
        press(page, identity, "reject")
        status(page, identity).to_have_text("rejected")
    press(page, "c3", "correct")
    field(page, "statement").fill("Pay was not cut.")
    save(page)
    status(page, "c3").to_have_text("corrected")
    select(page, "Minister Lena Vogt reportedly offered talks")
    page.find("[data-add='claim']").click()
    field(page, "statement").fill("There were talks.")
    save(page)
    status(page, "c7").to_have_text("added")
    return page


def test_what_was_decided_is_there_when_the_page_is_loaded_again(
    gone_through: Opened,
) -> None:
    page = gone_through
    page.page.reload()

    status(page, "c1").to_have_text("accepted")
    status(page, "c2").to_have_text("rejected")
    expect(page.find("#claim-c3 .statement")).to_have_text("Pay was not cut.")
    was = "was: Pay at the port was not cut."
    expect(page.find("#claim-c3 .was")).to_have_text(was)
    expect(page.find("#progress")).to_have_text("ana: 6 of 15 decided")
    page.find("#claim-c7 .statement").hover()
    expect(page.find("mark.on").first).to_be_visible()
    assert "".join(page.lit()) == "Minister Lena Vogt reportedly offered talks"
    assert page.said == []


def test_every_decision_is_kept_beside_the_briefing_which_stays_as_it_was(
    gone_through: Opened, folder: Path, documents: dict[str, Json]
) -> None:
    assert gone_through.said == []
    lines = kept(folder)
    assert [(one["action"], one["target"]) for one in lines] == [
        ("accept", "c1"),
        ("reject", "c2"),
        ("reject", "a3"),
        ("reject", "i2"),
        ("correct", "c3"),
        ("add", "c7"),
    ]
    assert {one["by"] for one in lines} == {"ana"}
    original = (folder / "strike.json").read_text("utf-8")
    assert original == json.dumps(documents["strike"])


def test_what_was_decided_is_proved_and_becomes_gold(
    gone_through: Opened, folder: Path, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(folder / "strike.json")])

    assert ended.value.code == 0, capsys.readouterr().out
    [gold] = read_gold(Exporting(desk, partial=True).lines(), name="gold.jsonl")
    assert [claim.id for claim in gold.gold.claims] == ["c1", "c3", "c7"]
    assert gone_through.said == []


def test_selected_words_after_emoji_are_the_words_that_are_kept(
    annotate: Annotate, folder: Path, documents: dict[str, Json]
) -> None:
    page = annotate("emoji")

    select(page, "mayor Ada Quill said 🎉")
    page.find("[data-add='claim']").click()
    field(page, "statement").fill("Ada Quill said it.")
    save(page)

    [line] = kept(folder, "emoji")
    [span] = line["item"]["evidence"]
    assert span["quote"] == "mayor Ada Quill said 🎉"
    assert (
        documents["emoji"]["article"]["text"][span["start"] : span["end"]]
        == span["quote"]
    )


def test_words_that_are_selected_while_the_form_is_open_can_be_taken(
    annotate: Annotate, folder: Path
) -> None:
    page = annotate()

    press(page, "c5", "correct")
    select(page, "offered talks")
    page.find("[data-remove]").click()
    page.find("[data-take]").click()
    save(page)

    [line] = kept(folder)
    assert [span["quote"] for span in line["item"]["evidence"]] == ["offered talks"]


def test_an_actor_and_an_implication_are_added(
    annotate: Annotate, folder: Path
) -> None:
    page = annotate()

    select(page, "grain")
    page.find("[data-add='actor']").click()
    field(page, "kind", "select").select_option("other")
    save(page)
    page.find("[data-add='implication']").click()
    field(page, "statement").fill("Bread becomes dearer.")
    field(page, "assumption").fill("The strike lasts.")
    page.find("[data-field='rests_on'] input[value='c4']").check()
    page.find("[data-field='affected'] input[value='a7']").check()
    save(page)

    actor, implication = (one["item"] for one in kept(folder))
    assert (actor["id"], actor["name"]) == ("a7", "grain")
    assert implication["rests_on"] == ["c4"]
    assert implication["affected"] == ["a7"]
    expect(page.find("#implication-i3 .statement")).to_have_text(
        "Bread becomes dearer."
    )


def test_what_does_not_stand_in_the_article_is_refused_in_the_form(
    annotate: Annotate, folder: Path
) -> None:
    page = annotate()

    press(page, "c3", "correct")
    page.find("#inputs .quote-text").fill("denied that pay was raised")
    page.find("#save").click()

    refused = page.find("#refused")
    expect(refused).to_contain_text("is not in sentence 5")
    expect(page.find("#form")).to_be_visible()
    assert not (folder / "strike.annotations.jsonl").read_text("utf-8")


def test_whose_words_a_claim_is_follows_who_says_so(annotate: Annotate) -> None:
    page = annotate()

    press(page, "c6", "correct")
    page.find("[data-field='asserted_by'] input[value='a4']").check()

    expect(field(page, "voice", "select")).to_have_value("actor")


def test_a_stated_implication_is_corrected_in_its_claim(annotate: Annotate) -> None:
    page = annotate()

    press(page, "i1", "correct")

    expect(page.find("#form-title")).to_have_text("Correct c4")


def test_a_decision_is_taken_back(annotate: Annotate, folder: Path) -> None:
    page = annotate()
    press(page, "c1", "reject")
    status(page, "c1").to_have_text("rejected")

    press(page, "c1", "reopen")

    status(page, "c1").to_have_text("open")
    assert [one["action"] for one in kept(folder)] == ["reject", "reopen"]


def test_two_windows_see_each_other_and_the_last_wins(
    annotate: Annotate, folder: Path
) -> None:
    one, other = annotate(), annotate()
    press(one, "c1", "accept")
    status(one, "c1").to_have_text("accepted")

    press(other, "c1", "reject")
    status(other, "c1").to_have_text("rejected")
    one.ask("dispatchEvent(new Event('focus'))")

    status(one, "c1").to_have_text("rejected")
    expect(one.find("#claim-c1 .decision li")).to_have_count(2)
    assert [line["action"] for line in kept(folder)] == ["accept", "reject"]


def look_again(page: Opened) -> None:
    """Come back to a window, and see what the server answers."""
    with page.page.expect_response(lambda answer: "/decisions" in answer.url):
        page.ask("dispatchEvent(new Event('focus'))")


def correct(page: Opened, statement: str, identity: str = "c3") -> None:
    press(page, identity, "correct")
    field(page, "statement").fill(statement)
    save(page)


def test_a_correction_of_somebody_else_stays_on_offer_until_it_is_shown(
    annotate: Annotate,
) -> None:
    mine, theirs = annotate(), annotate()
    press(mine, "c5", "correct")
    correct(theirs, "As they have it.")

    look_again(mine)
    look_again(mine)

    expect(mine.find("#reload")).to_be_visible()
    mine.find("#cancel").click()
    expect(mine.find("#claim-c3 .statement")).to_have_text("As they have it.")


def test_a_correction_of_somebody_else_is_not_overwritten_unseen(
    annotate: Annotate, folder: Path
) -> None:
    mine, theirs = annotate(), annotate()
    press(mine, "c3", "correct")
    field(mine, "statement").fill("As I have it.")
    correct(theirs, "As they have it.")

    mine.find("#save").click()

    expect(mine.find("#refused")).to_contain_text("ana changed c3 meanwhile")
    assert [one["item"]["statement"] for one in kept(folder)] == ["As they have it."]
    save(mine)
    expect(mine.find("#claim-c3 .statement")).to_have_text("As I have it.")


def test_a_button_on_a_page_that_is_behind_decides_nothing(
    annotate: Annotate, folder: Path
) -> None:
    mine, theirs = annotate(), annotate()
    correct(theirs, "As they have it.")

    press(mine, "c3", "accept")

    expect(mine.find("#told")).to_contain_text("ana changed c3 meanwhile")
    mine.find("#reload").click()
    expect(mine.find("#claim-c3 .statement")).to_have_text("As they have it.")
    assert [one["action"] for one in kept(folder)] == ["correct"]


def test_what_is_written_in_the_form_is_thrown_away_only_when_asked_to(
    annotate: Annotate,
) -> None:
    page = annotate()
    asked: list[str] = []

    def stay(question: Dialog) -> None:
        asked.append(question.message)
        question.dismiss()

    page.page.on("dialog", stay)
    press(page, "c3", "correct")
    field(page, "statement").fill("Half a sent")

    page.page.keyboard.press("Escape")
    page.find("[data-decide='c5'][data-action='correct']").press("Enter")

    assert asked == ["Throw away what is written in the form?"] * 2
    expect(page.find("#form-title")).to_have_text("Correct c3")
    expect(field(page, "statement")).to_have_value("Half a sent")


def test_the_keyboard_stays_where_it_was_when_a_window_is_looked_at_again(
    annotate: Annotate,
) -> None:
    page = annotate()
    page.find("[data-decide='c2'][data-action='reject']").focus()

    look_again(page)

    expect(page.find("[data-decide='c2'][data-action='reject']")).to_be_focused()


def test_the_keyboard_stays_in_the_form_when_a_place_comes_or_goes(
    annotate: Annotate,
) -> None:
    page = annotate()
    press(page, "c3", "correct")

    page.find("[data-remove]").press("Enter")
    more = page.find("[data-more]")
    expect(more).to_be_focused()
    more.press("Enter")

    expect(page.find(".words .sentence-number")).to_be_focused()


def test_everything_can_be_decided_from_the_keyboard(
    annotate: Annotate, folder: Path
) -> None:
    page = annotate()
    keys = page.page.keyboard
    page.find("#claim-c1 a.id").focus()

    keys.press("a")
    status(page, "c1").to_have_text("accepted")
    page.find("#claim-c1 a.id").focus()
    keys.press("ArrowDown")
    keys.press("r")
    status(page, "c2").to_have_text("rejected")
    page.find("#claim-c3 a.id").focus()
    keys.press("e")
    expect(page.find("#form-title")).to_be_focused()
    keys.press("Escape")
    expect(page.find("#form")).to_be_hidden()
    expect(page.find("#claim-c3 a.id")).to_be_focused()
    page.find("[data-add='claim']").focus()
    keys.press("Enter")
    keys.press("Tab")
    keys.type("1")
    keys.press("Tab")
    keys.press("Tab")
    field(page, "statement").focus()
    keys.type("A strike looms.")
    page.find("#save").focus()
    keys.press("Enter")
    status(page, "c7").to_have_text("added")

    added = kept(folder)[-1]["item"]
    assert added["evidence"][0]["quote"] == "Dock strike looms in Tarnholm"


def test_a_server_that_ended_is_told(
    annotate: Annotate, server: AnnotationServer
) -> None:
    page = annotate()
    server.shutdown()
    server.server_close()

    press(page, "c1", "accept")

    expect(page.find("#told")).to_contain_text("The server does not answer")
    status(page, "c1").to_have_text("open")


def test_nothing_in_a_hostile_briefing_runs(annotate: Annotate, folder: Path) -> None:
    page = annotate("hostile")

    press(page, "c1", "correct")
    field(page, "statement").fill("<img src=x onerror='window.ran = 9'>")
    save(page)
    press(page, "a1", "reject")
    status(page, "a1").to_have_text("rejected")
    press(page, "c2", "correct")

    assert page.ask("window.ran") is None
    assert page.said == []
    assert len(kept(folder, "hostile")) == 2


def test_a_page_elsewhere_can_decide_nothing(
    annotate: Annotate, server: AnnotationServer, folder: Path
) -> None:
    page = annotate()
    page.page.goto("about:blank")

    outcome = page.ask(
        """async (address) => {
          const asked = { action: "accept", kind: "claim", target: "c1" };
          const body = JSON.stringify(asked);
          try {
            await fetch(address, { method: "POST", mode: "no-cors", body });
            return "sent";
          } catch { return "stopped"; }
        }""",
        f"{server.address}b/3/decisions",
    )

    assert outcome in ("sent", "stopped")
    assert not (folder / "strike.annotations.jsonl").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_while_people_decide(
    scheme: str, annotate: Annotate
) -> None:
    page = annotate(color_scheme=scheme)
    press(page, "c1", "accept")
    press(page, "c2", "reject")
    status(page, "c2").to_have_text("rejected")
    closed = page.violations()

    press(page, "c3", "correct")
    opened = page.violations()

    assert closed == opened == []


def test_axe_finds_nothing_serious_on_a_narrow_screen_and_in_the_list(
    annotate: Annotate, server: AnnotationServer
) -> None:
    page = annotate(viewport=NARROW)
    page.find("[data-add='implication']").click()
    narrow = page.violations()

    page.page.goto(server.address)

    assert narrow == page.violations() == []
