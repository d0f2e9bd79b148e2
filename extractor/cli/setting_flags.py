"""The flags that stand for settings, and those of recordings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.cli.choices import Backend, EngineChoice, Mode, Origin
from extractor.cli.flags import OWN_RECIPES, bundled, flag

if TYPE_CHECKING:
    from extractor.settings import Settings
    from extractor.wiring import Tape

SETTINGS: dict[str, tuple[Any, str]] = {
    "engine": (EngineChoice, "auto: a model when one is configured, else offline."),
    "model": (str, "The model's name at the server."),
    "base_url": (str, "An OpenAI-compatible server, as http://localhost:8080/v1."),
    "recipe": (str, "What to extract (default: briefing)."),
    "recipes": (Path, OWN_RECIPES),
    "mode": (Mode, "How the server is asked for JSON."),
    "timeout": (float, "Seconds for one request (default: 120)."),
    "at_once": (int, "Articles in flight (default: 8)."),
    "max_in_flight": (int, "Requests in flight, at most (default: --at-once)."),
    "rpm": (int, "Requests in any 60 seconds, at most."),
    "tpm": (int, "Tokens in any 60 seconds, at most."),
    "max_cost": (
        float,
        "US dollars that the output may cost, with what earlier runs spent.",
    ),
    "price_in": (
        float,
        "US dollars for a million tokens sent, in place of the price list.",
    ),
    "price_out": (float, "US dollars for a million tokens answered, likewise."),
    "answer_language": (str, "What a model writes in (default: English)."),
    "second_reader": (
        bool,
        "The offline engine reads beside the model and lists what it missed.",
    ),
    "backend": (Backend, "local: in this process. ray: in many, on many machines."),
    "ray_address": (str, "A Ray cluster (default: one on this machine, for the run)."),
    "ray_workers": (int, "Ray's processes that ask (default: one a processor)."),
    "shard_requests": (int, "Requests in a batch (default: 50,000)."),
    "shard_bytes": (int, "Bytes of a batch's file (default: 200 MB)."),
    "enqueued_tokens": (int, "Tokens that may wait at the provider at a time."),
}
# What several commands take together, in the order of --help.
ASKED = ("model", "base_url", "recipe", "recipes", "mode")
PRICES = ("price_in", "price_out")
TAPE = (
    flag("record", "Keep every exchange in this folder.", kind=Path),
    flag(
        "replay",
        "Answer from this folder's recordings, without a network.",
        kind=Path,
    ),
    flag(
        "record_origin",
        "What answers, for a recording (default: server).",
        kind=Origin,
    ),
    flag("record_note", "Anything else worth knowing of a recording."),
)
SENDING = (
    "model",
    "base_url",
    "mode",
    "timeout",
    "max_in_flight",
    "rpm",
    "tpm",
    "max_cost",
)
ASKING = (*SENDING, "price_in", "price_out", "answer_language", "second_reader")
IDLE: dict[str, tuple[tuple[str, ...], str]] = {
    "llm": ((), ""),
    "replay": (SENDING, "--replay sends nothing: leave {flags} out"),
    "offline": (
        ASKING,
        "the offline engine asks no model: leave {flags} out, or give --model NAME "
        "without --engine offline",
    ),
    "ray": ((), ""),
    "local": (
        ("ray_address", "ray_workers"),
        "{flags}: only of use with --backend ray",
    ),
}


@dataclass(frozen=True, slots=True)
class Given:
    """What the flags say, as it was typed; None: nothing."""

    typed: Mapping[str, Any]

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags that were given, as they are typed."""
        return _flags(self.typed)

    def settings(self) -> "Settings":
        """Return the settings: these flags, and what else says any.

        Raises:
            SettingsError: A value does not fit, or extractor.toml cannot be read.
        """
        from extractor.settings import load_settings

        return load_settings(**{name: _plain(v) for name, v in self.typed.items()})


@dataclass(frozen=True, slots=True)
class Taped:
    """What the flags of recordings say, as it was typed; None: nothing."""

    typed: Mapping[str, Any]

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags that were given, as they are typed."""
        return _flags(self.typed)

    def tape(self) -> "Tape":
        """Return where exchanges go or come from.

        Raises:
            SettingsError: Something is said of a recording, and none is made.
        """
        from extractor.errors import SettingsError
        from extractor.wiring import Tape

        record = self.typed["record"]
        idle = [name for name in self.flags if name.startswith("--record-")]
        if idle and record is None:
            raise SettingsError(f"expected --record FOLDER with {' and '.join(idle)}")
        return Tape(
            record=record,
            replay=self.typed["replay"],
            origin=_plain(self.typed["record_origin"]) or "server",
            note=self.typed["record_note"] or "",
        )


def settings_in_effect(given: Given, tape: "Tape") -> "Settings":
    """Return the settings of a run in which every flag that was given has an effect.

    Raises:
        SettingsError: One has none, or a value does not fit.
    """
    from extractor.errors import SettingsError
    from extractor.wiring import chosen_engine

    settings = given.settings()
    engine = chosen_engine(settings, tape)
    answers = engine if tape.replay is None else "replay"
    for idle, why in (IDLE[answers], IDLE[settings.backend]):
        if flags := _flags({name: given.typed.get(name) for name in idle}):
            raise SettingsError(why.format(flags=", ".join(flags)))
    return settings


def setting_flags(
    *names: str, **told: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what gives a command these flags, which it gets as `given`.

    Args:
        names: Of settings, in the order of --help.
        told: What --help says of some, where it is not what it says elsewhere.
    """
    flags = [
        flag(name, told.get(name, as_elsewhere), kind=kind)
        for name in names
        for kind, as_elsewhere in (SETTINGS[name],)
    ]

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        return bundled(command, into="given", flags=flags, make=Given)

    return decorate


def tape_flags(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with the flags of recordings, which it gets as `taped`."""
    return bundled(command, into="taped", flags=TAPE, make=Taped)


def _flags(typed: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        "--" + name.replace("_", "-")
        for name, value in typed.items()
        if value is not None
    )


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
