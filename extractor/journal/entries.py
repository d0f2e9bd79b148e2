"""What the journal keeps of an article, and what comes of taking one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from extractor.journal.texts import told
from extractor.records.briefing_file import Attempt
from extractor.records.outcome import Done, Failed

State = Literal["pending", "done", "failed", "skipped"]
COLUMNS = "source, place, key, state, reason, message, ended"
TWINS = 8  # looked at; more of the same would be gone as well


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as the journal knows it.

    Attributes:
        source: Where it came from, as the user named it.
        place: Where its briefing is, as the sink calls it.
        key: What was asked about it: equal keys, equal questions.
        state: What became of it.
        reason: Why it failed or was skipped, one word.
        message: The same, for people.
        ended: The run in which it came to this state.
    """

    source: str
    place: str | None
    key: bytes | None
    state: State
    reason: str | None
    message: str | None
    ended: int | None


def entry_of(row: Sequence[Any]) -> Entry:
    """Return the entry of a row with the columns COLUMNS."""
    source, place, key, state, reason, message, ended = row
    return Entry(
        source=told(source),
        place=place,
        key=key,
        state=state,
        reason=reason,
        message=message,
        ended=ended,
    )


def failure_of(entry: Entry) -> Failed:
    """Return why an article failed or was skipped."""
    reason, message = entry.reason or "", entry.message or ""
    return Failed(source=entry.source, reason=reason, message=message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What an outcome cost.

    Attributes:
        requests: Sent to the model.
        prompt: Tokens of all requests.
        completion: Tokens of all answers.
        cost_usd: US dollars, as far as they are known.
        unpriced: Whether they are not.
    """

    requests: int = 0
    prompt: int = 0
    completion: int = 0
    cost_usd: float = 0.0
    unpriced: bool = False

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            requests=self.requests + other.requests,
            prompt=self.prompt + other.prompt,
            completion=self.completion + other.completion,
            cost_usd=self.cost_usd + other.cost_usd,
            unpriced=self.unpriced or other.unpriced,
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that was done before: its briefing is still there."""

    source: str


@dataclass(frozen=True, slots=True)
class Left:
    """An article that failed before and is not tried again."""

    failed: Failed


@dataclass(frozen=True, slots=True)
class Twin:
    """An article that is like one whose briefing stands at a place already."""

    source: str
    key: bytes
    place: str


@dataclass(frozen=True, slots=True)
class Ended:
    """An article with an outcome.

    Attributes:
        outcome: What came of it.
        key: What was asked; None when the article could not be read.
        shared: Whether the outcome is another source's as well, who paid for it.
        paid: What this run spent on it part by part, which the journal knows; None
            when it was asked about whole, and the outcome tells.
    """

    outcome: Done[Any] | Failed
    key: bytes | None
    shared: bool = False
    paid: Spent | None = None


Taken = Kept | Left | Twin | Ended


def spent_on(ended: Ended) -> Spent:
    """Return what an outcome cost this run.

    One that is shared was paid for elsewhere, a part that was kept earlier.
    """
    if ended.shared:
        return Spent()
    if ended.paid is not None:
        return ended.paid
    outcome = ended.outcome
    paid = outcome if isinstance(outcome, Failed) else outcome.file.provenance
    return spent_for(paid.attempts, cost_usd=paid.cost_usd)


def owed_on(ended: Ended) -> Spent:
    """Return what an outcome cost and the journal does not know yet."""
    return spent_on(ended) if ended.paid is None else Spent()


def spent_for(attempts: Sequence[Attempt], *, cost_usd: float | None) -> Spent:
    """Return what requests cost together."""
    return Spent(
        requests=len(attempts),
        prompt=sum(attempt.tokens.prompt for attempt in attempts),
        completion=sum(attempt.tokens.completion for attempt in attempts),
        cost_usd=cost_usd or 0.0,
        unpriced=bool(attempts) and cost_usd is None,
    )
