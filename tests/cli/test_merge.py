"""Outputs become one: every key that goes in comes out, once, and verified."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.batching import Run, failures, files
from tests.cli.conftest import TEXT, Ran, answer
from tests.cli.processes import ended, model_of, started, wait_until, write_articles
from tests.servers.loopback import Loopback, chat

Brief = Callable[[str, str], Ran]


@pytest.fixture
def brief(run: Run, server: Loopback) -> Brief:
    """Return what briefs a folder into an output."""
    server.by = lambda _body: chat(answer())
    return lambda inputs, output: run("brief", inputs, "-o", output, *model_of(server))


@pytest.fixture
def shards(brief: Brief, here: Path) -> list[str]:
    """Return two outputs of five articles, two of which stand in both."""
    write_articles(here / "all", 5)
    for name, numbers in (("a", (0, 1, 2, 3)), ("b", (2, 3, 4))):
        (here / name).mkdir()
        for n in numbers:
            article = f"article-{n:03}.txt"
            (here / name / article).write_bytes((here / "all" / article).read_bytes())
    brief("a", "out-a")
    brief("b", "out-b.jsonl")
    return ["out-a", "out-b.jsonl"]


@pytest.mark.parametrize("output", ["joined", "joined.jsonl"])
def test_every_key_comes_out_once_and_verifies(output, shards, run, here):
    ran = run("merge", *shards, "-o", output)

    assert ran.status == 0
    assert "5 keys in, 5 out" in ran.err
    assert "2 more than once in" in ran.err
    assert run("verify", output).status == 0


def test_the_same_command_again_writes_nothing(shards, run, here):
    run("merge", *shards, "-o", "joined")
    before = {p: p.stat().st_mtime_ns for p in (here / "joined").glob("*.json")}

    ran = run("merge", *shards, "-o", "joined")

    assert "0 written, 5 there before" in ran.err
    assert before == {p: p.stat().st_mtime_ns for p in (here / "joined").glob("*.json")}


def test_a_merge_that_was_killed_goes_on(brief, run, here):
    write_articles(here / "many", 40)
    brief("many", "out-a")
    merge = ("merge", "out-a", "-o", "joined.jsonl")
    process = started(*merge, where=here)
    wait_until(lambda: process.poll() is not None or size(here / "joined.jsonl") > 0)
    process.kill()
    ended(process)

    ran = run(*merge)

    lines = (here / "joined.jsonl").read_text(encoding="utf-8").splitlines()
    assert ran.status == 0
    assert "40 keys in, 40 out" in ran.err
    assert (
        len({json.loads(line)["article"]["id"] for line in lines}) == len(lines) == 40
    )


def size(path: Path) -> int:
    """Return the size of a file that may not be there."""
    return path.stat().st_size if path.exists() else 0


def test_a_file_is_the_same_in_the_joined_output(shards, run, here):
    run("merge", *shards, "-o", "joined")

    joined, shard = files(here / "joined"), files(here / "out-a")

    assert len(joined) == 5
    assert {name: joined[name] for name in shard} == shard


def test_a_run_into_the_joined_output_asks_nothing(shards, run, brief, server):
    run("merge", *shards, "-o", "joined")
    asked = len(server.bodies)

    ran = brief("a", "joined")

    assert len(server.bodies) == asked
    assert "4 done before" in ran.err


def test_what_does_not_verify_is_refused_and_named(shards, run, here):
    path = here / "out-a" / "article-000.json"
    changed = path.read_text(encoding="utf-8").replace("widened", "closed")
    path.write_text(changed, encoding="utf-8")

    ran = run("merge", *shards, "-o", "joined")

    assert ran.status == 1
    assert "refused: out-a/article-000.json" in ran.err
    assert not (here / "joined" / "article-000.json").exists()
    assert "4 keys in, 4 out" in ran.err


def test_a_changed_file_in_the_output_is_found(shards, run, here):
    run("merge", *shards, "-o", "joined")
    path = here / "joined" / "article-000.json"
    changed = path.read_text(encoding="utf-8").replace("widened", "closed")
    path.write_text(changed, encoding="utf-8")

    ran = run("merge", *shards, "-o", "joined")

    assert ran.status == 1
    assert "5 keys in, 4 out" in ran.err


def test_different_articles_of_one_name_are_both_kept(brief, run, here, monkeypatch):
    for name in ("a", "b"):
        (here / name).mkdir()
        (here / name / "x.txt").write_text(f"{TEXT}\nThis is {name}.\n", "utf-8")
        monkeypatch.chdir(here / name)
        brief("x.txt", f"../out-{name}")
    monkeypatch.chdir(here)

    ran = run("merge", "out-a", "out-b", "-o", "joined")

    paths = (here / "joined").rglob("*.json")
    texts = {json.loads(path.read_bytes())["article"]["text"] for path in paths}
    assert ran.status == 0
    assert len(texts) == 2


@pytest.fixture
def alike(brief: Brief, here: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return outputs of one name, each of another article of one name."""
    for name in "abc":
        (here / name / "in").mkdir(parents=True)
        (here / name / "in" / "x.txt").write_text(f"{TEXT}\nOf {name}.\n", "utf-8")
        monkeypatch.chdir(here / name)
        brief("in", "out")
    monkeypatch.chdir(here)
    return [f"{name}/out" for name in "abc"]


def ends_in(output: Path) -> list[str]:
    """Return what the articles of an output end with."""
    paths = output.rglob("*.json")
    texts = [json.loads(path.read_bytes())["article"]["text"] for path in paths]
    return sorted(text.strip()[-2] for text in texts)


def test_shards_of_one_name_never_write_over_one_another(alike, run, here):
    ran = run("merge", *alike, "-o", "joined")
    again = run("merge", *reversed(alike), "-o", "joined")

    assert "3 keys in, 3 out" in ran.err
    assert "0 written, 3 there before" in again.err
    assert ends_in(here / "joined") == ["a", "b", "c"]


def test_shards_of_one_name_may_be_joined_one_by_one(alike, run, here):
    statuses = [run("merge", shard, "-o", "joined").status for shard in alike]

    assert statuses == [0, 0, 0]
    assert ends_in(here / "joined") == ["a", "b", "c"]


def test_an_article_that_changes_again_and_again_is_kept_each_time(
    alike, run, brief, here, monkeypatch
):
    run("merge", *alike, "-o", "joined")
    for name in "def":
        (here / "c" / "in" / "x.txt").write_text(f"{TEXT}\nOf {name}.\n", "utf-8")
        monkeypatch.chdir(here / "c")
        brief("in", "out")
        monkeypatch.chdir(here)
        assert run("merge", "c/out", "-o", "joined").status == 0

    assert ends_in(here / "joined") == list("abcdef")


def test_files_without_a_journal_are_joined_by_what_they_hold(shards, run, here):
    plain = here / "plain"
    plain.mkdir()
    for path in (here / "out-a").glob("*.json"):
        (plain / path.name).write_bytes(path.read_bytes())
    copy = json.dumps(json.loads((plain / "article-000.json").read_bytes()))
    (here / "copy.jsonl").write_text(f"{copy}\n", encoding="utf-8")

    ran = run("merge", "plain", "copy.jsonl", "-o", "joined")

    assert "4 keys in, 4 out" in ran.err
    assert "1 more than once in" in ran.err


def test_articles_that_failed_stay_known(shards, brief, run, here):
    (here / "a" / "empty.txt").write_text("", encoding="utf-8")
    brief("a", "out-a")

    ran = run("merge", *shards, "-o", "joined")

    assert "1 failed" in ran.err
    assert failures(here / "joined") == {"a/empty.txt": "empty"}


def test_parquet_is_joined_as_well(shards, run, here):
    from pyarrow import Table, parquet

    file = (here / "out-a" / "article-000.json").read_text(encoding="utf-8")
    said = {"reason": None, "message": None}
    rows = [
        {"key": "11" * 32, "source": "x", "status": "ok", "file": file, **said},
        {"key": "22" * 32, "source": "y", "status": "failed", "file": None, **said},
    ]
    (here / "rows").mkdir()
    parquet.write_table(Table.from_pylist(rows), here / "rows" / "1.parquet")

    ran = run("merge", "rows", "-o", "joined")

    assert ran.status == 0
    assert "1 keys in, 1 out" in ran.err


def test_an_export_beside_briefings_is_no_shard(shards, run, here):
    plain = here / "plain"
    plain.mkdir()
    (plain / "x.json").write_bytes((here / "out-a" / "article-000.json").read_bytes())
    for folder in ("out-a", "plain"):
        run("export", "out-a", "-o", f"{folder}/claims.parquet")

    assert "5 keys in, 5 out" in run("merge", *shards, "-o", "joined").err
    assert "1 keys in, 1 out" in run("merge", "plain", "-o", "again").err


def test_parquet_of_something_else_is_told_what_is_missing(shards, run, here):
    run("export", "out-a", "-o", "claims.parquet")

    ran = run("merge", "claims.parquet", "-o", "joined")

    assert ran.status == 2
    assert "found: no column key, source" in ran.err


def test_a_row_whose_key_is_none_is_named(run, here):
    from pyarrow import Table, parquet

    said = dict.fromkeys(("status", "reason", "message", "file"))
    rows = [{"key": "no digits", "source": "x", **said}]
    parquet.write_table(Table.from_pylist(rows), here / "rows.parquet")

    ran = run("merge", "rows.parquet", "-o", "joined")

    assert ran.status == 2
    assert "'no digits'" in ran.err


def test_parquet_without_pyarrow_says_what_brings_it(run, here, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (here / "rows.parquet").write_bytes(b"PAR1")

    ran = run("merge", "rows.parquet", "-o", "joined")

    assert ran.status == 2
    assert 'pip install "article-briefing[corpora]"' in ran.err


@pytest.mark.parametrize(
    ("name", "held", "told"),
    [
        (
            "failed.jsonl",
            b'{"source": "x"',
            "failed.jsonl:1: expected a failed article",
        ),
        ("failed.jsonl", b'\n{"reason": "x"}', "failed.jsonl:2: expected a failed"),
        ("failed.jsonl", b'{"source": "\xff"}', "failed.jsonl:1: expected a failed"),
        ("lines.jsonl", b'{"format": "\xff"}\n', "cannot read plain/lines.jsonl"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_2_and_is_named(
    name, held, told, run, here
):
    (here / "plain").mkdir()
    (here / "plain" / name).write_bytes(held)
    shard = "plain" if name == "failed.jsonl" else f"plain/{name}"

    ran = run("merge", shard, "-o", "joined")

    assert ran.status == 2
    assert told in ran.err


def test_a_list_of_failures_is_joined_line_by_line(run, here):
    (here / "plain").mkdir()
    line = json.dumps(
        {"source": "a.txt", "reason": "empty", "message": "no words\u2028or lines"},
        ensure_ascii=False,
    )
    (here / "plain" / "failed.jsonl").write_text(f'{line}\n{{"source": "b.txt"}}\n')

    run("merge", "plain", "-o", "joined")

    assert failures(here / "joined") == {"a.txt": "empty", "b.txt": ""}


def test_hidden_folders_hold_no_briefings(shards, run, here):
    hidden = here / "plain" / ".trash"
    hidden.mkdir(parents=True)
    kept = (here / "out-a" / "article-000.json").read_bytes()
    (hidden / "old.json").write_bytes(kept)
    (here / "plain" / "new.json").write_bytes(kept)

    ran = run("merge", "plain", "-o", "joined")

    assert "1 keys in" in ran.err
    assert "more than once" not in ran.err


@pytest.mark.parametrize("named", ["nowhere", "articles"])
def test_what_is_no_shard_is_named(named, run, here):
    write_articles(here / "articles", 1)

    ran = run("merge", named, "-o", "joined")

    assert ran.status == 2
    assert f"briefings at {named}" in ran.err


def test_an_output_is_no_shard_of_itself(shards, run):
    assert run("merge", *shards, "-o", "out-a").status == 2
