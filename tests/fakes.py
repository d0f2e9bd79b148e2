"""An answerer that says what a test gave it."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel

from extractor.records.briefing_file import Attempt
from extractor.records.briefing_file import Engine as Answered
from extractor.records.outcome import Reply, Request

T = TypeVar("T", bound=BaseModel)


class FakeAnswerer:
    """Gives one scripted answer after the other, whatever it is asked.

    Attributes:
        softened: Codes of hard rules that are findings for it.
        requests: What it was asked, in order.
    """

    def __init__(
        self,
        *answers: Any,
        attempts: Iterable[Attempt] = (),
        softened: frozenset[str] = frozenset(),
        incident: str | None = None,
    ) -> None:
        """Give these answers in order, or raise those that are errors."""
        self.softened, self.requests = softened, list[Request[Any]]()
        self._answers, self._attempts = list(answers), tuple(attempts)
        self._incident = incident

    async def answer(self, request: Request[T]) -> Reply[T]:
        """Return the next answer, or raise it."""
        self.requests.append(request)
        given = self._answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return Reply(
            review=request.review(given if isinstance(given, str) else _text(given)),
            engine=Answered(kind="llm", model="fake"),
            attempts=self._attempts,
            cost_usd=0.25,
            incident=self._incident,
        )

    async def aclose(self) -> None:
        """Nothing is open."""


def _text(given: Any) -> str:
    return json.dumps(given, ensure_ascii=False)


class Clock:
    """A clock that moves on by the same step each time it is read."""

    def __init__(self, *, step_s: float = 1.5) -> None:
        """Begin on the first of May 2031."""
        self._now = datetime(2031, 5, 1, tzinfo=UTC)
        self._step = timedelta(seconds=step_s)

    def __call__(self) -> datetime:
        """Return the time, and move on."""
        self._now += self._step
        return self._now
