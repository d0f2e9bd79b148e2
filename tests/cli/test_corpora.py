import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import TEXT, Ran, answer
from tests.servers.loopback import Loopback, chat
from tests.sources.documents.files import DATA

Run = Callable[..., Ran]


@pytest.fixture
def ask(run: Run, server: Loopback) -> Run:
    """Return `extractor brief` with a model on the server that always answers."""
    server.by = lambda body: chat(answer())

    def command(*arguments: object) -> Ran:
        return run("brief", "--model", "toy", "--base-url", server.url, *arguments)

    return command


@pytest.fixture
def corpus(here: Path) -> Path:
    """Return a corpus of two good rows and a broken one."""
    rows = [{"id": f"n/{n}", "body": f"{TEXT}\nArticle {n}.\n"} for n in (1, 2)]
    lines = [json.dumps(rows[0]), "{broken", json.dumps(rows[1])]
    path = here / "news.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _failed(here: Path) -> dict[str, str]:
    lines = (here / "out" / "failed.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["source"]: row["reason"] for row in map(json.loads, lines)}


def _files(here: Path) -> list[str]:
    out = here / "out"
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*.json"))


def test_each_row_becomes_a_briefing_and_a_broken_one_a_failure(
    ask: Run, run: Run, corpus: Path, here: Path
) -> None:
    ran = ask("news.jsonl", "-o", "out")

    assert ran.status == 1
    assert _files(here) == ["news/n_1.json", "news/n_2.json"]
    assert _failed(here) == {"news.jsonl#row-2": "broken_row"}
    assert run("verify", "out").status == 0


def test_a_corpus_prints_a_line_an_article(ask: Run, corpus: Path, here: Path) -> None:
    ran = ask("news.jsonl")

    titles = [json.loads(line)["article"]["title"] for line in ran.out.splitlines()]
    assert titles == ["Harbour deal signed"] * 2


def test_a_second_run_asks_only_for_rows_that_are_new_or_changed(
    ask: Run, server: Loopback, corpus: Path, here: Path
) -> None:
    ask("news.jsonl", "-o", "out")
    row = {"id": "n/3", "body": f"{TEXT}\nArticle 3.\n"}
    lines = corpus.read_text(encoding="utf-8").splitlines()
    corpus.write_text("\n".join([json.dumps(row), lines[0], lines[2]]), "utf-8")
    server.bodies.clear()

    ran = ask("news.jsonl", "-o", "out")

    assert len(server.bodies) == 1
    assert "2 done before and left as they are" in ran.err
    assert _files(here) == ["news/n_1.json", "news/n_2.json", "news/n_3.json"]


def test_rows_are_not_gone_while_their_file_is_there(
    ask: Run, run: Run, corpus: Path, article: Path, here: Path
) -> None:
    ask("news.jsonl", "-o", "out")

    ask(article, "-o", "out")
    assert "1 failed" in run("status", "out").out
    corpus.unlink()
    ask(article, "-o", "out")

    assert "1 skipped" in run("status", "out").out


def test_fields_are_named_by_flags_and_a_wrong_one_is_one_failure(
    ask: Run, corpus: Path, here: Path
) -> None:
    ran = ask("news.jsonl", "--text-field", "prose")

    assert ran.status == 1
    assert "news.jsonl: no_field: expected a field 'prose', found the fields" in ran.err
    assert ask("news.jsonl", "--text-field", "body", "--id-field", "id").out != ""


def test_an_object_whose_text_a_flag_names_is_one_article(
    ask: Run, run: Run, here: Path
) -> None:
    held = {"story_text": TEXT, "comments": [{"text": "x"}]}
    (here / "a.json").write_text(json.dumps(held), encoding="utf-8")
    named = ("a.json", "--text-field", "story_text")

    assert ask(*named, "-o", "out.json").status == 0

    assert json.loads((here / "out.json").read_text("utf-8"))["article"]["title"]
    assert json.loads(run("read", *named, "--json").out)["source"] == "a.json"


def test_an_estimate_and_a_rehearsal_take_every_row(
    ask: Run, run: Run, corpus: Path
) -> None:
    told = json.loads(run("estimate", "news.jsonl", "--model", "gpt-4o", "--json").out)

    assert told["articles"] == 2
    assert [each["source"] for each in told["unreadable"]] == ["news.jsonl#row-2"]
    assert ask("news.jsonl", "--dry-run").out.count('"messages"') == 2


def test_a_folder_that_mixes_all_kinds_is_done_but_for_what_is_broken(
    ask: Run, run: Run, here: Path
) -> None:
    folder = here / "mix"
    folder.mkdir()
    for name in ("korea.pdf", "korea.docx", "korea.doc", "worship-scan.pdf"):
        (folder / name).write_bytes((DATA / name).read_bytes())
    for name, text in {
        "a.txt": TEXT,
        "b.md": f"# Harbour\n\n{TEXT}",
        "c.jsonl": json.dumps({"text": f"{TEXT} c"}) + "\n{broken\n",
        "d.json": json.dumps({"text": f"{TEXT} d"}),
        "e.csv": f'text;date\n"{TEXT} e";2015-08-21\nf\n',
        "broken.pdf": "no pdf",
        "broken.docx": "no docx",
        "broken.json": "{",
        "broken.parquet": "no parquet",
        "empty.txt": "",
        "unknown.csv": "prose\nx\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "latin.txt").write_bytes(b"caf\xff\xe9 \x81\x8d")
    pq.write_table(pa.table({"text": [f"{TEXT} p"]}), folder / "p.parquet")

    ran = ask("mix", "-o", "out")

    assert ran.status == 1
    assert _failed(here) == {
        "mix/broken.docx": "unreadable",
        "mix/broken.json": "broken_row",
        "mix/broken.parquet": "unreadable",
        "mix/broken.pdf": "unreadable",
        "mix/c.jsonl#row-2": "broken_row",
        "mix/e.csv#row-2": "broken_row",
        "mix/empty.txt": "empty",
        "mix/korea.doc": "unreadable",
        "mix/latin.txt": "encoding",
        "mix/unknown.csv": "no_field",
        "mix/worship-scan.pdf": "no_text",
    }
    assert _files(here) == [
        *("a.json", "b.json", "c/row-1.json", "d.json", "e/row-1.json"),
        *("korea.pdf.json", "mix/korea.json", "p/row-1.json"),
    ]
    assert run("verify", "out").status == 0
