import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ROOT, TEXT, Ran, answer
from tests.servers.loopback import HANG, Loopback, chat, http, refused

Run = Callable[..., Ran]


@pytest.fixture
def ask(run: Run, server: Loopback) -> Run:
    """Return `extractor brief` with a model on the server."""

    def command(*arguments: object) -> Ran:
        return run("brief", "--model", "toy", "--base-url", server.url, *arguments)

    return command


def test_one_article_prints_pretty_json(
    ask: Run, server: Loopback, article: Path
) -> None:
    server.script(chat(answer()))

    ran = ask(article)

    assert ran.status == 0
    assert ran.out.startswith('{\n  "format": "extractor/briefing.v1"')
    assert json.loads(ran.out)["briefing"]["claims"][0]["asserted_by"] == ["a1"]


def test_several_articles_print_a_line_each_in_input_order(
    ask: Run, server: Loopback, article: Path, here: Path
) -> None:
    other = here / "other.txt"
    other.write_text(TEXT + "A second paragraph follows.\n", encoding="utf-8")
    server.script(chat(answer()), chat(answer()))

    ran = ask(article, other, "--at-once", 1)

    texts = [json.loads(line)["article"]["text"] for line in ran.out.splitlines()]
    assert texts == [TEXT, other.read_text(encoding="utf-8")]


def test_standard_input_is_an_article(server: Loopback, here: Path) -> None:
    server.script(chat(answer()))

    ran = _process(["brief", "-", *_model(server)], here, text=TEXT)

    assert ran.returncode == 0
    assert json.loads(ran.stdout)["article"]["title"] == "Harbour deal signed"


def test_a_folder_gets_a_file_for_each_article_and_a_list_of_the_failed(
    ask: Run, server: Loopback, here: Path
) -> None:
    folder = here / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    server.script(chat(answer()))

    ran = ask(folder, "-o", here / "out")

    failed = (here / "out" / "failed.jsonl").read_text(encoding="utf-8")
    assert ran.status == 1
    assert (here / "out" / "good.json").is_file()
    assert json.loads(failed)["reason"] == "empty"
    assert "1 done, 1 failed" in ran.err


def test_data_goes_to_standard_output_and_talk_to_standard_error(
    ask: Run, server: Loopback, article: Path
) -> None:
    server.script(chat(answer()))

    ran = ask(article, "-v")

    json.loads(ran.out)
    assert "1 requests" in ran.err


def test_quiet_says_nothing_of_success(
    ask: Run, server: Loopback, article: Path
) -> None:
    server.script(chat(answer()))

    assert ask(article, "-q").err == ""


def test_a_rehearsal_prints_the_request_and_sends_nothing(
    ask: Run, server: Loopback, article: Path
) -> None:
    ran = ask(article, "--dry-run")

    request = json.loads(ran.out)
    assert ran.status == 0
    assert server.bodies == []
    assert "[2] The port of Larnby" in request["messages"][1]["content"]
    assert request["response_format"]["json_schema"]["strict"] is True


def test_a_rehearsal_without_a_model_shows_what_a_model_would_be_asked(
    run: Run, article: Path
) -> None:
    ran = run("brief", article, "--dry-run", "--answer-language", "German")

    assert ran.status == 0
    assert "German" in ran.out


def test_no_model_for_the_llm_engine_names_the_three_ways_to_give_one(
    run: Run, article: Path
) -> None:
    ran = run("brief", article, "--engine", "llm")

    assert ran.status == 2
    for way in ("--model", "EXTRACTOR_MODEL", "extractor.toml"):
        assert way in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--engine", "psychic"], "psychic"),
        (["--no-such-flag"], "no-such-flag"),
        (["--model", "toy", "--base-url", "not an address"], "base_url"),
        (["--model", "toy", "--timeout", "-3"], "timeout"),
        (["--model", "toy"], "EXTRACTOR_API_KEY"),
        (["--recipe", "nonsense"], "briefing"),
        (["--recipes", "nowhere"], "nowhere"),
        (["--replay", "nowhere"], "meta.json"),
        (["--model", "toy", "--record", "a", "--replay", "b"], "--record"),
        (["--record", "a"], "no model is configured"),
        (["-o", ""], "found an empty name"),
        (["--engine", "offline", "--model", "toy"], "leave --model out"),
        (["--base-url", "http://localhost:1"], "leave --base-url out, or give --model"),
        (["--second-reader"], "the offline engine asks no model"),
        (["--replay", "nowhere", "--rpm", "9"], "sends nothing: leave --rpm out"),
        (["--record-note", "by hand"], "expected --record FOLDER with --record-note"),
        (["--ray-workers", "2"], "--ray-workers: only of use with --backend ray"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_ends_with_2_and_one_message(
    run: Run, article: Path, arguments: list[str], told: str
) -> None:
    ran = run("brief", article, *arguments)

    assert ran.status == 2
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_setting_with_a_wrong_name_is_named_and_a_key_in_the_file_is_refused(
    run: Run, article: Path, here: Path
) -> None:
    (here / "extractor.toml").write_text('modell = "x"\napi_key = "sk-SECRET"\n')

    ran = run("brief", article)

    assert ran.status == 2
    assert "modell" in ran.err
    assert "SECRET" not in ran.err


def test_a_flag_is_stronger_than_the_environment_and_that_than_the_file(
    server: Loopback,
    here: Path,
    article: Path,
    monkeypatch: pytest.MonkeyPatch,
    run: Run,
) -> None:
    (here / "extractor.toml").write_text(
        f'model = "file"\nbase_url = "{server.url}"\n[parameters]\ntemperature = 0.5\n'
    )
    server.by = lambda body: chat(answer())
    run("brief", article)
    monkeypatch.setenv("EXTRACTOR_MODEL", "environment")
    run("brief", article)
    run("brief", article, "--model", "flag")

    assert [body["model"] for body in server.bodies] == ["file", "environment", "flag"]
    assert {body["temperature"] for body in server.bodies} == {0.5}


@pytest.mark.parametrize(
    "behaviour",
    [
        http(401),
        http(403),
        refused(429, "insufficient_quota"),
        refused(404, "model_not_found"),
    ],
    ids=["key", "permission", "quota", "model"],
)
def test_a_provider_that_refuses_ends_the_run_with_4(
    ask: Run,
    server: Loopback,
    article: Path,
    monkeypatch: pytest.MonkeyPatch,
    behaviour: Any,
) -> None:
    monkeypatch.setenv("EXTRACTOR_API_KEY", "sk-SECRET")
    server.script(behaviour)

    ran = ask(article)

    assert ran.status == 4
    assert len(server.bodies) == 1
    assert "SECRET" not in ran.err


def test_a_refusing_model_fails_the_article_with_1(
    ask: Run, server: Loopback, article: Path
) -> None:
    server.script(chat(None, refusal="I will not."))

    ran = ask(article)

    assert ran.status == 1
    assert "refused" in ran.err
    assert ran.out == ""


def test_a_run_is_recorded_and_replayed_with_the_server_gone(
    ask: Run, run: Run, server: Loopback, article: Path, here: Path
) -> None:
    wrong = answer(headline=5)
    server.script(chat(wrong), chat(answer()))
    live = json.loads(ask(article, "--record", here / "tape").out)
    server.script()

    played = json.loads(run("brief", article, "--replay", here / "tape").out)

    assert server.bodies == []
    assert [a["kind"] for a in played["provenance"]["attempts"]] == ["first", "reask"]
    live["provenance"].pop("run"), played["provenance"].pop("run")
    assert played == live


def test_a_missing_recording_ends_with_5_and_shows_the_difference(
    ask: Run, run: Run, server: Loopback, article: Path, here: Path
) -> None:
    server.script(chat(answer()))
    ask(article, "--record", here / "tape")
    article.write_text(TEXT.replace("Monday", "Tuesday"), encoding="utf-8")

    ran = run("brief", article, "--replay", here / "tape")

    assert ran.status == 5
    assert "Tuesday" in ran.err


def test_recording_into_a_folder_of_another_model_ends_with_2(
    ask: Run, server: Loopback, article: Path, here: Path
) -> None:
    server.script(chat(answer()), chat(answer()))
    ask(article, "--record", here / "tape")

    ran = ask(article, "--record", here / "tape", "--model", "other")

    assert ran.status == 2
    assert "other" in ran.err


def test_an_output_that_cannot_be_written_ends_with_2(
    ask: Run, server: Loopback, article: Path, here: Path
) -> None:
    (here / "file").write_text("in the way")
    server.script(chat(answer()))

    ran = ask(article, "-o", here / "file" / "out.json")

    assert ran.status == 2
    assert "cannot write" in ran.err


def test_a_full_disk_ends_with_2_and_a_clear_message(
    ask: Run, server: Loopback, article: Path, here: Path
) -> None:
    (here / "full.jsonl").symlink_to("/dev/full")
    server.script(chat(answer()))

    ran = ask(article, "-o", here / "full.jsonl")

    assert ran.status == 2
    assert "No space left" in ran.err


def test_a_killed_run_leaves_whole_files_only(server: Loopback, here: Path) -> None:
    for name in ("a", "b"):
        (here / f"{name}.txt").write_text(
            f"{TEXT}\nArticle {name}.\n", encoding="utf-8"
        )
    server.by = lambda body: (
        HANG if "Article b" in body["messages"][1]["content"] else chat(answer())
    )
    process = subprocess.Popen(
        [*_COMMAND, "brief", "a.txt", "b.txt", "-o", "out", *_model(server)],
        cwd=here,
        env=_environment(),
    )
    _wait_for(here / "out" / "a.json")

    process.kill()
    process.wait(timeout=20)

    json.loads((here / "out" / "a.json").read_text(encoding="utf-8"))
    assert [path.name for path in (here / "out").glob("*.json")] == ["a.json"]


def test_help_and_version_import_no_client_and_no_pydantic(here: Path) -> None:
    for flag in ("--help", "--version"):
        code = (
            "import sys, contextlib\n"
            "from extractor.cli import main\n"
            f"with contextlib.suppress(SystemExit): main(['{flag}'])\n"
            "print({'openai', 'instructor', 'pydantic'} & set(sys.modules))"
        )
        ran = subprocess.run(
            [sys.executable, "-c", code],
            cwd=here,
            env=_environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.endswith("set()\n")


_COMMAND = [sys.executable, "-m", "extractor"]


def _model(server: Loopback) -> list[str]:
    return ["--model", "toy", "--base-url", server.url]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}  # noqa: TID251 - a child's


def _process(
    arguments: list[str], where: Path, *, text: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*_COMMAND, *arguments],
        cwd=where,
        env=_environment(),
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )


def _wait_for(path: Path) -> None:
    until = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < until, f"{path} did not appear"
        threading.Event().wait(0.05)
