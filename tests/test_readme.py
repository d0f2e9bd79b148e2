"""Every command and every code block of the README, run in a folder of its own."""

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from extractor import extract, read_article
from extractor.show import print_briefing
from tests.recorded import last_answer
from tests.servers.batches import BatchServer, Row, completion
from tests.servers.loopback import Loopback, chat

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DESK = ROOT / "tests" / "recordings" / "desk-large-model"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BY_HAND = ("make ", "pip install", "export ")  # tried by test_makefile, test_wheel


def blocks(language: str) -> list[str]:
    return [body for found, body in BLOCK.findall(README) if found == language]


def commands() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if not line.startswith(BY_HAND)]


def recorded_answer(seed: str) -> str:
    """Return the answer to a seed as it was recorded."""
    start = {"GUM_news_korea": "north-korea", "000_aea5ba39c10c2b18": "in-moscow"}
    return last_answer(DESK, start[seed])


def answer_about(body: Any) -> str:
    """Return the recorded answer about the seed that a request holds."""
    korea = "quasi-state of war" in body["messages"][1]["content"]
    return recorded_answer("GUM_news_korea" if korea else "000_aea5ba39c10c2b18")


@pytest.fixture
def server() -> Iterator[Loopback]:
    """Return a server that answers about both seeds."""
    loopback = Loopback()
    loopback.by = lambda body: chat(answer_about(body))
    yield loopback
    loopback.close()


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """Return a folder with the seeds and the README's own recipe in it."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    prompts = tmp_path / "mine" / "prompts" / "numbers"
    prompts.mkdir(parents=True)
    (prompts / "system.md").write_text("List every number and who gives it.\n")
    (prompts / "user.md").write_text("<$marker>\n$sentences\n</$marker>\n")
    schemas = tmp_path / "mine" / "schemas"
    schemas.mkdir()
    [schema] = [body for body in blocks("python") if "class Answer" in body]
    (schemas / "numbers.py").write_text(schema, encoding="utf-8")
    (tmp_path / "evals").symlink_to(ROOT / "evals")
    shutil.copy(ROOT / "seeds" / "GUM_news_korea.txt", tmp_path / "artikel.txt")
    _write_inputs(tmp_path)
    return tmp_path


def _write_inputs(folder: Path) -> None:
    """Write a page, a feed and a corpus of the Korean seed."""
    text = (ROOT / "seeds" / "GUM_news_korea.txt").read_text(encoding="utf-8")
    title, *paragraphs = [line for line in text.splitlines() if line]
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    page = f"<title>{escape(title)}</title><h1>{escape(title)}</h1>{body}"
    html = f"<!doctype html><html lang=en><body><article>{page}</article></body></html>"
    item = f"<title>{escape(title)}</title><guid>korea</guid>"
    told = f"<description>{escape(body)}</description>"
    feed = f"<rss version='2.0'><channel><item>{item}{told}</item></channel></rss>"
    (folder / "page.html").write_text(html, encoding="utf-8")
    (folder / "feed.rss").write_text(feed, encoding="utf-8")
    with (folder / "news.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerows([("id", "day", "body"), ("korea", "2015-08-21", text)])


@pytest.fixture
def web(workplace: Path) -> Iterator[str]:
    """Return the address of a server of the workplace's files."""
    handler = partial(SimpleHTTPRequestHandler, directory=workplace)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def provider() -> Iterator[BatchServer]:
    """Return a batch endpoint that answers about both seeds."""
    with closing(BatchServer()) as provider:
        provider.row = lambda body: Row(body=completion(answer_about(body)))
        yield provider


def test_every_command_runs(
    server: Loopback, provider: BatchServer, workplace: Path, web: str
) -> None:
    environment = {
        **os.environ,  # noqa: TID251 - a child's
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",  # noqa: TID251
        "EXTRACTOR_ALLOW_PRIVATE": "true",
        "EXTRACTOR_BASE_URL": server.url,
        "EXTRACTOR_PRICE_IN": "0.25",  # a server of one's own is on no price list
        "EXTRACTOR_PRICE_OUT": "2",
        "PYTHONPATH": str(ROOT),
    }
    batching = {"EXTRACTOR_BASE_URL": provider.url}
    failed = []
    for command in commands():
        shown = command.replace("http://127.0.0.1:8080/v1", server.url)
        shown = shown.replace("https://www.example.org/2026", web)
        shown = shown.replace("https://www.example.org", web)
        if shutil.which("extractor", path=environment["PATH"]) is None:
            shown = shown.replace("extractor ", f"{sys.executable} -m extractor ")
        ran = subprocess.run(
            ["bash", "-ec", shown],
            cwd=workplace,
            env={**environment, **batching} if " batch " in command else environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            failed.append((command, ran.returncode, ran.stderr))

    assert failed == []
    assert len(commands()) >= 10


def test_the_python_example_runs(
    server: Loopback, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("EXTRACTOR_BASE_URL", server.url)
    [example] = [body for body in blocks("python") if "read_article" in body]
    found: dict[str, object] = {}

    exec(compile(example, "README.md", "exec"), found)

    assert type(found["outcome"]).__name__ == "Done"


def test_the_picture_is_what_show_prints(capsys: pytest.CaptureFixture[str]) -> None:
    article = read_article(ROOT / "seeds" / "000_aea5ba39c10c2b18.txt")
    outcome = extract(article, replay=DESK)
    [picture] = [body for body in blocks("") if "‹ Kim Jong Un" in body]

    print_briefing(outcome.file, width=80)  # type: ignore[union-attr]

    printed = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    shown = [line.rstrip() for line in picture.splitlines()]
    assert "\n".join(shown) in "\n".join(printed)
