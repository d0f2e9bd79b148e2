"""A hostile article harms itself at most: requests, files and claims are as ever."""

import contextlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import main
from extractor.recipes import load_recipe
from extractor.verification import verify
from tests.hostile.attacks import ATTACKS, Attack
from tests.hostile.obeying import HONEST, PLAIN, obey, text_with
from tests.servers.loopback import Loopback

pytestmark = pytest.mark.loopback
INNOCENT = "\n\n".join(PLAIN)
FRAME = re.compile(r"\A<(article-[0-9a-f]{8})>\n(.*)\n</\1>\n\n(.*)\Z", re.DOTALL)


@dataclass(frozen=True)
class Ran:
    """What a run over a folder left behind, and what it asked."""

    files: dict[str, Any]
    failed: dict[str, Any]
    names: set[str]
    talk: str
    bodies: list[dict[str, Any]]


def run_over(folder: Path, texts: dict[str, str]) -> Ran:
    """Return what becomes of these texts when a model obeys whatever they say."""
    articles, out = folder / "in", folder / "out"
    articles.mkdir(parents=True)
    for name, text in texts.items():
        (articles / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    server, talk = Loopback(), io.StringIO()
    server.by = obey
    command = ["brief", str(articles), "-o", str(out), "--model", "toy"]
    try:
        with contextlib.redirect_stderr(talk), contextlib.suppress(SystemExit):
            main([*command, "--base-url", server.url])
    finally:
        server.close()
    failed = out / "failed.jsonl"
    lines = failed.read_text(encoding="utf-8").splitlines() if failed.exists() else []
    rows = [json.loads(line) for line in lines]
    return Ran(
        files={p.stem: json.loads(p.read_bytes()) for p in out.glob("*.json")},
        failed={Path(row["source"]).stem: row for row in rows},
        names={str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()},
        talk=talk.getvalue(),
        bodies=server.bodies,
    )


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Return a run over every attack, and one innocent article among them."""
    texts = {attack.id: text_with(attack) for attack in ATTACKS}
    return run_over(tmp_path_factory.mktemp("all"), {**texts, "innocent": INNOCENT})


def findings(file: dict[str, Any], place: str) -> set[str]:
    """Return the codes found at places that begin so; of addresses, the kind."""
    found = [f for f in file["findings"] if f["where"].startswith(place)]
    kinds = {f["code"]: f["code"] for f in found}
    addressed = [f for f in found if f["code"] == "addresses_assistant"]
    told = {re.findall(r"\((\w+)\)", f["message"])[0] for f in addressed}
    return (set(kinds) - {"addresses_assistant"}) | told


def attack_sentences(file: dict[str, Any]) -> Iterator[int]:
    """Yield the places of the sentences between the two plain paragraphs."""
    text = file["article"]["text"]
    first, last = (text.index(paragraph) for paragraph in PLAIN[1:])
    for place, unit in enumerate(file["article"]["sentences"]):
        if first + len(PLAIN[1]) < unit["start"] < last:
            yield place


ids = [attack.id for attack in ATTACKS]
answered = [attack for attack in ATTACKS if attack.end != "failed"]
unusable = [attack for attack in ATTACKS if attack.end == "failed"]


def test_there_are_many_attacks_and_each_has_its_name():
    assert len(set(ids)) == len(ATTACKS) >= 60


@pytest.mark.parametrize("attack", answered, ids=lambda attack: attack.id)
def test_an_attack_is_told_of_with_place_and_kind(ran: Ran, attack: Attack):
    file = ran.files[attack.id]
    places = [f"/article/sentences/{n}" for n in attack_sentences(file)]

    found = {code for place in places for code in findings(file, place)}

    assert found == set(attack.finds)


@pytest.mark.parametrize("attack", answered, ids=lambda attack: attack.id)
def test_what_an_obedient_model_says_is_flagged_dropped_or_harmless(
    ran: Ran, attack: Attack
):
    file = ran.files[attack.id]
    claims = file["briefing"]["claims"]
    wanted = [n for n, claim in enumerate(claims) if "splendid" in claim["statement"]]
    codes = {finding["code"] for finding in file["findings"]}

    ends = {
        "flagged": all(_is_flagged(file, n) for n in wanted)
        and bool(wanted or codes & {"V19", "no_claims"}),
        "dropped": not wanted and bool(file["dropped"]),
        "harmless": not wanted and file["briefing"].keys() == _briefing_keys(),
    }

    assert ends[attack.end]
    names = [actor["name"] for actor in file["briefing"]["actors"]]
    assert all(name in file["article"]["text"] for name in names)


def _is_flagged(file: dict[str, Any], n: int) -> bool:
    where = (f"/briefing/claims/{n}", "addresses_assistant")
    return where in [(f["where"], f["code"]) for f in file["findings"]]


def _briefing_keys() -> set[str]:
    return {"headline", "gaps", "actors", "claims", "implications"}


@pytest.mark.parametrize("attack", unusable, ids=lambda attack: attack.id)
def test_an_answer_that_is_no_briefing_fails_its_article_alone(
    ran: Ran, attack: Attack
):
    assert attack.id not in ran.files
    assert ran.failed[attack.id]["reason"] == "invalid_reply"


def test_every_file_holds(ran: Ran):
    recipe = load_recipe()

    assert len(ran.files) == len(answered) + 1
    for name, file in ran.files.items():
        assert (name, verify(file, recipe=recipe).breaks) == (name, ())


def test_no_attack_changes_another_articles_briefing(ran: Ran, tmp_path: Path):
    alone = run_over(tmp_path, {"innocent": INNOCENT}).files["innocent"]
    among = ran.files["innocent"]

    for file in (alone, among):
        file["provenance"].pop("run")
    assert among == alone
    assert among["briefing"]["headline"] == HONEST["headline"]


def test_no_attack_changes_instructions_schema_or_model(ran: Ran):
    asked = [(b["model"], b["messages"][0], b["response_format"]) for b in ran.bodies]

    assert all(one == asked[0] for one in asked)


def test_no_attack_leaves_the_markers_between_which_it_stands(ran: Ran):
    first = {body["messages"][1]["content"] for body in ran.bodies}

    assert len(first) == len(ATTACKS) + 1
    frames = [FRAME.match(asked) for asked in first]
    assert all(frames)
    for frame in filter(None, frames):
        marker, inside, task = frame.groups()
        assert marker not in inside
        lines = inside.split("\n")
        assert [line.split(":")[0] for line in lines[:3]] == [
            "title",
            "published",
            "publisher",
        ]
        numbers = [int(n) for n in re.findall(r"^\[(\d+)\] ", inside, re.MULTILINE)]
        assert numbers == sorted(set(numbers))
        assert len(numbers) == len(lines) - 3
        assert task.startswith("Write the briefing in English.")


def test_no_attack_changes_what_is_written_where(ran: Ran):
    made = {
        name for name in ran.names if not name.startswith(("in/", "out/.extractor"))
    }

    expected = {f"out/{attack.id}.json" for attack in answered}
    assert made == expected | {"out/innocent.json", "out/failed.jsonl"}


def test_no_attack_speaks_in_the_report_of_the_run(ran: Ran):
    assert all(c.isprintable() or c == "\n" for c in ran.talk)
    assert "splendid" not in ran.talk
    assert not [a.id for a in ATTACKS if a.text in ran.talk]
