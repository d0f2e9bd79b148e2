"""Gold: what people say stands in an article, as rows of a JSONL file."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, Literal

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from extractor.errors import SettingsError
from extractor.schemas.briefing_answer import ActorKind, Certainty, ClaimKind
from extractor.schemas.briefing_published import QuoteType, Voice

FORMAT_PAGE = "docs/evaluation.md says what a row holds"


class GoldSpan(BaseModel):
    """Words of the text: by offsets, or by words that stand there exactly once."""

    model_config = ConfigDict(frozen=True)

    start: int = Field(description="In code points.")
    end: int = Field(description="After the last character.")
    text: str | None = Field(default=None, description="The words themselves.")


class GoldAttribution(BaseModel):
    """Somebody is said to have said something: source, cue and content (PARC 3.0)."""

    model_config = ConfigDict(frozen=True)

    id: str
    content: tuple[GoldSpan, ...] = Field(min_length=1)
    source: tuple[GoldSpan, ...] = Field(default=(), description="Empty: not named.")
    source_entity: str | None = Field(default=None, description="Id of an entity.")
    quote_type: QuoteType | None = Field(
        default=None,
        validation_alias=AliasChoices("quote_type", "quote_type_derived"),
        description="Computed from the quote marks when left out.",
    )


class GoldEntity(BaseModel):
    """Somebody or something, with every mention (GUM)."""

    model_config = ConfigDict(frozen=True)

    id: str
    type: str = Field(description="person and organization are scored.")
    wikipedia: str | None = None
    mentions: tuple[GoldSpan, ...] = Field(min_length=1)


class _Own(BaseModel):
    """Rows in words of the briefing's own; an unknown key is a slip of the pen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldActor(_Own):
    """An actor in the briefing's own words; what is left out is not scored."""

    mentions: tuple[GoldSpan, ...] = Field(min_length=1)
    kind: ActorKind | None = None
    country: str | None = Field(default=None, description="null: it has none.")
    named: bool | None = None


class GoldClaim(_Own):
    """A claim in the briefing's own words; what is left out is not scored."""

    id: str
    content: tuple[GoldSpan, ...] = Field(min_length=1)
    repeats: tuple[tuple[GoldSpan, ...], ...] = Field(
        default=(), description="Other places that say the same; either counts."
    )
    once: bool | None = Field(default=None, description="true: exactly one claim.")
    voice: Voice | None = None
    asserted_by: tuple[str, ...] | None = None
    via: tuple[str, ...] | None = Field(default=None, description="Outermost first.")
    kind: ClaimKind | None = None
    certainty: Certainty | None = None
    polarity: Literal["positive", "negative"] | None = None
    quote_type: QuoteType | None = None
    disputes: tuple[str, ...] | None = Field(default=None, description="Gold ids.")
    stated: bool | None = Field(
        default=None,
        description="Whether it is an implication that the article states.",
    )


class Gold(BaseModel):
    """What a row holds besides its text; other keys are left alone."""

    model_config = ConfigDict(frozen=True)

    attributions: tuple[GoldAttribution, ...] = ()
    entities: tuple[GoldEntity, ...] = ()
    actors: tuple[GoldActor, ...] = ()
    claims: tuple[GoldClaim, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _no_slip_of_the_pen(cls, given: Any) -> Any:
        for key in given if isinstance(given, dict) else ():
            meant = get_close_matches(str(key), cls.model_fields, n=1, cutoff=0.8)
            if meant and key not in cls.model_fields:
                message = f"expected {meant[0]!r}, found {key!r}"
                raise ValueError(message)
        return given

    @model_validator(mode="after")
    def _whole(self) -> "Gold":
        if not self.model_fields_set:
            message = "expected attributions, entities, actors or claims, found none"
            raise ValueError(message)
        for fault in (*self._doubled(), *self._unknown()):
            raise ValueError(fault)
        return self

    def _doubled(self) -> Iterator[str]:
        for name in ("attributions", "entities", "claims"):
            ids = Counter(each.id for each in getattr(self, name))
            for doubled in (i for i, times in ids.items() if times > 1):
                yield f"{name}: expected an id for each, found {doubled!r} twice"

    def _unknown(self) -> Iterator[str]:
        entities = {entity.id for entity in self.entities}
        claims = {claim.id for claim in self.claims}
        for attribution in self.attributions:
            named = attribution.source_entity
            if named is not None and named not in entities:
                yield f"expected the id of an entity in source_entity, found {named!r}"
        for claim in self.claims:
            for disputed in set(claim.disputes or ()) - claims:
                yield f"expected the id of a claim in disputes, found {disputed!r}"


class GoldRow(BaseModel):
    """One article and its gold.

    Attributes:
        id: Its name in tables and results.
        text: The article, exactly as reading it leaves it.
        gold: What stands in it.
        partial: Whether some of what stands there may be missing, so that what is not
            gold may be right all the same.
        topic: What an own case is about.
        reason: Why its gold is as it is.
    """

    model_config = ConfigDict(frozen=True)

    id: str = Field(min_length=1)
    text: str = Field(min_length=1)
    gold: Gold
    partial: bool = False
    topic: str | None = None
    reason: str | None = None


def read_gold(lines: Iterable[str], *, name: str) -> list[GoldRow]:
    """Return the rows of a gold file; empty lines are left out.

    Args:
        lines: One JSON object each.
        name: What the file is called, for messages.

    Raises:
        SettingsError: No row, the same id twice, or a row that does not fit.
    """
    rows = [
        _row(line, f"{name}:{n}") for n, line in enumerate(lines, 1) if line.strip()
    ]
    if not rows:
        message = f"{name}: expected a row on each line, found none; {FORMAT_PAGE}"
        raise SettingsError(message)
    require_own_ids(rows, name)
    return rows


def require_own_ids(rows: list[GoldRow], name: str) -> None:
    """Do nothing if every row has an id and a text of its own.

    Raises:
        SettingsError: Two share one.
    """
    for what in ("id", "text"):
        seen: dict[str, GoldRow] = {}
        for row in rows:
            if seen.setdefault(getattr(row, what), row) is not row:
                message = (
                    f"{name}: two rows have the same {what} ({row.id!r}): every row "
                    f"needs its own; remove one"
                )
                raise SettingsError(message)


def _row(line: str, place: str) -> GoldRow:
    try:
        return GoldRow.model_validate(_placed(_parsed(line)))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = "/".join(map(str, first["loc"])) or "the row"
        told = f"{where}: {first['msg']}"
    except ValueError as error:
        told = str(error)
    raise SettingsError(f"{place}: {told}; {FORMAT_PAGE}")


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"expected a JSON object, found none: {error}"
        raise ValueError(message) from None


def _placed(given: Any) -> Any:
    """Return a row of which every span has its offsets; its words are checked."""
    if isinstance(given, dict) and isinstance(given.get("text"), str):
        return {**given, "gold": _with_offsets(given.get("gold"), given["text"], ())}
    return given


def _with_offsets(value: Any, text: str, where: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [_with_offsets(v, text, (*where, str(n))) for n, v in enumerate(value)]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"text"} or value.keys() >= {"start", "end"}:
        return _span(value, text, "/".join(("gold", *where)))
    return {k: _with_offsets(v, text, (*where, k)) for k, v in value.items()}


def _span(value: dict[str, Any], text: str, where: str) -> dict[str, Any]:
    """Return a span with its offsets; raise ValueError when it does not stand there."""
    start, end, words = value.get("start"), value.get("end"), value.get("text")
    if start is None and end is None and isinstance(words, str):
        if text.count(words) != 1 or not words:
            message = f"{where}: {words!r} stands {text.count(words)} times: give start"
            raise ValueError(message)
        start = text.index(words)
        return {"start": start, "end": start + len(words), "text": words}
    if not _is_range(start, end, len(text)):
        message = f"{where}: {start!r} to {end!r} is no range of the text's characters"
        raise ValueError(message)
    if words is not None and text[start:end] != words:
        message = f"{where}: expected {words!r}, the text has {text[start:end]!r} there"
        raise ValueError(message)
    return value


def _is_range(start: Any, end: Any, length: int) -> bool:
    numbers = isinstance(start, int) and isinstance(end, int)
    return numbers and 0 <= start < end <= length
