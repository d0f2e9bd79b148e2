"""What every step of a batch begins with: the output, its ledger, and the question."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from extractor.batch.ledger import Ledger
from extractor.batch.records import Plan
from extractor.batch.sharding import ShardLimits
from extractor.batch.tables import FILE
from extractor.errors import SettingsError
from extractor.journal import Keys
from extractor.journal.locking import Lock
from extractor.recipes import load_recipe
from extractor.records.outcome import Recipe
from extractor.settings import Settings, restored_settings
from extractor.sinks import journal_of
from extractor.wiring import WAYS_TO_A_MODEL, Tape, asked_with

NO_MODEL = "a batch asks a model at a provider, and the offline engine has none; "


@dataclass(frozen=True)
class Question:
    """What all articles of a plan are asked, and of whom.

    Attributes:
        settings: As they were given to plan.
        recipe: What is extracted.
    """

    settings: Settings
    recipe: Recipe[Any]

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What an answer depends on besides recipe and article."""
        return asked_with(self.settings, Tape())

    @property
    def keys(self) -> Keys:
        """What makes the keys of articles, the same as in any run."""
        return Keys(fingerprint=self.recipe.fingerprint, asked=self.asked)

    @property
    def sha256(self) -> str:
        """The sha256 of the question."""
        same = {"fingerprint": self.recipe.fingerprint, "asked": self.asked}
        return hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()

    @property
    def limits(self) -> ShardLimits:
        """What one batch may hold."""
        return ShardLimits(
            requests=self.settings.shard_requests,
            bytes=self.settings.shard_bytes,
            tokens=self.settings.enqueued_tokens,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An output with a plan, held by this process.

    Attributes:
        folder: Where journal and ledger are.
        ledger: What is planned.
        plan: What its requests have in common.
        question: The same, ready to be asked.
    """

    folder: Path
    ledger: Ledger
    plan: Plan
    question: Question


def question_of(settings: Settings) -> Question:
    """Return the question that settings ask.

    Raises:
        SettingsError: They name no model.
        RecipeError: The recipe cannot be used.
    """
    if settings.engine == "offline" or not settings.model:
        raise SettingsError(NO_MODEL + WAYS_TO_A_MODEL)
    return Question(settings, load_recipe(settings.recipe, recipes=settings.recipes))


@contextmanager
def opened(output: str, *, locked: bool) -> Iterator[Opened]:
    """Return an output's plan; close its ledger at the end.

    Args:
        output: What batch plan -o was given.
        locked: Whether the caller holds the output already.

    Raises:
        SettingsError: Nothing is planned, or the recipe has changed since.
        OutputError: Another process writes to the output.
    """
    folder = planned_folder(output)
    lock = None if locked else Lock(folder, output=Path(output))
    try:
        ledger = Ledger(folder)
        try:
            plan = ledger.plan()
            if plan is None:
                raise SettingsError(_nothing_planned(output))
            question = _asked_before(plan, output)
            yield Opened(folder=folder, ledger=ledger, plan=plan, question=question)
        finally:
            ledger.close()
    finally:
        if lock is not None:
            lock.release()


def planned_folder(output: str) -> Path:
    """Return where an output's ledger is; raise SettingsError when there is none."""
    folder = journal_of(Path(output))
    if not (folder / FILE).is_file():
        raise SettingsError(_nothing_planned(output))
    return folder


def _asked_before(plan: Plan, output: str) -> Question:
    question = question_of(restored_settings(plan.settings))
    if question.sha256 != plan.question:
        message = (
            f"the recipe {question.recipe.name!r} or extractor.toml has changed since "
            f"the batches of {output} were planned: put it back to collect them, or "
            "plan into another -o"
        )
        raise SettingsError(message)
    return question


def _nothing_planned(output: str) -> str:
    return (
        f"expected batches planned for {output}, found none; begin with "
        f"`extractor batch plan INPUT... -o {output} --model NAME`"
    )
