"""Many articles through Ray: throughput, CPU time, and what kill -9 costs.

    python -m benchmarks.ray_backend [--number 5000] [--at-once 64] [--latency 0.5]
    python -m benchmarks.ray_backend --number 2000 --kill worker
    python -m benchmarks.ray_backend --number 2000 --kill driver
    python -m benchmarks.ray_backend --number 150 --rpm 95 --server-rpm 100

The model is a mock in another process. With --kill a process is killed at the half, and
the command is given again where it died; then everything is counted by the server's log
and by the files.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.many_articles import BRIEF, ROOT, SEED, recorded_answer, write_articles

PATIENCE_S = 3_600
LOOKS_EVERY_S = 0.25
WORKER = b"ray::MapWorker"
SHORT = (
    "The port of Larnby will be widened, mayor Ada Quill said on Monday.\n\n"
    "This is copy number {n}.\n"
)


@dataclass(frozen=True)
class Counted:
    """What a log and an output folder say.

    Attributes:
        lost: Articles without a file.
        doubled: Files beyond one for each article.
        twice: Good answers beyond one for each article.
        refused: Requests that got a 429.
    """

    lost: int
    doubled: int
    twice: int
    refused: int


def main() -> None:
    """Run, kill if asked to, run again, count, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=5_000)
    parser.add_argument("--at-once", type=int, default=64)
    parser.add_argument("--latency", type=float, default=0.5)
    parser.add_argument("--backend", choices=("ray", "local"), default="ray")
    parser.add_argument("--kill", choices=("worker", "driver"))
    parser.add_argument("--rpm", type=int)
    parser.add_argument("--server-rpm", type=int)
    parser.add_argument("--short", action="store_true", help="Of one sentence each.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        prepare(where, given.number, short=given.short)
        with model(where, latency_s=given.latency, rpm=given.server_rpm) as url:
            _run(where, url, given)
        found = counted(where, given.number)
    print(found)
    if found.lost or found.doubled:
        sys.exit("a promise is broken")


def prepare(where: Path, number: int, *, short: bool) -> None:
    """Write the articles, and what the model says of each."""
    seed = SEED.read_text(encoding="utf-8") + "\nThis is copy number {n}.\n"
    text = SHORT if short else seed.replace("{", "{{").replace("{{n}}", "{n}")
    write_articles(where / "in", number, lambda n: text.format(n=n))
    said = json.dumps(BRIEF) if short else recorded_answer()
    (where / "answer.json").write_text(said, encoding="utf-8")


def _run(where: Path, url: str, given: argparse.Namespace) -> None:
    flags = ["--backend", given.backend, "--at-once", given.at_once]
    flags += ["--rpm", given.rpm] if given.rpm else []
    began = time.perf_counter()
    process = started(where, url, *flags)
    tree = Tree(process.pid)
    tree.start()
    if given.kill:
        wait_for_answers(where, given.number // 2, process)
        victim = process.pid if given.kill == "driver" else workers_of(process.pid)[0]
        print(f"killing with {answers(where):,} of {given.number:,} answered")
        os.kill(victim, signal.SIGKILL)
    process.wait(timeout=PATIENCE_S)
    if given.kill == "driver":
        process = started(where, url, *flags)
        process.wait(timeout=PATIENCE_S)
    took = time.perf_counter() - began
    print(f"{given.number:,} articles, exit {process.returncode}: {took:.1f} s in all")
    if not given.kill:
        print(f"CPU of all processes: {tree.cpu_s:.1f} s")
    span = _span_s(where)
    ideal = given.number * given.latency / given.at_once
    print(f"first to last answer {span:.1f} s; ideal {ideal:.1f}: {ideal / span:.2f}")


def _span_s(where: Path) -> float:
    times = [float(line.split()[0]) for line in _log(where)]
    return max(times) - min(times)


def counted(where: Path, number: int) -> Counted:
    """Return what became of so many articles."""
    lines = [line.split()[1:] for line in _log(where)]
    good = Counter(number for number, status, *_ in lines if status == "200")
    files = list((where / "out").glob("*.json"))
    told = {json.loads(file.read_bytes())["article"]["id"] for file in files}
    return Counted(
        lost=number - len(told),
        doubled=len(files) - len(told),
        twice=sum(n - 1 for n in good.values()),
        refused=sum(status == "429" for _, status, *_ in lines),
    )


def answers(where: Path) -> int:
    """Return how many requests were answered so far."""
    return len(_log(where))


def _log(where: Path) -> list[str]:
    log = where / "log"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def wait_for_answers(
    where: Path, number: int, process: "subprocess.Popen[bytes]"
) -> None:
    """Return when so many requests were answered, or the process has ended."""
    while process.poll() is None and answers(where) < number:
        time.sleep(0.02)  # noqa: TID251 - watching another process


class Tree(threading.Thread):
    """Watches what a command and its descendants use, until the command has ended."""

    def __init__(self, root: int) -> None:
        """Watch this process and those below it."""
        super().__init__(daemon=True)
        self._root, self._used = root, dict[int, int]()

    def run(self) -> None:
        """Look again and again: what ends between two looks is missed."""
        while Path(f"/proc/{self._root}").exists():
            parents = _parents()
            for pid in parents:
                if pid == self._root or _descends(pid, self._root, parents):
                    used = sum(map(int, _stat(Path(f"/proc/{pid}"))[11:13]))
                    self._used[pid] = max(self._used.get(pid, 0), used)
            time.sleep(LOOKS_EVERY_S)  # noqa: TID251 - watching other processes

    @property
    def cpu_s(self) -> float:
        """CPU seconds so far."""
        return sum(self._used.values()) / os.sysconf("SC_CLK_TCK")


def workers_of(pid: int) -> list[int]:
    """Return the processes that ask, among the descendants of a command."""
    parents = _parents()
    return [
        child
        for child in sorted(parents)
        if _descends(child, pid, parents) and _command(child).startswith(WORKER)
    ]


def _descends(child: int, ancestor: int, parents: dict[int, int]) -> bool:
    while child in parents:
        child = parents[child]
        if child == ancestor:
            return True
    return False


def _parents() -> dict[int, int]:
    """Return the parent of every process."""
    processes = Path("/proc").glob("[0-9]*")
    return {int(p.name): int(_stat(p)[1]) for p in processes}


def _stat(process: Path) -> list[str]:
    """Return what Linux says of a process, after its name; zeros when it is gone."""
    try:
        stat = (process / "stat").read_text(encoding="utf-8")
    except OSError:
        return ["0"] * 20
    return stat.rpartition(")")[2].split()


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def started(
    where: Path, url: str, *flags: object, inputs: str = "in"
) -> "subprocess.Popen[bytes]":
    """Return a command that briefs the articles."""
    asked = ("--model", "mock", "--base-url", url, "-o", "out", *flags)
    return subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", "extractor", "brief", inputs, *map(str, asked)],
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(ROOT)},  # noqa: TID251 - a child's
    )


@contextmanager
def model(where: Path, *, latency_s: float, rpm: int | None = None) -> Iterator[str]:
    """Return the address of the mock model; it says what `answer.json` holds."""
    command = [sys.executable, "-m", "benchmarks.limited_model"]
    given = [str(where / "answer.json"), str(where / "log"), "--latency", latency_s]
    server = subprocess.Popen(  # noqa: S603 - ourselves
        [*command, *map(str, given), *(["--rpm", str(rpm)] if rpm else [])],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = server.stdout.readline().strip() if server.stdout else ""
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.communicate()


if __name__ == "__main__":
    main()
