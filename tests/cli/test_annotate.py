import json
import re
import signal
import socket
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extractor.evaluation import read_gold
from tests.annotations.deciders import about, adding, everything, keep, of_claim
from tests.cli.conftest import Ran
from tests.cli.processes import started
from tests.report.reports import overlapping, strike

if TYPE_CHECKING:
    import subprocess

Run = Callable[..., Ran]
PATIENCE_S = 60.0


@pytest.fixture
def out(here: Path) -> Path:
    folder = here / "out"
    folder.mkdir()
    (folder / "strike.json").write_text(json.dumps(strike()), encoding="utf-8")
    return folder


@pytest.fixture
def decisions(out: Path) -> Path:
    path = out / "strike.annotations.jsonl"
    added = adding("claim", of_claim("c3", evidence=[{"sentence": 1}]))
    keep(path, strike(), *everything(strike()), about("c2", "reject"), added)
    return path


def test_decisions_become_gold_that_eval_reads(
    run: Run, decisions: Path, here: Path
) -> None:
    ran = run("annotate", "out", "--export", "gold.jsonl")

    told = "1 of gold, 0 left out, 0 without decisions: gold.jsonl\n"
    assert ran == Ran(0, "", told)
    [row] = read_gold((here / "gold.jsonl").read_text("utf-8").splitlines(), name="g")
    assert row.id == "strike"
    assert [claim.id for claim in row.gold.claims][:2] == ["c7", "c1"]
    assert decisions.exists()


def test_gold_of_people_scores_the_briefing_they_corrected(
    run: Run, decisions: Path
) -> None:
    run("annotate", "out", "--export", "gold.jsonl", "-q")

    ran = run("eval", "gold.jsonl", "--briefings", "out", "-o", "results")

    assert ran.status == 0
    result = json.loads(Path("results/result.json").read_text("utf-8"))
    assert "found" in json.dumps(result)
    assert decisions.exists()


def test_what_people_decided_is_gold_without_a_file_between(
    run: Run, decisions: Path
) -> None:
    ran = run("eval", "--from-annotations", "out", "--briefings", "out")

    assert ran.status == 0
    assert (
        "gold: out" in ran.out.replace("articles of ", "gold: ") or "strike" in ran.out
    )
    assert decisions.exists()


def test_what_is_left_out_of_gold_is_named_and_counted_beside_the_table(
    run: Run, decisions: Path, out: Path
) -> None:
    half = overlapping()
    (out / "half.json").write_text(json.dumps(half), encoding="utf-8")
    keep(out / "half.annotations.jsonl", half, about("c1"))
    (out / "broken.json").write_text("{", encoding="utf-8")

    ran = run("eval", "--from-annotations", "out", "--briefings", "out/strike.json")

    assert ran.status == 1
    assert "broken.json: expected JSON" in ran.err
    assert "half.json: left out: " in ran.err
    assert ran.out.endswith("\nleft out of gold: 2 of out\n")
    assert decisions.exists()


def test_an_output_that_nobody_decided_about_is_no_gold(run: Run, out: Path) -> None:
    ran = run("eval", "--from-annotations", "out", "--briefings", "out")

    assert ran.status == 2
    assert "`extractor annotate` is the way to decide" in ran.err
    assert out.is_dir()


def test_eval_of_no_gold_says_how_to_name_some(run: Run, here: Path) -> None:
    ran = run("eval", "--briefings", "out")

    assert ran.status == 2
    assert "expected GOLD, or --from-annotations OUT" in ran.err
    assert here.is_dir()


def test_what_is_half_decided_is_left_out_unless_it_is_asked_for(
    run: Run, out: Path
) -> None:
    keep(out / "strike.annotations.jsonl", strike(), about("c1"))

    whole = run("annotate", "out", "--export", "gold.jsonl")
    part = run("annotate", "out", "--export", "gold.jsonl", "--partial")

    assert whole.status == 1
    assert "strike.json: left out: 11 undecided: a1, a2" in whole.err
    assert part.status == 0
    assert "1 of gold, 0 left out" in part.err


def test_what_does_not_hold_is_no_gold(run: Run, decisions: Path, out: Path) -> None:
    text = decisions.read_text("utf-8")
    changed = text.replace("Dock strike looms", "Dock strike ends", 1)
    decisions.write_text(changed, encoding="utf-8")
    broken = strike()
    broken["briefing"]["claims"][0]["evidence"][0]["quote"] = "Other"
    (out / "broken.json").write_text(json.dumps(broken), encoding="utf-8")
    keep(out / "broken.annotations.jsonl", broken, about("c1"))

    ran = run("annotate", "out", "--export", "gold.jsonl", "--partial")

    assert ran.status == 1
    assert "strike.json: left out: decision 16 does not hold" in ran.err
    assert "broken.json: left out: it does not verify" in ran.err


def test_a_text_stands_in_gold_once(run: Run, decisions: Path, out: Path) -> None:
    for name in ("strike.json", "strike.annotations.jsonl"):
        copy = out / name.replace("strike", "twin")
        copy.write_bytes((out / name).read_bytes())

    ran = run("annotate", "out", "--export", "gold.jsonl")

    assert ran.status == 1
    assert "twin.json: left out: out/strike.json is about the same text" in ran.err
    assert decisions.exists()


def test_a_port_that_is_taken_is_told(run: Run, out: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = run("annotate", out, "--port", taken.getsockname()[1])

    assert ran.status == 2
    assert "expected a free --port" in ran.err


def test_the_decisions_about_the_lines_of_a_jsonl_file_stand_in_one_file(
    run: Run, here: Path
) -> None:
    documents = [strike(), overlapping()]
    lines = "".join(json.dumps(one) + "\n" for one in documents)
    (here / "all.jsonl").write_text(lines, encoding="utf-8")
    for one in documents:
        keep(here / "all.annotations.jsonl", one, *everything(one))

    ran = run("annotate", "all.jsonl", "--export", "gold.jsonl")
    verified = run("verify", "all.jsonl")

    assert ran.err.startswith("2 of gold")
    assert verified.status == 0
    assert "all.annotations.jsonl: 17 decisions, all hold" in verified.err


def test_verify_covers_decisions(run: Run, decisions: Path) -> None:
    ran = run("verify", "out")

    assert ran.status == 0
    assert ran.err.endswith(
        f"{decisions.relative_to(decisions.parents[1])}: 16 decisions, all hold\n"
    )
    assert run("verify", "out/strike.json").err.endswith("16 decisions, all hold\n")


def test_verify_finds_words_that_were_changed_in_a_decision(
    run: Run, decisions: Path
) -> None:
    text = decisions.read_text("utf-8")
    changed = text.replace("Dock strike looms", "Dock strike ends", 1)
    decisions.write_text(changed, encoding="utf-8")

    ran = run("verify", decisions)

    assert ran.status == 1
    assert "strike.annotations.jsonl:16#/item/evidence/0/quote" in ran.out


def test_verify_tells_when_a_briefing_was_written_anew(
    run: Run, out: Path, decisions: Path
) -> None:
    changed = strike()
    changed["provenance"]["run"]["seconds"] = 9
    (out / "strike.json").write_text(json.dumps(changed), encoding="utf-8")

    ran = run("verify", "out")

    assert ran.status == 1
    assert ran.out.count("#/briefing_sha256: no briefing beside it") == 16
    assert decisions.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere",), "found nothing"),
        (("out", "--by", " "), "expected a name for --by"),
        (("out", "--by", "a\x1b[31m"), "expected a name for --by"),
        (("out", "--partial"), "expected --export with --partial"),
        (("out", "--port", "70000"), "--port"),
        (("empty",), "expected briefings to annotate, found none"),
    ],
)
def test_what_cannot_be_served_is_refused(
    arguments: tuple[str, ...], told: str, run: Run, out: Path, here: Path
) -> None:
    (here / "empty").mkdir()

    ran = run("annotate", *arguments)

    assert ran.status == 2
    assert told in ran.err
    assert out.exists()


@pytest.fixture
def served(out: Path) -> Iterator["subprocess.Popen[str]"]:
    process = started("annotate", "out", "--by", "ana", where=out.parent)
    yield process
    process.kill()
    process.communicate()


@pytest.mark.loopback
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_cleanly(ending: int, served: "subprocess.Popen[str]") -> None:
    assert served.stdout is not None
    address = served.stdout.readline().strip()
    with urllib.request.urlopen(address, timeout=PATIENCE_S) as page:
        shown = page.read().decode()

    served.send_signal(ending)
    _, said = served.communicate(timeout=PATIENCE_S)

    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{32}/b/1", address)
    assert "annotation-data" in shown
    assert served.returncode == 0
    assert said.endswith("ended; every decision is kept\n")
