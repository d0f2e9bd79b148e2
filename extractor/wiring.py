"""From settings to an engine that is ready: recipe, answerer, recorder, clock."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel

from extractor.engine import Engine
from extractor.errors import SettingsError
from extractor.records.outcome import Answerer, Recipe, SecondReader
from extractor.settings import Settings
from extractor.sources import FetchLimits, Web
from extractor.version import package_version
from extractor.windows import Size

if TYPE_CHECKING:
    from extractor.answerers.llm import RetryPolicy
    from extractor.answerers.llm.pacing import Pacing

T = TypeVar("T", bound=BaseModel)
Origin = Literal["server", "desk", "authored"]
WAYS_TO_A_MODEL = (
    "no model is configured. Name one with --model NAME (and --base-url URL for a "
    "server of your own), set EXTRACTOR_MODEL and EXTRACTOR_BASE_URL in the "
    "environment, or write model and base_url into extractor.toml. A key, if the "
    "server wants one, comes from EXTRACTOR_API_KEY; for OpenAI, OPENAI_API_KEY will do"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tape:
    """Where exchanges are recorded to or replayed from, if anywhere.

    Attributes:
        record: The folder that keeps them.
        replay: The folder that they come from.
        origin: What answered, for a recording.
        note: Anything else worth knowing of a recording.
    """

    record: Path | None = None
    replay: Path | None = None
    origin: Origin = "server"
    note: str = ""


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)  # noqa: TID251 - the clock that everything else is passed


def chosen_engine(settings: Settings, tape: Tape) -> Literal["llm", "offline"]:
    """Return which engine answers.

    Raises:
        SettingsError: The settings contradict each other, or name no model.
    """
    if tape.replay is not None:
        _require_plain_replay(settings, tape)
        return "llm"
    if settings.engine == "offline" and tape.record is not None:
        message = "the offline engine sends nothing that --record could keep"
        raise SettingsError(message)
    chosen = settings.engine
    if chosen == "auto":
        chosen = "llm" if settings.model or tape.record is not None else "offline"
    if chosen == "llm" and not settings.model:
        raise SettingsError(WAYS_TO_A_MODEL)
    return chosen


def _require_plain_replay(settings: Settings, tape: Tape) -> None:
    if tape.record is not None:
        message = "--record and --replay exclude each other; give one of them"
        raise SettingsError(message)
    if settings.engine == "offline":
        message = "--replay plays a model's answers; leave --engine offline out"
        raise SettingsError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How a model is asked, beside what the settings say.

    Attributes:
        spent_usd: What of max_cost is spent already.
        policy: How often it is asked again; None is as always.
        pacing: Says when requests may be sent, where other processes send some too;
            None: one that serves this engine alone.
    """

    spent_usd: float = 0.0
    policy: "RetryPolicy | None" = None
    pacing: "Pacing | None" = None


AS_ALWAYS = Asking()


def open_engine(
    settings: Settings,
    recipe: Recipe[T],
    *,
    tape: Tape,
    asking: Asking = AS_ALWAYS,
) -> Engine[T]:
    """Return an engine that is ready to extract; close its answerer when done.

    Args:
        settings: Say what answers, and how.
        recipe: What is extracted.
        tape: Where exchanges go or come from.
        asking: How a model is asked.

    Raises:
        SettingsError: The settings do not fit together.
    """
    describes = False
    window: Size | None = window_of(settings)
    if chosen_engine(settings, tape) == "offline":
        answerer: Answerer = _offline_answerer()
        window = None  # it needs the whole, and has no limit of its own
    elif tape.replay is not None:
        answerer, describes = _replaying(tape.replay, settings)
    else:
        describes = describes_fields(settings)
        answerer = _asking(settings, tape, describes=describes, asking=asking)
    return Engine(
        recipe=recipe,
        answerer=answerer,
        second_reader=_second_reader(settings, tape),
        describes_fields=describes,
        answer_language=settings.answer_language,
        window=window,
        now=utc_now,
        version=package_version(),
    )


def asked_with(settings: Settings, tape: Tape) -> dict[str, Any]:
    """Return what an answer depends on besides recipe and article, as JSON.

    The server's address is not among it: a model may move.
    """
    if chosen_engine(settings, tape) == "offline":
        return {"engine": "offline", "version": package_version()}
    model, parameters = settings.model, dict(settings.parameters)
    mode: str = settings.mode
    if tape.replay is not None:
        from extractor.answerers.llm import read_meta

        meta = read_meta(tape.replay)
        model, parameters = meta.model, dict(meta.parameters)
        mode = "replay"
    asked = {
        "engine": "llm",
        "model": model,
        "mode": mode,
        "parameters": parameters,
        "second_reader": settings.second_reader,
    }
    if (window := window_of(settings)) != Size():
        asked["window"] = asdict(window)
    return asked


def window_of(settings: Settings) -> Size:
    """Return what one request asks a model about."""
    return Size(
        sentences=settings.window_sentences,
        tokens=settings.window_tokens,
        overlap=settings.window_overlap,
        closing_tokens=settings.closing_tokens,
    )


def _second_reader(settings: Settings, tape: Tape) -> SecondReader | None:
    """Return the second reader, when it is wanted and not the first one already."""
    if not settings.second_reader or chosen_engine(settings, tape) == "offline":
        return None
    from extractor.answerers.offline import OfflineSecondReader

    return OfflineSecondReader()


def web_of(settings: Settings) -> Web:
    """Return what fetches pages and feeds, within the limits that are set."""
    limits = FetchLimits(
        seconds=settings.fetch_timeout,
        megabytes=settings.fetch_max_mb,
        allow_private=settings.allow_private,
        cache=settings.cache,
        follow=settings.follow_links,
    )
    return Web(limits)


def describes_fields(settings: Settings) -> bool:
    """Tell whether the system message says what the fields mean."""
    if settings.fields_in_prompt == "auto":
        return settings.base_url is not None and settings.mode == "json_schema"
    return settings.fields_in_prompt == "always"


def _offline_answerer() -> Answerer:
    from extractor.answerers.offline import OfflineAnswerer

    return OfflineAnswerer()


def _replaying(folder: Path, settings: Settings) -> tuple[Answerer, bool]:
    from extractor.answerers.llm import read_meta, replay

    described = read_meta(folder).parameters.get("fields_in_prompt", False)
    prices = {"price_in": settings.price_in, "price_out": settings.price_out}
    return replay(folder, **prices), bool(described)


def _asking(
    settings: Settings, tape: Tape, *, describes: bool, asking: Asking
) -> Answerer:
    from extractor.answerers.llm import (
        LlmAnswerer,
        Pacer,
        open_recording,
        recorded_parameters,
    )

    endpoint = endpoint_of(settings)
    recorder = None
    if tape.record is not None:
        recorder = open_recording(
            tape.record,
            origin=tape.origin,
            model=endpoint.model,
            parameters=recorded_parameters(endpoint, fields_in_prompt=describes),
            note=tape.note,
        )
    pacing = asking.pacing or Pacer(limits_of(settings, spent_usd=asking.spent_usd))
    return LlmAnswerer(endpoint, recorder=recorder, policy=asking.policy, pacing=pacing)


def limits_of(settings: Settings, *, spent_usd: float = 0.0) -> Any:
    """Return what all requests of a run together may use."""
    from extractor.answerers.llm import Limits

    return Limits(
        rpm=settings.rpm,
        tpm=settings.tpm,
        in_flight=settings.max_in_flight or settings.at_once,
        max_cost=settings.max_cost,
        spent=spent_usd,
    )


def endpoint_of(settings: Settings) -> Any:
    """Return the endpoint that the settings describe.

    Raises:
        SettingsError: They name no model, or a value that no server could use.
    """
    from extractor.answerers.llm import Endpoint

    if not settings.model:
        raise SettingsError(WAYS_TO_A_MODEL)
    endpoint = Endpoint(
        model=settings.model,
        base_url=settings.base_url,
        mode=settings.mode,
        timeout_s=settings.timeout,
        parameters=settings.parameters,
        room_parameter=settings.room_parameter,
        price_in=settings.price_in,
        price_out=settings.price_out,
    )
    return replace(endpoint, api_key=settings.key(of_openai=endpoint.is_openai))
