"""Pinned figures: what counts as worse, and what pinning asks for."""

from pathlib import Path
from typing import Any

import pytest

from evals.floors import faults, gains, is_worse, main, pinned
from evals.regular_expression import figures
from evals.runs import CASES, NEWS, RUNS, AsShipped, Run
from extractor.cli.gold_files import GoldFrom, chosen_rows
from extractor.cli.talking import Talk
from extractor.evaluation.metrics import BY_NAME


def pin(**found: float) -> dict[str, Any]:
    return {"data_sha256": "0", "figures": found}


def test_less_of_a_good_figure_and_more_of_a_bad_one_are_worse() -> None:
    assert is_worse("found", 0.7, than=0.8)
    assert not is_worse("found", 0.9, than=0.8)
    assert is_worse("dropped", 0.2, than=0.1)
    assert not is_worse("dropped", 0.0, than=0.1)
    assert not is_worse("claims_per_1000", 1.0, than=9.0)


def test_rounding_is_not_worse() -> None:
    assert not is_worse("found", 0.7999999, than=0.8)


def test_a_figure_under_its_floor_is_named() -> None:
    assert list(faults(pin(found=0.8), pin(found=0.7))) == [
        "attributions found: 0.7000, pinned at 0.8000"
    ]


def test_a_figure_that_is_no_longer_measured_is_named() -> None:
    [told] = faults(pin(found=0.8), pin())

    assert "not measured now" in told


def test_other_data_cannot_be_compared() -> None:
    [told] = faults(pin(), pin() | {"data_sha256": "1"})

    assert "not those that were pinned" in told


def test_better_and_new_figures_are_counted() -> None:
    assert gains(pin(found=0.8), pin(found=0.9, speaker=0.5)) == 2
    assert gains(pin(found=0.8), pin(found=0.8)) == 0


def test_pinning_lower_takes_a_flag_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "floors.json"
    runs = {"small": Run(title="small", gold=CASES, only=("stated_plan",))}
    assert main(["--pin"], runs=runs, path=path) == 0
    raised = path.read_text("utf-8").replace('"case_found": 1.0', '"case_found": 2.0')
    path.write_text(raised, encoding="utf-8")

    refused = [main(flags, runs=runs, path=path) for flags in ([], ["--pin"])]

    assert refused == [1, 1]
    assert path.read_text("utf-8") == raised
    assert "own cases: claim found: 1.0000, pinned at 2.0000" in capsys.readouterr().out
    assert main(["--pin", "--lower"], runs=runs, path=path) == 0
    assert main([], runs=runs, path=path) == 0


def test_a_run_without_a_floor_is_under_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = {"small": Run(title="small", gold=CASES, only=("stated_plan",))}

    assert main([], runs=runs, path=tmp_path / "none.json") == 1
    assert "small: no floor is pinned" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--pinn"], ["--lower"], ["pin"]])
def test_a_wrong_flag_measures_nothing(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(wrong, runs={})

    assert raised.value.code == 2


def test_settings_of_the_machine_have_no_say_in_the_figures(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "extractor.toml").write_text('answer_language = "German"\n')
    monkeypatch.setenv("EXTRACTOR_ENGINE", "llm")

    found = AsShipped()

    assert (found.engine, found.answer_language) == ("auto", "English")


def test_what_is_pinned_is_of_the_gold_and_the_recordings_that_are_here() -> None:
    floors_here = pinned()

    assert floors_here.keys() == RUNS.keys()
    for name, run in RUNS.items():
        assert floors_here[name]["data_sha256"] == run.data_sha256()
        assert floors_here[name]["figures"].keys() <= BY_NAME.keys()


def test_there_are_thirty_cases_or_more_each_with_its_reason() -> None:
    rows = chosen_rows(GoldFrom(paths=[CASES]), talk=Talk(quiet=True)).rows

    assert len(rows) >= 30
    assert all(row.reason and row.topic for row in rows)
    assert {row.topic for row in rows} == {
        *("certainty", "polarity", "relays", "anonymous", "denials", "repeats"),
        "stated",
    }


def test_the_regular_expression_has_the_figures_that_were_measured_of_it() -> None:
    found = {name: round(c.value or 0, 3) for name, c in figures().items()}

    assert found["span_f1"] == 0.410
    assert found["character_f1"] == 0.635


def test_the_news_are_twelve_articles_with_94_attributions() -> None:
    rows = chosen_rows(GoldFrom(paths=[NEWS]), talk=Talk(quiet=True)).rows

    assert len(rows) == 12
    assert sum(len(row.gold.attributions) for row in rows) == 94
