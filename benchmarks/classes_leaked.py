"""Classes that calls leave behind: `python -m benchmarks.classes_leaked [--calls N]`.

Replays the seed, counts the pydantic classes alive after a warm-up, replays it N times
more and counts again.
"""

import argparse
import asyncio
import gc
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from extractor.engine import Engine
from extractor.recipes import load_recipe
from extractor.settings import load_settings
from extractor.sources import read_article
from extractor.wiring import Tape, open_engine

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_aea5ba39c10c2b18.txt"
RECORDING = ROOT / "tests" / "recordings" / "desk-large-model"
WARM_UP = 10


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=1_000)
    calls = parser.parse_args().calls
    before, after = asyncio.run(_count(calls))
    print(f"classes after {WARM_UP} calls {before}, after {calls} more {after}")
    print(f"classes leaked per call: {(after - before) / calls:g}")


async def _count(calls: int) -> tuple[int, int]:
    engine = open_engine(load_settings(), load_recipe(), tape=Tape(replay=RECORDING))
    _classes()  # looking at every object wakes openai's lazy modules once
    await _replay(engine, WARM_UP)
    before = _classes()
    await _replay(engine, calls)
    await engine.answerer.aclose()
    return before, _classes()


async def _replay(engine: Engine[Any], calls: int) -> None:
    article = read_article(SEED)
    for _ in range(calls):
        await engine.extract(article, str(SEED))


def _classes() -> int:
    gc.collect()
    found = [o for o in gc.get_objects() if isinstance(o, type)]
    return sum(issubclass(o, BaseModel) for o in found)


if __name__ == "__main__":
    main()
