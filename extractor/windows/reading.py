"""Reading an article in windows: what each brings, what is lost, and the whole."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from extractor.errors import ArticleError, InvalidReply, ModelUnavailable, RunError
from extractor.records.briefing_file import Attempt, Engine
from extractor.records.findings import Finding, Severity
from extractor.records.outcome import Reply, Request, Review
from extractor.records.problems import Pointer
from extractor.review import Doubles, Unusable
from extractor.review.settling import Settled
from extractor.windows.cutting import Window
from extractor.windows.joining import Brought, Joined
from extractor.windows.numbering import Numbers, renumbered
from extractor.windows.questions import Questions
from extractor.windows.reviewing import blank, whole_answer

Ask = Callable[[Request[Any]], Awaitable[Reply[Any]]]
ATTEMPTS = "/provenance/attempts"
UNANSWERED = 2  # windows running, after which the server is taken to be down


@dataclass(frozen=True, kw_only=True)
class Read:
    """What reading an article came to.

    Attributes:
        reply: The whole answer with all attempts; what fails is still to be dropped.
        findings: How it was read, and what was lost.
        doubles: Names the items that two windows told.
    """

    reply: Reply[Any]
    findings: tuple[Finding, ...]
    doubles: Doubles | None = None


async def read_in_windows(questions: Questions, ask: Ask) -> Read:
    """Return what asking about each window, then about all of them, came to.

    Raises:
        ArticleError: The recipe reads no long articles; or no window was read, or the
            server went away.
    """
    reading = _Reading(questions, ask)
    for place, window in enumerate(questions.windows):
        await reading.read(window, place)
    reading.require_any()
    return await reading.close()


@dataclass(slots=True)
class _Reading:
    """The state of one reading."""

    questions: Questions
    ask: Ask
    joined: Joined = field(init=False)
    attempts: list[Attempt] = field(default_factory=list)
    costs: list[float | None] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    engine: Engine | None = None
    error: ArticleError | None = None
    unanswered: int = 0

    def __post_init__(self) -> None:
        self.joined = Joined.of(self.questions.parts)

    async def read(self, window: Window, place: int) -> None:
        """Ask about a window and keep what it brings, or what was lost."""
        parts = self.questions.parts
        told = self.joined.told(parts, self.questions.words(window))
        try:
            reply = await self._asked(
                self.questions.window(window, told), part=_sentences(window)
            )
        except ArticleError as error:
            self._lose(window, error)
            return
        self.unanswered = 0
        if not any(reply.review.data[name] for name in self.joined.lists):
            self._note("empty_window", "info", window, "it brought nothing")
        brought = Brought(
            window=place, review=reply.review, told=told, shown=window.shown
        )
        self.joined = self.joined.joined(brought, parts)

    def require_any(self) -> None:
        """Raise the last error when no window was read."""
        if self.engine is None and self.error is not None:
            raise self._whole(self.error)

    async def close(self) -> Read:
        """Ask the closing request and return the whole.

        Raises:
            InvalidReply: Nothing of what the windows brought can be used.
        """
        found = self._found()
        try:
            closed = self.questions.closing(found.data)
            reply = await self._asked(closed, part="the closing request")
            closing = self._in_whole_numbers(reply.review.data, found)
        except ArticleError as error:
            closing = blank(self.questions.parts.closing.answer)
            missing = ", ".join(closing)
            message = f"{missing} are not there, the last request failed: {error}"
            self._find("closing_lost", "error", "/briefing", message)
        return self._read(closing)

    def _found(self) -> Settled:
        """Return what holds of what the windows brought; raise when nothing does."""
        whole = self._answer(blank(self.questions.parts.closing.answer))
        doubles = self.joined.doubles(self.questions.parts)
        try:
            return self.questions.reviewer.settled(whole, doubles=doubles)
        except Unusable as unusable:
            told = f"nothing that the windows brought can be used: {unusable}"
            raise self._whole(InvalidReply("invalid_reply", told)) from None

    def _answer(self, closing: Mapping[str, Any]) -> dict[str, Any]:
        return whole_answer(
            self.questions.reviewer.recipe.answer,
            lists=self.joined.lists,
            closing=closing,
        )

    def _in_whole_numbers(self, closing: Any, found: Settled) -> Any:
        """Return the closing answer with numbers of the whole, nothing dropped."""
        numbers = {
            name: Numbers(_places(name, len(found.data[name]), found.origin), ())
            for name in self.joined.lists
        }
        return renumbered(closing, self.questions.parts.closing.answer, numbers=numbers)

    def _read(self, closing: Mapping[str, Any]) -> Read:
        if self.engine is None:
            message = "expected a window that was read"
            raise ValueError(message)
        self._find("read_in_windows", "info", ATTEMPTS, self._how())
        return Read(
            reply=Reply(
                review=Review(data=self._answer(closing)),
                engine=self.engine,
                attempts=tuple(self.attempts),
                cost_usd=self._cost(),
            ),
            doubles=self.joined.doubles(self.questions.parts),
            findings=tuple(self.findings),
        )

    def _how(self) -> str:
        size, count = self.questions.size, len(self.questions.windows)
        return (
            f"read in {count} windows of at most {size.sentences} sentences and "
            f"{size.tokens:,} tokens, and a closing request over what they brought"
        )

    async def _asked(self, request: Request[Any], *, part: str) -> Reply[Any]:
        """Return a usable reply; note what it cost, and what any error cost."""
        try:
            reply = await self.ask(request)
        except ArticleError as error:
            self._spend(error.attempts, error.cost_usd)
            raise
        except RunError as error:
            self._spend(error.attempts, error.cost_usd)
            error.attempts, error.cost_usd = tuple(self.attempts), self._cost()
            raise
        self._spend(reply.attempts, reply.cost_usd)
        if not reply.review.usable:
            told = "; ".join(problem.message for problem in reply.review.problems)
            raise InvalidReply("invalid_reply", f"nothing can be used: {told}")
        if reply.incident is not None:
            told = f"{part}: {reply.incident}"
            self._find("reask_failed", "warning", ATTEMPTS, told)
        self.engine = self.engine or reply.engine
        return reply

    def _lose(self, window: Window, error: ArticleError) -> None:
        """Note a lost window; raise when the article cannot go on without it."""
        self.error = error
        if isinstance(error, ModelUnavailable):
            self.unanswered += 1
            if self.engine is None or self.unanswered >= UNANSWERED:
                raise self._whole(error)
        else:
            self.unanswered = 0
        self._note("window_lost", "error", window, f"it was not read: {error}")

    def _note(
        self, code: str, severity: Severity, window: Window, message: str
    ) -> None:
        told = f"{_sentences(window)}: {message}"
        self._find(code, severity, f"/article/sentences/{window.fresh - 1}", told)

    def _find(self, code: str, severity: Severity, where: str, message: str) -> None:
        self.findings.append(
            Finding(code=code, severity=severity, where=where, message=message)
        )

    def _spend(self, attempts: tuple[Any, ...], cost: float | None) -> None:
        self.attempts += attempts
        self.costs.append(cost if attempts or cost is not None else 0.0)

    def _cost(self) -> float | None:
        known = [cost for cost in self.costs if cost is not None]
        return sum(known) if len(known) == len(self.costs) else None

    def _whole(self, error: ArticleError) -> ArticleError:
        """Return the error with what the whole article has cost."""
        return type(error)(
            error.reason,
            str(error),
            attempts=tuple(self.attempts),
            cost_usd=self._cost(),
        )


def _sentences(window: Window) -> str:
    return f"sentences {window.fresh} to {window.last}"


def _places(
    name: str, count: int, origin: Mapping[Pointer, Pointer]
) -> tuple[int, ...]:
    """Return where the items of a list stood before others were dropped."""
    return tuple(int(origin.get((name, n), (name, n))[1]) for n in range(count))
