"""The runs that are kept an eye on: which gold, answered by what."""

import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_settings import SettingsConfigDict

from extractor.cli.evaluating import Evaluation
from extractor.cli.gold_files import GoldFrom
from extractor.cli.talking import Talk
from extractor.evaluation import Result
from extractor.settings import Settings
from extractor.wiring import Tape

HERE = Path(__file__).resolve().parent
NEWS = HERE / "gum_news"
CASES = HERE / "cases"
DRAFT2 = HERE / "draft2"
RECORDINGS = HERE / "recordings"
SMALL = RECORDINGS / "server-qwen2.5-coder-1.5b-instruct"
LARGE = RECORDINGS / "desk-large-model"
LARGE_DRAFT2 = RECORDINGS / "desk-large-model-draft2"


class AsShipped(Settings):
    """Settings that neither the environment nor a file has a say in."""

    model_config = SettingsConfigDict(toml_file=None)

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: Any, init_settings: Any, **others: Any
    ) -> tuple[Any, ...]:
        """Return where settings come from."""
        del settings_cls, others
        return (init_settings,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run.

    Attributes:
        title: In tables.
        gold: A file or folder.
        replay: A recording; None is the offline engine.
        recipe: A name or a folder.
        only: Ids of articles; none is all.
    """

    title: str
    gold: Path
    replay: Path | None = None
    recipe: str = "briefing"
    only: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """What a user would type."""
        parts = ["extractor eval", _shown(self.gold)]
        if self.replay:
            parts.append(f"--replay {_shown(self.replay)}")
        else:
            parts.append("--engine offline")
        if self.recipe != "briefing":
            parts.append(f"--recipe {_shown(Path(self.recipe))}")
        parts += [f"--only {name}" for name in self.only]
        return " ".join(parts)

    def result(self) -> Result:
        """Return the figures."""
        settings = AsShipped(engine="auto" if self.replay else "offline")
        evaluation = Evaluation(
            GoldFrom(paths=[self.gold], only=self.only),
            settings=settings,
            tape=Tape(replay=self.replay),
            talk=Talk(),
        )
        return evaluation.result(None, recipe=self.recipe, label=self.title)

    def data_sha256(self) -> str:
        """Return the digest of everything that the figures rest on but the code."""
        total = hashlib.sha256(" ".join(self.only).encode())
        for path in self._data():
            total.update(f"\0{path.name}\0".encode())
            total.update(path.read_bytes().replace(b"\r\n", b"\n"))
        return total.hexdigest()

    def _data(self) -> Iterator[Path]:
        yield from sorted(self.gold.glob("*.jsonl")) or [self.gold]
        if self.replay:
            yield from sorted(self.replay.glob("*.json"))


def _shown(path: Path) -> str:
    return str(path.relative_to(HERE.parent))


RUNS = {
    "offline": Run(title="offline engine", gold=NEWS),
    "offline-cases": Run(title="offline engine, own cases", gold=CASES),
    "small": Run(title="small local model", gold=NEWS, replay=SMALL),
    "large": Run(title="large model", gold=NEWS, replay=LARGE),
    "large-draft2": Run(
        title="large model, draft 2",
        gold=NEWS,
        replay=LARGE_DRAFT2,
        recipe=str(DRAFT2),
    ),
}


def results(runs: Mapping[str, Run]) -> Iterator[tuple[str, Result]]:
    """Yield the figures of every run, telling which is under way."""
    for name, run in runs.items():
        print(f"{name}: {run.command}", file=sys.stderr)
        yield name, run.result()
