"""One pacer for all processes of a run: turns by message, leases, and the word to stop.

A turn that is given is leased. A process that says nothing for a while has died, and
what it held counts as sent and over: no limit is passed, and none stays used up.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.answerers.llm.pacing import Estimate, Limits, Pacer, Turn
from extractor.answerers.llm.signals import Fault
from extractor.errors import CostCapReached

SILENT_S = 15.0  # processes are heard every second


class Refusal(NamedTuple):
    """Why no turn is given: US dollars."""

    spent: float
    cap: float
    wanted: float


class Given(NamedTuple):
    """Turns, by number, for the first of those who asked; or why there are none."""

    turns: tuple[int, ...] = ()
    refusal: Refusal | None = None


class Fell(NamedTuple):
    """A fault, as it travels."""

    status: str
    reason: str
    passing: bool
    wait_s: float | None


class Settled(NamedTuple):
    """How a turn went."""

    turn: int
    tokens: int = 0
    usd: float | None = None
    answered: bool = False
    fell: Fell | None = None


class Word(NamedTuple):
    """What ends a run for all processes: a RunError, or somebody's wish."""

    message: str
    exit_code: int


@dataclass(slots=True)
class _Process:
    heard: float
    turns: dict[int, Turn] = field(default_factory=dict)


class Fleet:
    """Paces the requests of all processes as a pacer does those of one.

    It lives in a process of its own, in one event loop.
    """

    def __init__(
        self, limits: Limits, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin with nothing sent."""
        self._pacer, self._clock = Pacer(limits, clock=clock), clock
        self._processes: dict[str, _Process] = {}
        self._given = 0
        self._word: Word | None = None

    async def turns(self, process: str, wanted: Sequence[Estimate]) -> Given:
        """Return when the first may be sent, with those that may be sent beside it."""
        self.renew(process)
        try:
            turns = [await self._pacer.turn(wanted[0])]
        except CostCapReached as error:
            return Given(refusal=Refusal(error.spent, error.cap, error.wanted))
        for estimate in wanted[1:]:
            if (turn := self._pacer.turn_now(estimate)) is None:
                break
            turns.append(turn)
        return Given(tuple(self._lease(process, turn) for turn in turns))

    async def settle(self, process: str, settled: Sequence[Settled]) -> None:
        """Take in how turns went; those of a process given up are settled already."""
        self.renew(process)
        for one in settled:
            turn = self._processes[process].turns.pop(one.turn, None)
            if turn is not None:
                _settle(turn, one)

    async def hear(self, process: str) -> Word | None:
        """Note that a process lives; return the word to stop, once there is one."""
        self.renew(process)
        return self._word

    async def stop(self, word: Word) -> None:
        """Let every process finish what it is at, and begin nothing."""
        self._word = self._word or word

    def renew(self, process: str) -> None:
        """Note that a process lives, and give up those that are silent."""
        now = self._clock()
        self._processes.setdefault(process, _Process(now)).heard = now
        silent = [
            name for name, one in self._processes.items() if now - one.heard > SILENT_S
        ]
        for name in silent:
            for turn in self._processes.pop(name).turns.values():
                turn.leave()

    def _lease(self, process: str, turn: Turn) -> int:
        self.renew(process)
        self._given += 1
        self._processes[process].turns[self._given] = turn
        return self._given


def _settle(turn: Turn, settled: Settled) -> None:
    if settled.fell is not None:
        status, reason, passing, wait_s = settled.fell
        turn.failed(Fault(status, reason, message="", passing=passing, wait_s=wait_s))
    elif settled.answered:
        turn.answered(tokens=settled.tokens, usd=settled.usd)
    turn.leave()
