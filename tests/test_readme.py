"""Every command and every code block of the README, run in a folder of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import extract, read_article
from extractor.show import print_briefing
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
    [path] = DESK.glob(f"{start[seed]}*.json")
    exchange = json.loads(path.read_text(encoding="utf-8"))
    content: str = exchange["response"]["json"]["choices"][0]["message"]["content"]
    return content


@pytest.fixture
def server() -> Iterator[Loopback]:
    """Return a server that answers about both seeds."""
    loopback = Loopback()
    loopback.by = lambda body: chat(
        recorded_answer(
            "GUM_news_korea"
            if "quasi-state of war" in body["messages"][1]["content"]
            else "000_aea5ba39c10c2b18"
        )
    )
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
    return tmp_path


def test_every_command_runs(server: Loopback, workplace: Path) -> None:
    environment = {
        **os.environ,  # noqa: TID251 - a child's
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",  # noqa: TID251
        "EXTRACTOR_BASE_URL": server.url,
        "EXTRACTOR_PRICE_IN": "0.25",  # a server of one's own is on no price list
        "EXTRACTOR_PRICE_OUT": "2",
        "PYTHONPATH": str(ROOT),
    }
    failed = []
    for command in commands():
        shown = command.replace("http://127.0.0.1:8080/v1", server.url)
        if shutil.which("extractor", path=environment["PATH"]) is None:
            shown = shown.replace("extractor ", f"{sys.executable} -m extractor ")
        ran = subprocess.run(
            ["bash", "-ec", shown],
            cwd=workplace,
            env=environment,
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
