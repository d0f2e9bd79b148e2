import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import SEED, Ran, answer
from tests.servers.loopback import Loopback, chat

Run = Callable[..., Ran]


def test_without_a_model_the_offline_engine_answers_and_says_so(
    run: Run,
) -> None:
    ran = run("brief", SEED)

    assert ran.status == 0
    assert '"kind": "offline"' in ran.out
    assert len(ran.err.splitlines()) == 1
    assert "offline engine" in ran.err


def test_an_engine_that_was_asked_for_needs_no_word(
    run: Run,
) -> None:
    assert run("brief", SEED, "--engine", "offline").err == ""


def test_another_language_is_said_plainly(
    run: Run,
    here: Path,
) -> None:
    (here / "french.txt").write_text(
        "Le ministre a déclaré que la réforme serait présentée lundi prochain au "
        "parlement. Les syndicats ont dénoncé une mesure injuste pour les salariés.\n",
        encoding="utf-8",
    )

    ran = run("brief", "french.txt")

    assert ran.status == 1
    assert "English" in ran.err
    assert "--model" in ran.err


def test_a_second_reader_lists_the_attributed_passages_a_model_missed(
    run: Run, server: Loopback, article: Path
) -> None:
    server.by = lambda body: chat(answer(claims=[]))

    ran = run(
        *("brief", article, "--model", "toy", "--base-url", server.url),
        "--second-reader",
    )

    document = json.loads(ran.out)
    missed = [f for f in document["findings"] if f["code"] == "missed_passage"]
    assert "will be widened" in missed[0]["message"]
    assert missed[0]["where"] == "/article/sentences/1"
    assert "en_core_web_sm" in document["provenance"]["engine"]["second_reader"]


def test_a_second_reader_is_off_by_default(
    run: Run, server: Loopback, article: Path
) -> None:
    server.by = lambda body: chat(answer(claims=[]))

    ran = run("brief", article, "--model", "toy", "--base-url", server.url)

    document = json.loads(ran.out)
    assert "missed_passage" not in [f["code"] for f in document["findings"]]
    assert "second_reader" not in document["provenance"]["engine"]
