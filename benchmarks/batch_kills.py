"""A provider's batch endpoint, its client killed at every step: what is lost or twice.

    python -m benchmarks.batch_kills [--number 5000] [--shard 1000] [--no-kills]

The provider is a mock in this process: of a hundred requests one expires, one gets an
invalid answer, and of a thousand one is refused. The client is `extractor batch`. It is
killed with -9 while it plans, after an upload, after a batch was created and before it
knew, while it polls, in the middle of collecting, and while it resubmits; then the same
command is given again. `--no-kills` prints the CPU time of each step instead.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.many_articles import ROOT, SEED, recorded_answer, write_articles
from tests.servers.batches import EXPIRED, BatchServer, Row, completion

PATIENCE_S = 1_200
ROUNDS = 3
MENDED_AT_ONCE = 8
REFUSED = Row(status=400, body={"error": {"message": "too odd", "code": None}})


@dataclass
class Steps:
    """Runs the steps of a batch, and kills some."""

    where: Path
    provider: BatchServer
    kills: int = 0
    cpu_s: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)

    def run(self, *arguments: object) -> int:
        """Run a step to its end; return its exit status."""
        before, began = _children_s(), time.perf_counter()
        status = self._started(arguments).wait(timeout=PATIENCE_S)
        self.cpu_s[str(arguments[0])] += _children_s() - before
        self.seconds[str(arguments[0])] += time.perf_counter() - began
        return status

    def kill_at(self, call: str, *arguments: object) -> None:
        """Kill a step when the provider has done this for it, before it knows."""
        process = self._started(arguments)

        def kill(called: str) -> None:
            if called.startswith(call):
                process.kill()

        self.provider.seen = kill
        self._killed(process, f"{arguments[0]}, at {call}")
        self.provider.seen = lambda _call: None

    def kill_when(self, true: Callable[[], bool], *arguments: object) -> None:
        """Kill a step when something has become true."""
        process = self._started(arguments)
        while process.poll() is None and not true():
            time.sleep(0.02)  # noqa: TID251 - watching another process
        process.kill()
        self._killed(process, f"{arguments[0]}, in the middle")

    def _killed(self, process: "subprocess.Popen[bytes]", told: str) -> None:
        status = process.wait(timeout=PATIENCE_S)
        self.kills += status == -9
        print(f"killed: {told}" if status == -9 else f"NOT killed: {told}")

    def _started(self, arguments: tuple[object, ...]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", "extractor", "batch", *map(str, arguments), "-q"],
            cwd=self.where,
            env={**os.environ, "PYTHONPATH": str(ROOT)},  # noqa: TID251 - a child's
            stderr=subprocess.DEVNULL,
        )


def main() -> None:
    """Run, kill, run again, count, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=5_000)
    parser.add_argument("--shard", type=int, default=1_000)
    parser.add_argument("--no-kills", action="store_true")
    given = parser.parse_args()
    provider = BatchServer()
    provider.row = _answers(recorded_answer())
    provider.chat = lambda _body: completion(recorded_answer())
    try:
        with tempfile.TemporaryDirectory() as folder:
            steps = Steps(Path(folder), provider)
            _work(steps, given)
            _count(steps, given)
    finally:
        provider.close()


def _work(steps: Steps, given: argparse.Namespace) -> None:
    text = SEED.read_text(encoding="utf-8")
    write_articles(
        steps.where / "in", given.number, lambda n: f"{text}\nThis is number {n}.\n"
    )
    model = ("--model", "mock", "--base-url", steps.provider.url)
    shards = ("--shard-requests", given.shard)
    plan = ("plan", "in", "-o", "out", *model, *shards)
    ledger = steps.where / "out" / ".extractor" / "batch.sqlite-wal"
    kills = not given.no_kills
    if kills:
        steps.kill_when(lambda: _size(ledger) > 1_000_000, *plan)
    steps.run(*plan)
    if kills:
        steps.kill_at("POST files", "submit", "out")
        steps.kill_at("POST batches", "submit", "out")
    steps.run("submit", "out")
    if kills:
        steps.kill_at("GET batches/", "poll", "out")
    steps.run("poll", "out")
    if kills:
        steps.kill_when(lambda: _written(steps) > given.number / 3, "collect", "out")
        steps.kill_at("DELETE files/", "collect", "out")
    steps.run("collect", "out")
    for _ in range(ROUNDS - 1):
        if kills:
            steps.kill_at("POST batches", "resubmit", "out")
        kills = False
        for step in ("resubmit", "poll", "collect"):
            steps.run(step, "out")


def _count(steps: Steps, given: argparse.Namespace) -> None:
    provider, number = steps.provider, given.number
    output = steps.where / "out"
    failed = (output / "failed.jsonl").read_text(encoding="utf-8").splitlines()
    files = list(output.glob("0*.json"))
    told = Counter(json.loads(p.read_bytes())["article"]["id"] for p in files)
    lost = number - len(told) - len(failed)
    doubled = sum(told.values()) - len(told)
    shards = Counter(tuple(b.metadata.values()) for b in provider.batches.values())
    twice = sum(n - 1 for n in provider.paid.values())
    mended = Counter(body["messages"][1]["content"] for body in provider.talks)
    again = sum(mended.values()) - len(mended)
    room = MENDED_AT_ONCE * steps.kills
    print(
        f"articles: {number:,}: {len(told):,} done, {len(failed)} refused, {lost} lost"
    )
    print(f"doubled: {doubled}")
    print(f"batches: {len(provider.batches)}, submitted twice: {_over(shards)}")
    print(f"answers of batches paid twice: {twice}")
    print(f"direct calls paid twice: {again} (in flight at the kills: up to {room})")
    print(f"files left at the provider: {_inputs(provider)} of {len(shards)} inputs")
    for step, cpu_s in steps.cpu_s.items():
        wall, each = steps.seconds[step], 1000 * cpu_s / number
        print(f"{step}: {each:.2f} ms CPU an article, {wall:.1f} s")
    print(f"all: {1000 * sum(steps.cpu_s.values()) / number:.2f} ms CPU an article")
    verified = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "extractor", "verify", "-q", str(output)],
        cwd=ROOT,
        check=False,
    )
    print(f"verify: exit {verified.returncode}")
    if lost or doubled or twice or _over(shards) or again > room:
        sys.exit("a promise is broken")
    if verified.returncode:
        sys.exit("a file does not verify")


def _answers(content: str) -> Callable[[Any], Row]:
    """Return what becomes of requests, by the number of the article and the try."""
    good, seen = Row(body=completion(content)), Counter[int]()
    invalid = Row(body=completion(content[:-40]))

    def row(body: Any) -> Row:
        told = body["messages"][1]["content"].rsplit("This is number ", 1)[1]
        number = int(told.split(".", 1)[0])
        seen[number] += 1
        if number % 1_000 == 7:
            return REFUSED
        if number % 100 == 1 and seen[number] == 1:
            return EXPIRED
        return invalid if number % 100 == 2 else good

    return row


def _over(counts: Counter[Any]) -> int:
    return sum(n - 1 for n in counts.values())


def _inputs(provider: BatchServer) -> int:
    return sum(name.startswith("extractor-") for name, _ in provider.files.values())


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _written(steps: Steps) -> int:
    return sum(1 for _ in (steps.where / "out").glob("0*.json"))


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
