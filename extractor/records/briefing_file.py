"""The briefing file, `extractor/briefing.v1`: article, briefing and proof together."""

from functools import cache
from typing import Any, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from extractor.records.article import Article
from extractor.records.findings import Dropped, Finding

FORMAT: Final = "extractor/briefing.v1"
FAILURES: Final = "failed.jsonl"  # a folder's list of what became no briefing
T = TypeVar("T", bound=BaseModel)


class Tokens(BaseModel):
    """Tokens as the server counted them."""

    model_config = ConfigDict(frozen=True)

    prompt: int = 0
    completion: int = 0
    cached: int = Field(
        default=0, description="Share of prompt that came from a cache."
    )

    def __add__(self, other: "Tokens") -> "Tokens":
        """Return the sum."""
        return Tokens(
            prompt=self.prompt + other.prompt,
            completion=self.completion + other.completion,
            cached=self.cached + other.cached,
        )


class Attempt(BaseModel):
    """One request and what became of it."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["first", "reask", "transport", "room"] = Field(
        description="Why it was sent: first, after problems, after a transport fault, "
        "with more room after a truncated answer."
    )
    status: str = Field(
        description="ok, invalid, truncated, refused, http_<status>, reset or timeout.",
        pattern=r"^(ok|invalid|truncated|refused|http_\d{3}|reset|timeout)$",
    )
    problems: tuple[str, ...] = Field(
        default=(), description="What the model was told was wrong."
    )
    tokens: Tokens = Tokens()


class Engine(BaseModel):
    """What answered."""

    model_config = ConfigDict(frozen=True, extra="allow")

    kind: Literal["llm", "offline"]
    model: str | None = Field(description="The model asked for; null for offline.")
    returned_model: str | None = Field(
        default=None, description="The model that the server says it used."
    )
    parameters: dict[str, Any] = Field(default_factory=dict)


class Usage(Tokens):
    """Tokens of all attempts, and their number."""

    requests: int = 0


class Run(BaseModel):
    """The only part in which two replays of one recording differ."""

    model_config = ConfigDict(frozen=True)

    started_at: str = Field(description="ISO 8601, UTC.")
    seconds: float = Field(description="From the first request to the file.")


class Provenance(BaseModel):
    """How the briefing came to be."""

    model_config = ConfigDict(frozen=True)

    extractor: str = Field(description="Version of this package.")
    recipe: str
    prompt_sha256: str = Field(description="sha256 of system.md and user.md.")
    schema_sha256: str = Field(description="sha256 of the recipe's schema files.")
    fingerprint: str = Field(description="sha256 of both.")
    engine: Engine
    attempts: tuple[Attempt, ...] = ()
    usage: Usage = Usage()
    cost_usd: float | None = Field(
        default=None, description="US dollars for all attempts; null if unknown."
    )
    references_sha256: str | None = Field(
        default=None,
        description="sha256 of every id and reference in the briefing, in order, so "
        "that one that was changed to another valid one is found.",
    )
    run: Run


class BriefingFile(BaseModel, Generic[T]):
    """One article, what was published of it, and how."""

    model_config = ConfigDict(frozen=True)

    format: Literal["extractor/briefing.v1"] = FORMAT
    article: Article
    briefing: T
    findings: tuple[Finding, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    provenance: Provenance


@cache
def file_model(published: Any) -> type[BriefingFile[Any]]:
    """Return the class of a recipe's briefing files, made once."""
    return BriefingFile[published]
