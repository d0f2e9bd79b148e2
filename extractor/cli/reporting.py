"""What is said of each outcome, of a run while it goes on, and of all in the end."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from extractor.cli.talking import Talk
from extractor.journal import Ended, Kept, Left, Taken, spent_on
from extractor.records.outcome import Done, Failed

SHOWN_EVERY_S = 0.2
SAID_EVERY_S = 10.0
UNCHANGED_S = 300.0  # a log is told again that nothing happened
RECENT_S = 30.0  # what a rate is taken over, and longer if few articles ended in it
FEW = 10
MINUTE_S, HOUR_S = 60, 3600


@dataclass(slots=True)
class Count:
    """How many articles came to which end, and what they cost.

    Attributes:
        done: Now.
        failed: Now.
        kept: Done before, and left as they are.
        left: Failed before, and left as they are.
        tokens: Of all requests and answers.
        cost_usd: As far as it is known.
    """

    done: int = 0
    failed: int = 0
    kept: int = 0
    left: int = 0
    tokens: int = 0
    cost_usd: float = 0.0

    @property
    def ended(self) -> int:
        """How many articles the run is through with."""
        return self.done + self.failed + self.kept + self.left

    def add(self, taken: Taken) -> None:
        """Count an article."""
        match taken:
            case Kept():
                self.kept += 1
            case Left():
                self.left += 1
            case Ended(Failed()):
                self.failed += 1
            case _:
                self.done += 1
        if isinstance(taken, Ended):
            spent = spent_on(taken)
            self.tokens += spent.prompt + spent.completion
            self.cost_usd += spent.cost_usd


@dataclass(slots=True)
class Report:
    """Follows a run.

    Attributes:
        talk: Says it.
        clock: Tells seconds.
        single: Whether there is one article, of which less is said.
        total: How many articles there are; None until they are counted.
        count: What became of them so far.
    """

    talk: Talk
    clock: Callable[[], float]
    single: bool = False
    total: int | None = None
    count: Count = field(default_factory=Count)
    _seen: deque[tuple[float, int]] = field(default_factory=deque)
    _said: tuple[int, float] = (0, 0.0)
    _last_due: float = 0.0

    def expect(self, total: int) -> None:
        """Learn how many articles there are."""
        self.total = total

    def tell(self, taken: Taken) -> None:
        """Count an article and say what a user should know of it."""
        self.count.add(taken)
        outcome = taken.outcome if isinstance(taken, Ended) else None
        if isinstance(outcome, Failed):
            self.talk.error(f"{outcome.source}: {outcome.reason}: {outcome.message}")
        elif outcome is not None:
            self.talk.detail(f"{outcome.source}: {_told(outcome)}")

    async def follow(self) -> None:
        """Say how far the run is, again and again, until cancelled."""
        while True:
            self.say()
            await asyncio.sleep(self._pause_s)

    def is_due(self) -> bool:
        """Tell whether it is time to say again how far the run is."""
        if self.clock() - self._last_due < self._pause_s:
            return False
        self._last_due = self.clock()
        return True

    def say(self) -> None:
        """Say how far the run is, if somebody watches or a log should have it."""
        said = self.line()
        if self.talk.watched:
            self.talk.progress(said)
        elif self._worth_saying():
            self.talk.note(said)

    @property
    def _pause_s(self) -> float:
        return SHOWN_EVERY_S if self.talk.watched else SAID_EVERY_S

    def _worth_saying(self) -> bool:
        """Tell whether a log should have a line now."""
        ended, at = self._said
        silent_s = self.clock() - at
        if self.single or not self.count.ended:
            return False
        if ended == self.count.ended and silent_s < UNCHANGED_S:
            return False
        self._said = self.count.ended, self.clock()
        return True

    def line(self) -> str:
        """Return how far the run is, in one line."""
        count, rate = self.count, self._rate()
        of_all = "" if self.total is None else f"/{self.total:,}"
        parts = [f"{count.ended:,}{of_all} articles"]
        parts += [*([_speed(rate)] if rate else []), *_costs(count)]
        if count.failed + count.left:
            parts.append(f"{count.failed + count.left:,} failed")
        if self.total is not None and rate:
            parts.append(f"{duration(max(self.total - count.ended, 0) / rate)} left")
        return ", ".join(parts)

    def sum_up(self) -> None:
        """Say what became of all articles."""
        count = self.count
        parts = [f"{count.done:,} done, {count.failed:,} failed", *_costs(count)]
        if count.kept:
            parts.append(f"{count.kept:,} done before and left as they are")
        if count.left:
            again = "--retry-failed tries them again"
            parts.append(f"{count.left:,} failed before ({again})")
        if count.ended and (not self.single or count.kept or count.left):
            self.talk.note(", ".join(parts))

    def _rate(self) -> float:
        """Return the articles a second, of late."""
        now = self.clock()
        self._seen.append((now, self.count.ended))
        while len(self._seen) > 1 and self._old(self._seen[1], now):
            self._seen.popleft()
        since, before = self._seen[0]
        return (self.count.ended - before) / (now - since) if now > since else 0.0

    def _old(self, seen: tuple[float, int], now: float) -> bool:
        """Tell whether a rate can be taken from this moment on."""
        at, ended = seen
        return now - at > RECENT_S and self.count.ended - ended >= FEW


def _speed(rate: float) -> str:
    """Return articles a second, or a minute when they are few."""
    return f"{rate:.1f}/s" if rate >= 1 else f"{MINUTE_S * rate:.1f}/min"


def _costs(count: Count) -> list[str]:
    parts = [f"{count.tokens:,} tokens"] if count.tokens else []
    return parts + ([f"{count.cost_usd:.4f} USD"] if count.cost_usd else [])


def duration(seconds: float) -> str:
    """Return a time in words that are exact enough."""
    if seconds < MINUTE_S:
        return f"{seconds:.0f} s"
    if seconds < HOUR_S:
        return f"{seconds / MINUTE_S:.0f} min"
    return f"{seconds / HOUR_S:.1f} h"


def _told(done: Done[Any]) -> str:
    file = done.file
    usage = file.provenance.usage
    return (
        f"{usage.requests} requests, {usage.prompt + usage.completion} tokens, "
        f"{len(file.findings)} findings, {len(file.dropped)} dropped, "
        f"{file.provenance.run.seconds:.1f} s"
    )
