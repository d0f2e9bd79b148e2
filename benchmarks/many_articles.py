"""Many articles into a folder with a journal: throughput, memory and CPU time.

    python -m benchmarks.many_articles [--number 10000] [--at-once 256]
    python -m benchmarks.many_articles --short 10000 50000 100000

The first asks the mock model in another process, which answers after 50 ms with the
large model's recorded answer; every article is the seed with a line of its own. The
second asks nobody: short articles and an answerer without latency show what reading,
the journal and writing cost, and whether that grows with their number.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from extractor.aside import Aside
from extractor.cli.collecting import collecting_less
from extractor.cli.working import open_work
from extractor.engine import Engine
from extractor.journal import Ended, Kept, Taken
from extractor.recipes import load_recipe
from extractor.records.briefing_file import Engine as Answered
from extractor.records.outcome import Done, Reply, Request
from extractor.run import run
from extractor.settings import load_settings
from extractor.sources import iter_inputs
from extractor.wiring import Tape, open_engine, utc_now

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_aea5ba39c10c2b18.txt"
RECORDING = ROOT / "tests" / "recordings" / "desk-large-model"
LATENCY_S = 0.05
MEGABYTE = 1_000_000
SHORT = "The port of Larnby will be widened, mayor Ada Quill said on day {n}.\n"
BRIEF = {
    "actors": [],
    "claims": [],
    "inferences": [],
    "headline": "Larnby's port is to be widened.",
    "gaps": [],
}


@dataclass
class Measured:
    """What a run took; memory when it had done these many articles.

    Starved is the time in which the main thread could have run and had to wait for a
    processor.
    """

    seconds: float = 0.0
    cpu_s: float = 0.0
    starved_s: float = 0.0
    done: int = 0
    others: list[Taken] = field(default_factory=list)
    memory: dict[int, int] = field(default_factory=dict)


class AtOnce:
    """An answerer without latency."""

    softened: frozenset[str] = frozenset()

    async def answer(self, request: Request[Any]) -> Reply[Any]:
        """Return the same answer to everything."""
        review = request.review(BRIEF)
        return Reply(review=review, engine=Answered(kind="llm", model="none"))

    async def aclose(self) -> None:
        """Nothing is open."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=2_000)
    parser.add_argument("--at-once", type=int, default=256)
    parser.add_argument(
        "--short", type=int, nargs="+", help="Numbers of articles, without a model."
    )
    parser.add_argument("--lines", action="store_true", help="Into one JSONL file.")
    given = parser.parse_args()
    name = "out.jsonl" if given.lines else "out"
    if not given.short:
        with tempfile.TemporaryDirectory() as folder:
            _asking(Path(folder), name, number=given.number, at_once=given.at_once)
        return
    heads = f"{'articles':>10} {'run':>6} {'s':>8} {'CPU ms':>7} {'MB':>6}"
    print(f"{heads} {'journal B':>10}")
    for number in given.short:
        with tempfile.TemporaryDirectory() as folder:
            _short(Path(folder), name, number=number)


def _asking(where: Path, name: str, *, number: int, at_once: int) -> None:
    text, output = SEED.read_text(encoding="utf-8"), where / name
    write_articles(
        where / "in", number, lambda n: f"{text}\nThis is copy number {n}.\n"
    )
    with _model(where / "answer.json") as url:
        settings = load_settings(model="mock", base_url=url, engine="llm")
        engine = open_engine(settings, load_recipe(), tape=Tape())
        with collecting_less():
            found = asyncio.run(_measure(engine, where / "in", output, at_once=at_once))
    cpu_s = found.cpu_s / number
    limit = min(at_once / LATENCY_S, 1 / cpu_s)
    _print(found, number, output=output)
    for seconds, told in (
        (found.seconds, "as it was"),
        (found.seconds - found.starved_s, "less the time that other programs took"),
    ):
        ratio = number / seconds / limit
        print(f"throughput / min(in flight / latency, 1 / CPU): {ratio:.2f}, {told}")


def _short(where: Path, name: str, *, number: int) -> None:
    """Print a line for a run over so many articles, and for the same run again.

    Time is all of it, CPU time for one article; memory is the most that was in use, the
    journal's size is for one article.
    """
    output = where / name
    write_articles(where / "in", number, lambda n: SHORT.format(n=n))
    for told in ("first", "again"):
        engine = Engine(
            recipe=load_recipe(), answerer=AtOnce(), now=utc_now, version="0"
        )
        with collecting_less():
            found = asyncio.run(_measure(engine, where / "in", output, at_once=8))
        _require_briefings_only(found)
        print(
            f"{number:10,} {told:>6} {found.seconds:8.1f}"
            f" {1000 * found.cpu_s / number:7.2f}"
            f" {max(found.memory.values()) / MEGABYTE:6.1f}"
            f" {_journal_size(output) / number:10.0f}",
            flush=True,
        )


async def _measure(
    engine: Engine[Any], inputs: Path, output: Path, *, at_once: int
) -> Measured:
    """Return what it took to go through a folder, as the command does."""
    work = open_work(engine, str(output), single=False, asked={}, retry_failed=False)
    writer, measured = Aside(threads=1), Measured()
    before = _clocks()
    outcomes = run(
        iter_inputs([str(inputs)]), work.take, at_once=at_once, ordered=work.in_order
    )
    async with aclosing(outcomes):
        async for taken in outcomes:
            await writer(partial(work.keep, taken))
            _note(taken, measured)
    measured.memory[measured.done] = _resident()
    measured.seconds, measured.cpu_s, measured.starved_s = (
        after - start for after, start in zip(_clocks(), before, strict=True)
    )
    writer.close(wait=True)
    work.close(complete=True)
    await engine.answerer.aclose()
    return measured


def _note(taken: Taken, measured: Measured) -> None:
    good = isinstance(taken, Ended) and isinstance(taken.outcome, Done)
    if good or isinstance(taken, Kept):
        measured.done += 1
    else:
        measured.others.append(taken)
    if measured.done % 1_000 == 0:
        measured.memory[measured.done] = _resident()


def _clocks() -> tuple[float, float, float]:
    """Return seconds: by the clock, of CPU time, and of waiting for a processor."""
    waited_ns = Path("/proc/self/schedstat").read_text(encoding="ascii").split()[1]
    return time.perf_counter(), time.process_time(), int(waited_ns) / 1e9


def _resident() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _print(found: Measured, number: int, *, output: Path) -> None:
    _require_briefings_only(found)
    first, last = min(found.memory), max(found.memory)
    growth = found.memory[last] - found.memory[first]
    print(
        f"{number:,} articles in {found.seconds:.1f} s: {number / found.seconds:.0f}/s"
    )
    print(f"CPU an article: {1000 * found.cpu_s / number:.2f} ms")
    print(
        f"memory: {found.memory[first] / MEGABYTE:.1f} MB after {first:,}, "
        f"{growth / MEGABYTE:+.1f} MB after {last:,}"
    )
    print(f"journal: {_journal_size(output) / MEGABYTE:.1f} MB")


def _require_briefings_only(found: Measured) -> None:
    if found.others:
        message = f"expected briefings only, found {found.others[0]}"
        raise ValueError(message)


def _journal_size(output: Path) -> int:
    places = (output / ".extractor", output.with_name(f"{output.name}.journal"))
    return sum(f.stat().st_size for place in places for f in place.glob("journal*"))


def write_articles(folder: Path, number: int, text: Callable[[int], str]) -> None:
    """Write articles, the text of each made from its number."""
    folder.mkdir()
    for n in range(number):
        (folder / f"{n:06}.txt").write_text(text(n), encoding="utf-8")


def recorded_answer() -> str:
    """Return what the large model said of the seed."""
    [path] = RECORDING.glob("in-moscow*.json")
    exchange = json.loads(path.read_text(encoding="utf-8"))
    return str(exchange["response"]["json"]["choices"][0]["message"]["content"])


@contextmanager
def _model(said: Path) -> Iterator[str]:
    """Return the address of the mock model."""
    said.write_text(recorded_answer(), encoding="utf-8")
    server = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", "benchmarks.mock_model", str(said)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = server.stdout.readline().strip() if server.stdout else ""
        yield f"http://127.0.0.1:{port}/{1000 * LATENCY_S:.0f}/v1"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
