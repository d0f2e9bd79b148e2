"""One article's exchange, as the parts that run inside instructor see it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal

from extractor.answerers.llm.signals import Rejected
from extractor.answerers.llm.wording import UNUSABLE, problem_lines
from extractor.records.briefing_file import Attempt, Tokens
from extractor.records.outcome import Review

Kind = Literal["first", "reask", "transport", "room"]


@dataclass(frozen=True, slots=True)
class Kept:
    """The best answer so far, and the model that the server said gave it."""

    review: Review[Any]
    model: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A first answer that came another way: in a provider's batch.

    Attributes:
        completion: The body of the answer, as the server gave it.
        earlier: What became of requests before it, as in Attempt.status.
        price: What it cost, as a share of the listed price.
    """

    completion: Mapping[str, Any]
    earlier: tuple[str, ...] = ()
    price: float = 1.0


@dataclass(slots=True)
class Call:
    """What one call has sent, spent and kept.

    Attributes:
        review: Judges an answer.
        extra: What every request's body holds besides what instructor puts there.
        room: Tokens that the next answer may take.
        ceiling: The most room that the model allows, if known.
        fixed_tokens: Estimated tokens of what every request sends besides messages.
        answer_tokens: Estimated tokens of an answer.
        kind: Why the next request is sent.
        attempts: The requests sent, in order.
        costs: Their prices; None where unknown.
        kept: The best usable answer.
        model: The model that the server last said it used.
        given: Stands in for the first answer, until it is taken.
    """

    review: Callable[[Any], Review[Any]]
    extra: Mapping[str, Any]
    room: int
    ceiling: int | None = None
    fixed_tokens: int = 0
    answer_tokens: int = 0
    kind: Kind = "first"
    attempts: list[Attempt] = field(default_factory=list)
    costs: list[float | None] = field(default_factory=list)
    kept: Kept | None = None
    model: str | None = None
    given: Given | None = None

    def __post_init__(self) -> None:
        """Ask for no more room than the model allows; note what was before."""
        self._set_room(self.room)
        for status in self.given.earlier if self.given else ():
            self.note(status)
            self.kind = "transport"

    def take_given(self) -> Given | None:
        """Return the answer that was given, once."""
        given, self.given = self.given, None
        return given

    def widen(self) -> bool:
        """Double the room; False when the model allows no more."""
        before = self.room
        self._set_room(2 * before)
        return self.room > before

    def note(
        self, status: str, *, tokens: Tokens | None = None, cost: float | None = 0.0
    ) -> None:
        """Record what became of a request."""
        attempt = Attempt(kind=self.kind, status=status, tokens=tokens or Tokens())
        self.attempts.append(attempt)
        self.costs.append(cost)

    def judge(self, content: object) -> Review[Any]:
        """Return the review of an answer without problems; raise Rejected for others.

        Kept is the answer with the fewest problems, the latest among equals.
        """
        review = self.review(content)
        if review.usable and (
            self.kept is None or len(review.problems) <= len(self.kept.review.problems)
        ):
            self.kept = Kept(review, self.model)
        lines = problem_lines(review.problems)
        if not review.usable:
            lines = lines or (UNUSABLE,)
        if lines:
            self.reject(lines)
            raise Rejected(lines)
        return review

    def reject(self, lines: tuple[str, ...]) -> None:
        """Record that the last answer did not stand."""
        last = self.attempts[-1]
        self.attempts[-1] = Attempt(
            kind=last.kind, status="invalid", problems=lines, tokens=last.tokens
        )

    @property
    def cost_usd(self) -> float | None:
        """US dollars for all attempts, or None when a price is unknown."""
        total = 0.0
        for cost in self.costs:
            if cost is None:
                return None
            total += cost
        return total

    def _set_room(self, room: int) -> None:
        self.room = room if self.ceiling is None else min(room, self.ceiling)


_current: ContextVar[list[Call]] = ContextVar("extractor_llm_call")


@contextmanager
def calling(call: Call) -> Iterator[None]:
    """Make it the current call of what runs inside.

    Timers that a library has cancelled keep their context for a while. It is emptied
    here, so that they do not keep the call and its answer with it.
    """
    holder = [call]
    token = _current.set(holder)
    try:
        yield
    finally:
        _current.reset(token)
        holder.clear()


def current_call() -> Call:
    """Return the call that is under way here."""
    return _current.get()[0]
