"""What passes between the steps: recipe, prompt, request, reply, outcome."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel

from extractor.records.article import Article
from extractor.records.briefing_file import Attempt, BriefingFile, Engine
from extractor.records.findings import Dropped, Finding
from extractor.records.problems import Pointer, Problem, Publication, Rule

T = TypeVar("T", bound=BaseModel)
T_co = TypeVar("T_co", bound=BaseModel, covariant=True)


@dataclass(frozen=True, kw_only=True)
class Recipe(Generic[T]):
    """A kind of extraction: what is asked, what is published, and by which rules.

    Attributes:
        name: The folder under prompts/ and the module under schemas/.
        system: The stable instructions.
        user: The frame around one article, with string.Template placeholders.
        answer: The model that is asked for.
        strict_schema: Its JSON Schema in the form that strict servers accept.
        published: The model that stands in the file under `briefing`.
        publish: Makes the one from the other; pure.
        rules: Checked on what is published.
        prompt_sha256: sha256 of system.md, user.md and what else the folder brings.
        schema_sha256: sha256 of the schema files.
        fingerprint: sha256 of both.
        parts: How an article is read that is too long for one request; None refuses
            it.
    """

    name: str
    system: str
    user: str
    answer: type[BaseModel]
    strict_schema: Mapping[str, Any]
    published: type[T]
    publish: Callable[[Any, Article], Publication[T]]
    rules: tuple[Rule[T], ...] = ()
    prompt_sha256: str = ""
    schema_sha256: str = ""
    fingerprint: str = ""
    parts: "Parts | None" = None


@dataclass(frozen=True, kw_only=True)
class Parts:
    """How a recipe reads a long article: window by window, then a closing request.

    Attributes:
        window: Asks about one window; its answer holds some lists of the whole.
        closing: Asks, over all that the windows brought, for the rest.
        merge: Names the items that two windows told, each with the one that stays,
            given all items and, by list, the place among the windows of the one that
            told each.
        tell: Says an item in one line.
        known: By list, which of its items a later window is told of, given an item
            and the window's words.
    """

    window: Recipe[Any]
    closing: Recipe[Any]
    merge: Callable[[Any, Mapping[str, Sequence[int]]], Mapping[Pointer, Pointer]]
    tell: Callable[[Any, Article], str]
    known: Mapping[str, Callable[[Any, str], bool]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prompt:
    """The two messages that ask about one article."""

    system: str
    user: str


@dataclass(frozen=True, kw_only=True)
class Conclusion(Generic[T]):
    """What stands at the end of review: everything that holds, and what did not."""

    value: T
    findings: tuple[Finding, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Review(Generic[T]):
    """What review says of one answer.

    Attributes:
        data: The answer as parsed JSON; None when it cannot be used at all.
        problems: Its hard failures; none means that it stands as it is.
        conclusion: What is published of it, when there are no problems.
    """

    data: Any
    problems: tuple[Problem, ...] = ()
    conclusion: Conclusion[T] | None = None

    @property
    def usable(self) -> bool:
        """Whether something of the answer can be published."""
        return self.data is not None


@dataclass(frozen=True, kw_only=True)
class Request(Generic[T]):
    """One question to an answerer.

    Attributes:
        article: The article asked about.
        recipe: What is asked for.
        prompt: The rendered messages.
        review: Judges an answer, given as JSON text or as parsed JSON.
        characters: Of text that the answer is about; None is the whole article.
    """

    article: Article
    recipe: Recipe[T]
    prompt: Prompt
    review: Callable[[Any], Review[T]]
    characters: int | None = None


@dataclass(frozen=True, kw_only=True)
class Reply(Generic[T]):
    """What an answerer brings back.

    Attributes:
        review: The review of the answer that was kept.
        engine: What answered.
        attempts: Every request, in order.
        cost_usd: US dollars for all attempts, or None when the price is unknown.
        incident: Why asking again ended early, when it did and an earlier answer
            was kept.
    """

    review: Review[T]
    engine: Engine
    attempts: tuple[Attempt, ...] = ()
    cost_usd: float | None = None
    incident: str | None = None


class Answerer(Protocol):
    """Anything that answers a request: a model behind a server, or rules.

    Attributes:
        softened: Codes of hard rules that are findings for this answerer.
    """

    softened: frozenset[str]

    async def answer(self, request: Request[T]) -> Reply[T]:
        """Return the reply; raise ArticleError when there is none for this article."""
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...


class SecondReader(Protocol):
    """Rules that read an article beside a model.

    Attributes:
        name: What it is, for provenance.
    """

    name: str

    def missed(
        self, article: Article, covered: Sequence[tuple[int, int]]
    ) -> list[Finding]:
        """Return a finding for each passage it found that no range covers."""
        ...


@dataclass(frozen=True, kw_only=True)
class Done(Generic[T_co]):
    """An article that became a briefing file.

    Attributes:
        source: Where the article came from, as the user named it.
        file: The briefing file.
    """

    source: str
    file: BriefingFile[Any] = field(repr=False)

    @property
    def value(self) -> T_co:
        """What was published: the recipe's own class."""
        value: T_co = self.file.briefing
        return value


@dataclass(frozen=True, kw_only=True)
class Failed:
    """An article that did not become a briefing file.

    Attributes:
        source: Where the article came from, as the user named it.
        reason: One word for machines.
        message: What was expected, what was found, what to do.
        attempts: Every request sent for it.
        cost_usd: US dollars for them, or None when the price is unknown.
    """

    source: str
    reason: str
    message: str
    attempts: tuple[Attempt, ...] = ()
    cost_usd: float | None = None


Outcome = Done[T_co] | Failed
