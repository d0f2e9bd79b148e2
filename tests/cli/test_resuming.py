"""The same command again does only what is missing or changed, whatever happened."""

import json
import random
import resource
import threading
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from extractor.verification import verify
from tests.cli.conftest import TEXT, Ran, answer
from tests.cli.processes import (
    ended,
    heed_permissions,
    model_of,
    named_in,
    started,
    wait_until,
    write_articles,
)
from tests.servers.loopback import HANG, Loopback, chat, http, refused

Run = Callable[..., Ran]
OUTPUTS = pytest.mark.parametrize("output", ["out", "out.jsonl"])


@pytest.fixture
def ask(run: Run, server: Loopback) -> Run:
    """Return `extractor brief` with a model that answers all well, until told else."""
    server.by = lambda body: chat(answer())

    def command(*arguments: object) -> Ran:
        return run("brief", *model_of(server), *arguments)

    return command


def briefed(output: Path) -> list[str]:
    """Return the articles that were briefed, by what they say of themselves."""
    if output.suffix == ".jsonl":
        texts = output.read_text(encoding="utf-8").splitlines()
    else:
        texts = [path.read_text(encoding="utf-8") for path in output.glob("*.json")]
    documents = [json.loads(text) for text in texts]
    assert all(verify(document).holds for document in documents)
    said = (document["article"]["text"] for document in documents)
    return sorted(text.split("This is ", 1)[1].split(".", 1)[0] for text in said)


@OUTPUTS
def test_the_same_command_again_asks_nothing_and_says_what_was_done(
    output, ask, server, here
):
    stems = write_articles(here / "articles", 5)
    ask("articles", "-o", output)

    ran = ask("articles", "-o", output)

    assert ran.status == 0
    assert "5 done before and left as they are" in ran.err
    assert len(server.bodies) == 5
    assert briefed(here / output) == stems


@OUTPUTS
def test_only_what_is_new_or_changed_is_asked(output, ask, server, here):
    write_articles(here / "articles", 3)
    ask("articles", "-o", output)
    server.bodies.clear()
    write_articles(here / "articles", 4)
    changed = TEXT + "\nThis is article-001. It was changed.\n"
    (here / "articles" / "article-001.txt").write_text(changed, encoding="utf-8")

    assert ask("articles", "-o", output).status == 0

    assert sorted(map(named_in, server.bodies)) == ["article-001", "article-003"]


def test_a_changed_model_or_parameter_asks_again_and_another_server_does_not(
    ask, run, server, here
):
    write_articles(here / "articles", 2)
    ask("articles", "-o", "out")
    other = Loopback()

    run("brief", "articles", "-o", "out", *model_of(other))
    assert other.bodies == []
    other.close()
    ask("articles", "-o", "out", "--mode", "json")
    ask("articles", "-o", "out", "--mode", "json", "--model", "larger")

    assert len(server.bodies) == 6


def test_failed_articles_are_left_and_listed_until_they_are_tried_again(
    ask, server, here
):
    write_articles(here / "articles", 3)
    server.by = lambda body: (
        chat(None, refusal="No.") if named_in(body) == "article-001" else chat(answer())
    )
    listed = here / "out" / "failed.jsonl"
    assert ask("articles", "-o", "out").status == 1
    assert json.loads(listed.read_text(encoding="utf-8"))["reason"] == "refused"
    asked = len(server.bodies)

    left = ask("articles", "-o", "out")
    assert (left.status, len(server.bodies)) == (1, asked)
    assert "1 failed before (--retry-failed tries them again)" in left.err
    assert len(listed.read_text(encoding="utf-8").splitlines()) == 1
    server.by = lambda body: chat(answer())
    again = ask("articles", "-o", "out", "--retry-failed")

    assert (again.status, len(server.bodies)) == (0, asked + 1)
    assert not listed.exists()


def test_retrying_goes_with_an_output_that_remembers(ask, article):
    ran = ask(article, "--retry-failed")

    assert ran.status == 2
    assert "--retry-failed" in ran.err


@OUTPUTS
def test_duplicates_are_asked_once_and_written_for_each(output, ask, server, here):
    for name in ("a", "b", "c"):
        (here / f"{name}.txt").write_text(f"{TEXT}\nThis is it.\n", encoding="utf-8")

    assert ask("a.txt", "b.txt", "c.txt", "-o", output).status == 0

    assert len(server.bodies) == 1
    assert briefed(here / output) == ["it"] * 3


def test_equal_stems_keep_their_files_when_the_order_changes(ask, here):
    for name in ("one", "two"):
        (here / name).mkdir()
        text = f"{TEXT}\nThis is {name}.\n"
        (here / name / "a.txt").write_text(text, encoding="utf-8")
    ask("one/a.txt", "two/a.txt", "-o", "out")
    (here / "one" / "a.txt").write_text(f"{TEXT}\nThis is 1.\n", encoding="utf-8")

    ask("two/a.txt", "one/a.txt", "-o", "out")

    texts = {
        place: (here / "out" / place).read_text(encoding="utf-8")
        for place in ("a.json", "two/a.json")
    }
    assert "This is 1." in texts["a.json"]
    assert "This is two." in texts["two/a.json"]


def test_lines_come_in_input_order_unless_they_may_come_as_they_are_finished(
    ask, server, here
):
    stems = write_articles(here / "articles", 3)
    server.by = lambda body: chat(answer()).after(
        0.5 if named_in(body) == stems[0] else 0.0
    )

    def order(output: str) -> list[str]:
        lines = (here / output).read_text(encoding="utf-8").splitlines()
        texts = (json.loads(line)["article"]["text"] for line in lines)
        return [text.split("This is ")[1].split(".")[0] for text in texts]

    ask("articles", "-o", "a.jsonl")
    ask("articles", "-o", "b.jsonl", "--as-finished")

    assert order("a.jsonl") == stems
    assert order("b.jsonl")[-1] == stems[0]


def test_a_torn_last_line_is_cut_off_and_made_again(ask, server, here):
    stems = write_articles(here / "articles", 3)
    ask("articles", "-o", "out.jsonl")
    whole = (here / "out.jsonl").read_bytes()
    (here / "out.jsonl").write_bytes(whole[:-100])

    assert ask("articles", "-o", "out.jsonl").status == 0

    assert len(server.bodies) == 4
    assert briefed(here / "out.jsonl") == stems


def _asked(server: Loopback, number: int) -> bool:
    return len(server.bodies) >= number


@OUTPUTS
def test_a_run_that_is_killed_at_any_moment_loses_and_repeats_nothing(
    output, server, here
):
    stems, at_once = write_articles(here / "articles", 40), 4
    server.by = lambda body: chat(answer()).after(0.02)
    command = ["brief", "articles", "-o", output, *model_of(server)]
    chance = random.Random(output)
    kills = 3
    for n in range(kills):
        process = started(*command, "--at-once", at_once, where=here)
        aim = len(server.bodies) + chance.randint(1, 10)
        wait_until(partial(_asked, server, aim))
        threading.Event().wait(chance.random() / 20)
        process.kill()
        process.communicate()
        assert process.returncode == -9, n

    status, err = ended(started(*command, where=here))

    paid = Counter(map(named_in, server.bodies))
    assert status == 0, err
    assert briefed(here / output) == stems
    assert sorted(paid) == stems
    assert sum(paid.values()) - len(stems) <= kills * 2 * at_once
    assert ended(started(*command, where=here))[0] == 0
    assert sum(paid.values()) == len(server.bodies)


def test_a_second_process_is_refused_with_the_pid_of_the_first(server, here):
    write_articles(here / "articles", 2)
    server.by = lambda body: HANG
    command = ["brief", "articles", "-o", "out", *model_of(server)]
    first = started(*command, where=here)
    wait_until(lambda: len(server.bodies) == 2)

    status, err = ended(started(*command, where=here))
    told, _ = started("status", "out", "--json", where=here).communicate(timeout=60)

    first.kill()
    first.communicate()
    assert status == 2
    assert f"process {first.pid} is writing to out" in err
    assert json.loads(told)["running"] == first.pid
    assert len(server.bodies) == 2


def _small_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


@OUTPUTS
def test_a_full_disk_ends_with_2_and_the_same_command_goes_on(output, server, here):
    stems = write_articles(here / "articles", 6)
    long = TEXT + "The harbour is wide. " * 5_000 + "\n\nThis is article-003.\n"
    (here / "articles" / "article-003.txt").write_text(long, encoding="utf-8")
    whole = "window_sentences = 10_000\nwindow_tokens = 100_000\n"
    (here / "extractor.toml").write_text(whole, encoding="utf-8")
    server.by = lambda body: chat(answer())
    command = ["brief", "articles", "-o", output, *model_of(server), "--at-once", 1]

    status, err = ended(started(*command, where=here, preexec_fn=_small_disk))

    assert status == 2
    assert "cannot write" in err
    assert "the same command goes on" in err
    assert "Traceback" not in err
    before = len(server.bodies)
    assert ended(started(*command, where=here))[0] == 0
    assert briefed(here / output) == stems
    assert len(server.bodies) - before <= len(stems) - 3


@OUTPUTS
@pytest.mark.parametrize("finished", [1, 0], ids=["begun", "new"])
def test_an_output_that_may_not_be_written_ends_with_2_and_goes_on_once_it_may(
    finished, output, ask, server, here
):
    stems = write_articles(here / "articles", 2)
    place = Path("place", output)
    (here / "place").mkdir()
    for stem in stems[:finished]:
        ask(f"articles/{stem}.txt", "-o", place)
    folders = [here / "place", *filter(Path.is_dir, (here / "place").rglob("*"))]
    command = ["brief", "articles", "-o", place, *model_of(server)]
    for folder in folders:
        folder.chmod(0o555)

    status, err = ended(started(*command, where=here, preexec_fn=heed_permissions))

    for folder in folders:
        folder.chmod(0o755)
    assert (status, len(server.bodies)) == (2, finished)
    assert "extractor: cannot " in err
    assert "-o" in err
    assert "Traceback" not in err
    assert ask("articles", "-o", place).status == 0
    assert (briefed(here / place), len(server.bodies)) == (stems, 2)


def test_an_output_in_which_nothing_can_be_made_ends_with_2(ask, server, here):
    write_articles(here / "articles", 2)
    (here / "out").mkdir()
    (here / "out" / ".extractor").write_text("in the way", encoding="utf-8")

    ran = ask("articles", "-o", "out")

    assert ran.status == 2
    assert "cannot write to out" in ran.err
    assert server.bodies == []


def test_a_quota_that_ends_lets_finished_articles_be_written(ask, run, server, here):
    stems = write_articles(here / "articles", 20)
    server.by = lambda body: (
        refused(429, "insufficient_quota")
        if named_in(body) >= stems[6]
        else chat(answer())
    )

    ran = ask("articles", "-o", "out", "--at-once", 4)

    assert ran.status == 4
    assert "6 done, 0 failed" in ran.err
    assert briefed(here / "out") == stems[:6]
    assert len(server.bodies) < 20
    assert "of 20" in run("status", "out").out
    server.by = lambda body: chat(answer())
    assert ask("articles", "-o", "out").status == 0
    assert briefed(here / "out") == stems


def test_status_tells_what_became_of_the_articles(ask, run, server, here):
    write_articles(here / "articles", 3)
    (here / "articles" / "nothing.txt").write_text("", encoding="utf-8")
    server.by = lambda body: (
        http(400) if named_in(body) == "article-001" else chat(answer())
    )
    ask("articles", "-o", "out")

    said, told = run("status", "out"), json.loads(run("status", "out", "--json").out)

    assert said.status == 0
    assert "2 done, 2 failed" in said.out
    assert "1 empty" in said.out
    assert told["articles"] == {"done": 2, "failed": 2, "pending": 0, "skipped": 0}
    assert (told["requests"], told["prompt"], told["completion"]) == (3, 200, 40)
    assert told["run"]["total"] == told["run"]["taken"] == 4


def test_status_of_what_was_never_written_to_is_wrong_usage(run, here):
    ran = run("status", "out")

    assert ran.status == 2
    assert "found no journal" in ran.err


def test_a_cost_that_nobody_knows_is_not_called_nothing(ask, run, here):
    write_articles(here / "articles", 2)
    ask("articles", "-o", "dear", "--price-in", 1, "--price-out", 1)
    ask("articles", "-o", "unknown")

    dear, unknown = run("status", "dear"), run("status", "unknown")

    assert "not known" not in dear.out
    assert "cost      not known of 2 articles" in unknown.out
