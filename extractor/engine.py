"""One article: render, ask, review, and the briefing file or why there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from extractor.errors import ArticleError, InvalidReply
from extractor.records.article import Article
from extractor.records.briefing_file import (
    Attempt,
    BriefingFile,
    Provenance,
    Run,
    Tokens,
    Usage,
    file_model,
)
from extractor.records.briefing_file import Engine as EngineRecord
from extractor.records.findings import Finding
from extractor.records.outcome import (
    Answerer,
    Conclusion,
    Done,
    Failed,
    Outcome,
    Prompt,
    Recipe,
    Reply,
    Request,
    SecondReader,
)
from extractor.records.references import references_sha256
from extractor.records.spans import ranges
from extractor.rendering import ANSWER_LANGUAGE, render, system_message
from extractor.review import Reviewer, Unusable
from extractor.windows import Questions, Read, Size, fits, read_in_windows

T = TypeVar("T", bound=BaseModel)
REMOVED = "removed_characters"


@dataclass(frozen=True, kw_only=True)
class Engine(Generic[T]):
    """What turns one article into an outcome.

    Attributes:
        recipe: What is asked for.
        answerer: What answers.
        second_reader: Reads beside the answerer, when given.
        describes_fields: Whether the system message tells the fields' meanings, for
            servers that do not show the schema to the model.
        answer_language: What the answer is to be written in, by its name.
        window: What one request may ask about; a longer article is read in windows.
            None asks about any article whole.
        now: The clock, in UTC.
        version: Of this package, for provenance.
    """

    recipe: Recipe[T]
    answerer: Answerer
    second_reader: SecondReader | None = None
    describes_fields: bool = False
    answer_language: str = ANSWER_LANGUAGE
    window: Size | None = None
    now: Callable[[], datetime]
    version: str

    def prompt(self, article: Article) -> Prompt:
        """Return the messages that ask about an article."""
        return render(
            article,
            system=self.system,
            user=self.recipe.user,
            answer_language=self.answer_language,
        )

    @cached_property
    def system(self) -> str:
        """The system message, the same for every article."""
        return system_message(self.recipe, describes_fields=self.describes_fields)

    async def extract(self, article: Article, source: str) -> Outcome[T]:
        """Return Done with the briefing file, or Failed with the reason.

        Raises:
            RunError: Nothing can go on, for no article.
        """
        started = self.now()
        reviewer = Reviewer(
            recipe=self.recipe, article=article, softened=self.answerer.softened
        )
        try:
            read = await self._read(reviewer)
            conclusion = _conclusion(reviewer, read)
        except ArticleError as error:
            return failed(source, error)
        file = self._file(article, read, conclusion=conclusion, started=started)
        return Done(source=source, file=file)

    async def _read(self, reviewer: Reviewer[T]) -> Read:
        """Return the reply about an article: to one request, or to many."""
        article = reviewer.article
        if self.window is not None and not fits(article, self.window):
            questions = Questions(
                reviewer=reviewer,
                size=self.window,
                describes_fields=self.describes_fields,
                answer_language=self.answer_language,
            )
            return await read_in_windows(questions, self.answerer.answer)
        request = Request(
            article=article,
            recipe=self.recipe,
            prompt=self.prompt(article),
            review=reviewer.review,
        )
        reply = await self.answerer.answer(request)
        return Read(reply=reply, findings=tuple(_incident_findings(reply)))

    def _file(
        self,
        article: Article,
        read: Read,
        *,
        conclusion: Conclusion[T],
        started: datetime,
    ) -> BriefingFile[T]:
        findings = (
            *reading_findings(article),
            *conclusion.findings,
            *read.findings,
            *self._missed(article, conclusion.value),
        )
        return file_model(self.recipe.published)(
            article=article,
            briefing=conclusion.value,
            findings=findings,
            dropped=conclusion.dropped,
            provenance=self._provenance(read.reply, conclusion.value, started=started),
        )

    def _missed(self, article: Article, briefing: T) -> list[Finding]:
        """Return what the second reader found that no evidence covers."""
        if self.second_reader is None:
            return []
        return self.second_reader.missed(article, list(ranges(briefing)))

    def _engine(self, reply: Reply[T]) -> EngineRecord:
        """Return what answered, in which language, and what read beside it."""
        added = {}
        if self.second_reader is not None:
            added["second_reader"] = self.second_reader.name
        if self.answer_language != ANSWER_LANGUAGE:
            added["answer_language"] = self.answer_language
        return EngineRecord(**reply.engine.model_dump(), **added)

    def _provenance(
        self, reply: Reply[T], briefing: T, *, started: datetime
    ) -> Provenance:
        return Provenance(
            extractor=self.version,
            recipe=self.recipe.name,
            prompt_sha256=self.recipe.prompt_sha256,
            schema_sha256=self.recipe.schema_sha256,
            fingerprint=self.recipe.fingerprint,
            engine=self._engine(reply),
            attempts=reply.attempts,
            usage=usage_of(reply.attempts),
            cost_usd=reply.cost_usd,
            references_sha256=references_sha256(briefing.model_dump(mode="json")),
            run=Run(
                started_at=started.isoformat(timespec="seconds"),
                seconds=round((self.now() - started).total_seconds(), 3),
            ),
        )


def _conclusion(reviewer: Reviewer[T], read: Read) -> Conclusion[T]:
    reply = read.reply
    if not reply.review.usable:
        raise _invalid(reply, Unusable(reply.review.problems))
    try:
        return reviewer.conclude(reply.review, doubles=read.doubles)
    except Unusable as unusable:
        raise _invalid(reply, unusable) from None


def _invalid(reply: Reply[Any], unusable: Unusable) -> InvalidReply:
    return InvalidReply(
        "invalid_reply",
        f"nothing of the answer can be used: {unusable}",
        attempts=reply.attempts,
        cost_usd=reply.cost_usd,
    )


def failed(source: str, error: ArticleError) -> Failed:
    """Return the outcome for an article's error."""
    return Failed(
        source=source,
        reason=error.reason,
        message=str(error),
        attempts=error.attempts,
        cost_usd=error.cost_usd,
    )


def usage_of(attempts: tuple[Attempt, ...]) -> Usage:
    """Return the tokens of all attempts together."""
    total = sum((attempt.tokens for attempt in attempts), Tokens())
    return Usage(**total.model_dump(), requests=len(attempts))


def reading_findings(article: Article) -> list[Finding]:
    """Return what reading an article found, as its file will say."""
    return [*_removed_findings(article), *article.notices]


def _removed_findings(article: Article) -> list[Finding]:
    """Return how many characters were taken out, unless reading told where."""
    placed = any(notice.code == REMOVED for notice in article.notices)
    if placed or not article.removed:
        return []
    told = ", ".join(f"{n} {kind}" for kind, n in sorted(article.removed.items()))
    return [
        Finding(
            code=REMOVED,
            severity="warning",
            where="/article/text",
            message=f"characters that cannot be seen were taken out: {told}",
        )
    ]


def _incident_findings(reply: Reply[Any]) -> list[Finding]:
    if reply.incident is None:
        return []
    return [
        Finding(
            code="reask_failed",
            severity="warning",
            where="/provenance/attempts",
            message=reply.incident,
        )
    ]
