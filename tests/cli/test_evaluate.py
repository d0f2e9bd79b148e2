"""`extractor eval` as its users meet it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ROOT, TEXT, Ran, answer
from tests.recorded import last_answer
from tests.servers.loopback import Loopback, chat

Run = Callable[..., Ran]
NEWS = ROOT / "evals" / "gum_news" / "dev.jsonl"
DESK = ROOT / "tests" / "recordings" / "desk-large-model"
KOREA = ("--only", "GUM_news_korea")
PORT = "The port of Larnby will be widened next year"


@pytest.fixture
def gold(here: Path) -> Path:
    """Return gold of one claim about TEXT."""
    said = {
        "id": "k1",
        "content": [{"text": PORT}],
        "asserted_by": ["Ada Quill"],
        "certainty": "certain",
    }
    return written(here / "gold.jsonl", {"claims": [said]})


def written(path: Path, gold: dict[str, Any], text: str = TEXT) -> Path:
    line = json.dumps({"id": "port", "text": text, "gold": gold}) + "\n"
    path.write_text(line, encoding="utf-8")
    return path


def figures(folder: Path) -> dict[str, Any]:
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    return {name: figure["value"] for name, figure in result["figures"].items()}


def test_a_recorded_model_is_scored_with_the_network_gone(run: Run, here: Path) -> None:
    ran = run("eval", NEWS, "--replay", DESK, *KOREA, "-o", here / "out")

    assert ran.status == 0
    assert "attributions found                     0.857   6 of 7" in ran.out
    found = figures(here / "out")
    assert found["exact_spans"] == 1
    assert found["speaker"] == 1
    assert found["catch_quote_negation_added"] == 1
    assert (here / "out" / "result.html").read_text("utf-8").startswith("<!doctype")


def test_the_answer_is_measured_against_the_article(run: Run, here: Path) -> None:
    run("eval", NEWS, "--replay", DESK, *KOREA, "-o", here / "out")

    content = last_answer(DESK, "north-korea")
    compact = json.dumps(json.loads(content), ensure_ascii=False, separators=(",", ":"))
    article = json.loads((here / "out" / "result.json").read_text("utf-8"))["gold"]
    assert figures(here / "out")["answer_per_character"] == pytest.approx(
        len(compact) / article["characters"], abs=1e-6
    )


def test_two_replays_are_the_same_byte_for_byte(run: Run, here: Path) -> None:
    for name in ("one", "two"):
        run("eval", NEWS, "--replay", DESK, *KOREA, "-o", here / name)

    for file in ("result.json", "result.html"):
        assert (here / "one" / file).read_bytes() == (here / "two" / file).read_bytes()


def test_a_model_behind_a_server_is_asked_and_scored(
    run: Run, here: Path, gold: Path, server: Loopback
) -> None:
    server.script(chat(answer()))

    ran = run(
        *("eval", gold, "--model", "somebody", "--base-url", server.url),
        *("--price-in", 1, "--price-out", 2, "-o", here / "out"),
    )

    assert ran.status == 0, ran.err
    found = figures(here / "out")
    assert found["asserter"] == found["certainty"] == 1
    assert found["tokens"] > 0
    assert found["cost_usd"] > 0


def test_a_cap_that_ends_an_evaluation_says_that_nothing_is_kept(
    run: Run, gold: Path, server: Loopback
) -> None:
    asked = ("eval", gold, "--model", "somebody", "--base-url", server.url)
    capped = ("--price-in", 1, "--price-out", 2, "--max-cost", 0.000001)

    ran = run(*asked, *capped)
    taped = run(*asked, *capped, "--record", "tape")

    assert (ran.status, taped.status) == (2, 2)
    assert "no answer is kept without --record" in ran.err
    assert "what is finished stays" in taped.err


def test_finished_briefings_are_scored_without_an_engine(run: Run, here: Path) -> None:
    row = next(r for r in rows(NEWS) if r["id"] == "GUM_news_korea")
    (here / "korea.txt").write_text(row["text"], encoding="utf-8")
    briefed = run("brief", "korea.txt", "--engine", "offline", "-o", "out/korea.json")
    assert briefed.status == 0, briefed.err

    ran = run("eval", NEWS, *KOREA, "--briefings", "out", "-o", "score")
    live = run("eval", NEWS, *KOREA, "--engine", "offline", "-o", "live")

    assert (ran.status, live.status) == (0, 0)
    finished, fresh = figures(here / "score"), figures(here / "live")
    assert "answer_per_character" not in finished
    assert {n: fresh[n] for n in finished if n != "seconds"} == {
        n: value for n, value in finished.items() if n != "seconds"
    }


def rows(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_lines_of_briefings_and_gold_end_at_a_line_feed_alone(
    run: Run, here: Path, gold: Path
) -> None:
    (here / "port.txt").write_text(TEXT, encoding="utf-8")
    run("brief", "port.txt", "--engine", "offline", "-o", "port.json")
    document = json.loads((here / "port.json").read_text("utf-8"))
    document["briefing"]["headline"] = "One\u2028two\x85three."
    row = rows(gold)[0] | {"reason": "One\u2028two\x85three."}
    for path, held in ((here / "out.jsonl", document), (gold, row)):
        path.write_text(json.dumps(held, ensure_ascii=False) + "\n", encoding="utf-8")

    ran = run("eval", gold, "--briefings", "out.jsonl")

    assert ran.status == 0, ran.err


def test_an_article_without_a_briefing_misses_its_gold(
    run: Run, here: Path, gold: Path
) -> None:
    (here / "port.txt").write_text(TEXT, encoding="utf-8")
    run("brief", "port.txt", "--engine", "offline", "-o", "out/port.json")
    more = rows(gold)[0] | {"id": "other", "text": f"{TEXT}So it is.\n"}
    gold.write_text(gold.read_text("utf-8") + json.dumps(more), encoding="utf-8")

    ran = run("eval", gold, "--briefings", "out", "-o", "score")

    assert ran.status == 1
    assert "other: no_briefing" in ran.out
    assert figures(here / "score")["case_found"] == 0.5


def test_a_briefing_whose_spans_do_not_hold_ends_with_status_1(
    run: Run, here: Path, gold: Path
) -> None:
    (here / "port.txt").write_text(TEXT, encoding="utf-8")
    run("brief", "port.txt", "--engine", "offline", "-o", "port.json")
    document = json.loads((here / "port.json").read_text("utf-8"))
    document["briefing"]["claims"][0]["evidence"][0]["quote"] = "something else"
    (here / "port.json").write_text(json.dumps(document), encoding="utf-8")

    ran = run("eval", gold, "--briefings", "port.json")

    assert ran.status == 1
    assert "extractor verify" in ran.err


def test_results_are_set_side_by_side(run: Run, here: Path) -> None:
    run("eval", NEWS, *KOREA, "--engine", "offline", "-o", "rules")
    run("eval", NEWS, *KOREA, "--replay", DESK, "-o", "model", "--label", "desk")

    ran = run("eval", "--compare", "rules", "model/result.json", "-o", "both")

    assert ran.status == 0
    assert "offline engine (first) against desk (second)" in ran.out
    assert "worst disagreements" in ran.out
    comparison = json.loads((here / "both" / "comparison.json").read_text("utf-8"))
    assert comparison["articles"] == ["GUM_news_korea"]
    assert (here / "both" / "comparison.html").exists()


def test_two_results_of_one_name_are_told_apart(run: Run, gold: Path) -> None:
    run("eval", gold, "--engine", "offline", "-o", "one")

    ran = run("eval", "--compare", "one", "one/result.json")

    assert "offline engine (one) (first) against offline engine (one/" in ran.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("eval", "nothing.jsonl"), "expected gold, a JSONL file, at nothing.jsonl"),
        (("eval", "empty"), "expected gold, .jsonl files, in empty, found none"),
        (("eval", "blank.jsonl"), "expected a row on each line"),
        (("eval", "gold.jsonl", "--only", "x"), "expected ids of the gold"),
        (("eval", "gold.jsonl", "--briefings", "empty"), "found none"),
        (("eval", "gold.jsonl", "--briefings", "gold.txt"), "expected a briefing file"),
        (("eval", "gold.jsonl", "--replay", "empty"), "found no meta.json"),
        (("eval", "gold.jsonl", "--recipe", "empty"), "expected one recipe in"),
        (("eval", "gold.jsonl", "--engine", "llm"), "no model is configured"),
        (("eval", "--compare", "gold.jsonl", "empty"), "expected a result of"),
        (
            ("eval", "gold.jsonl", "--briefings", "empty", "--engine", "offline"),
            "--briefings runs nothing: leave --engine out",
        ),
        (
            ("eval", "--compare", "a", "b", "--only", "x", "--model", "m"),
            "--compare runs nothing: leave --only, --model out",
        ),
        (("eval", "gold.jsonl", "--max-cost", "1"), "leave --max-cost out"),
        (("eval", "twice", "gold.jsonl"), "two rows have the same id"),
    ],
)
def test_what_does_not_fit_is_named_and_ends_with_status_2(
    run: Run, here: Path, gold: Path, arguments: tuple[str, ...], told: str
) -> None:
    for folder in ("empty", "twice"):
        (here / folder).mkdir()
    (here / "twice" / "a.jsonl").write_bytes(gold.read_bytes())
    (here / "blank.jsonl").write_text("\n")
    (here / "gold.txt").write_text("no JSON")

    ran = run(*arguments)

    assert ran.status == 2
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_gold_that_reading_would_change_is_refused(run: Run, here: Path) -> None:
    text = "Ada\u200b said that the port\r\nwill be widened."
    odd = written(here / "odd.jsonl", {"claims": []}, text=text)

    ran = run("eval", odd, "--engine", "offline")

    assert ran.status == 2
    assert "offsets would not hold" in ran.err


def test_a_replay_that_lacks_an_article_ends_with_status_5(
    run: Run, gold: Path
) -> None:
    assert run("eval", gold, "--replay", DESK).status == 5


def test_an_article_that_the_rules_cannot_read_is_one_articles_failure(
    run: Run, here: Path
) -> None:
    text = "Der Hafen von Larnby wird im nächsten Jahr verbreitert, sagte sie am Tag.\n"
    gold = written(here / "german.jsonl", {"claims": []}, text=text)

    ran = run("eval", gold, "--engine", "offline")

    assert ran.status == 1
    assert "port: not_english" in ran.out


def test_a_recipe_folder_is_a_recipe(run: Run, gold: Path) -> None:
    ran = run("eval", gold, "--engine", "offline", "--recipe", ROOT / "evals/draft2")

    assert ran.status == 2
    assert "not 'draft2'" in ran.err


def test_a_difference_between_recipes_is_shown_part_by_part(run: Run) -> None:
    ran = run("recipes", "diff", "briefing", ROOT / "evals" / "draft2")

    assert ran.status == 1
    assert "system message      2,443    2,338" in ran.out
    for part in ("system message", "fields in words", "user message", "schema"):
        assert f"--- briefing: {part}" in ran.out


def test_the_difference_about_an_article_is_that_of_its_request(
    run: Run, article: Path
) -> None:
    folder = ROOT / "evals" / "draft2" / "prompts" / "draft2"

    ran = run("recipes", "diff", "briefing", folder, "--article", article)

    assert "[2] The port of Larnby will be widened" in ran.out


def test_a_recipe_does_not_differ_from_itself(run: Run) -> None:
    ran = run("recipes", "diff", "briefing", "briefing")

    assert ran.status == 0
    assert "---" not in ran.out
