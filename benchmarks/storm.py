"""Many articles in a storm, killed again and again: what is lost, doubled, paid twice.

    python -m benchmarks.storm [--number 2000] [--kills 3] [--at-once 64]

One request in five goes wrong (429, 500, reset, hang, truncated, invalid). The command
is killed with -9 at random moments and started again; at the end everything is counted.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.many_articles import ROOT, SEED, recorded_answer, write_articles

TIMEOUT_S = 3  # of a request: what hangs is asked again after this
PATIENCE_S = 1_200
LAST_RUNS = 3  # an article may fail, after five tries: then it is to be tried again


def main() -> None:
    """Run, kill, run again, count, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        text = SEED.read_text(encoding="utf-8")
        write_articles(
            where / "in", given.number, lambda n: f"{text}\nThis is copy number {n}.\n"
        )
        with _storm(where, seed=given.seed) as url:
            _kill_and_rerun(where, url, given)
        _count(where, given)


def _kill_and_rerun(where: Path, url: str, given: argparse.Namespace) -> None:
    pick = random.Random(given.seed)  # noqa: S311 - repeatable moments
    shares = sorted(pick.uniform(0.1, 0.9) for _ in range(given.kills))
    for share in shares:
        process = _started(where, url, at_once=given.at_once)
        wanted = int(share * given.number)
        while process.poll() is None and _written(where) < wanted:
            time.sleep(0.02)  # noqa: TID251 - watching another process
        process.send_signal(signal.SIGKILL)
        process.wait()
        print(f"killed with {_written(where):,} of {given.number:,} written")
    began, status, runs = time.perf_counter(), 1, 0
    while status == 1 and runs < LAST_RUNS:
        last = _started(where, url, at_once=given.at_once, more=("--retry-failed",))
        status, runs = last.wait(timeout=PATIENCE_S), runs + 1
    took = time.perf_counter() - began
    print(f"runs to the end: {runs}, in {took:.0f} s, exit {status}")


def _count(where: Path, given: argparse.Namespace) -> None:
    lines = (where / "log").read_text(encoding="utf-8").splitlines()
    came = Counter(line.split()[1] for line in lines)
    print(
        f"requests: {len(lines):,}: " + ", ".join(f"{n} {w}" for w, n in came.items())
    )
    good = Counter(line.split()[0] for line in lines if line.endswith(" good"))
    twice = sum(n - 1 for n in good.values())
    files = [
        p for p in (where / "out").glob("*.json") if not p.name.startswith("failed")
    ]
    told = Counter(json.loads(p.read_bytes())["article"]["id"] for p in files)
    print(
        f"lost: {given.number - len(told)}, doubled: {sum(told.values()) - len(told)}"
    )
    room = given.kills * given.at_once
    print(f"good answers paid twice: {twice} (in flight at the kills: up to {room})")
    checked = _extractor("verify", "-q", where / "out", cwd=where)
    print(f"verify: exit {checked.wait(timeout=PATIENCE_S)}")
    if len(told) != given.number or len(files) != given.number or twice > room:
        sys.exit("a promise is broken")
    if checked.returncode:
        sys.exit("a file does not verify")


def _written(where: Path) -> int:
    return sum(1 for _ in (where / "out").glob("0*.json"))


def _started(
    where: Path, url: str, *, at_once: int, more: tuple[str, ...] = ()
) -> "subprocess.Popen[bytes]":
    asked = ("--model", "mock", "--base-url", url, "--timeout", TIMEOUT_S)
    flags = (*asked, "--at-once", at_once, "-o", "out", "-q", *more)
    return _extractor("brief", "in", *flags, cwd=where)


def _extractor(*arguments: object, cwd: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", "extractor", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},  # noqa: TID251 - a child's
    )


@contextmanager
def _storm(where: Path, *, seed: int) -> Iterator[str]:
    """Return the address of the server."""
    (where / "answer.json").write_text(recorded_answer(), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.storm_model"]
    given = [str(where / "answer.json"), str(where / "log"), "--seed", str(seed)]
    server = subprocess.Popen(  # noqa: S603 - ourselves
        [*command, *given], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        port = server.stdout.readline().strip() if server.stdout else ""
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
