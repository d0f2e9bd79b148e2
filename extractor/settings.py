"""Settings: flag, then environment, then extractor.toml, then default. Read once."""

import json
import re
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings import SettingsError as UnreadableVariable

from extractor.errors import SettingsError
from extractor.setting_faults import told, told_unknown, told_variable

EngineChoice = Literal["auto", "llm", "offline"]
Mode = Literal["json_schema", "tools", "json", "md_json"]
FILE = "extractor.toml"
KEYS = ("EXTRACTOR_API_KEY", "OPENAI_API_KEY")
KEY_FIELDS = frozenset({"api_key", "openai_api_key"})
CODES = (2, 3)  # letters
_LANGUAGE = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ()'-]){0,38}[^\W\d_)]?")


class Settings(BaseSettings):
    """Everything that may be set. Keys come from the environment only."""

    model_config = SettingsConfigDict(
        env_prefix="EXTRACTOR_",
        toml_file=FILE,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        env_ignore_empty=True,
    )

    engine: EngineChoice = Field(
        default="auto",
        description="auto: a model when one is configured, else offline.",
    )
    model: str | None = Field(default=None, description="Name that the server knows.")
    base_url: str | None = Field(
        default=None, description="Of an OpenAI-compatible server; null: OpenAI."
    )
    api_key: SecretStr | None = Field(
        default=None,
        validation_alias="EXTRACTOR_API_KEY",
        description="From the environment only; a custom base_url needs none.",
    )
    openai_api_key: SecretStr | None = Field(
        default=None,
        validation_alias="OPENAI_API_KEY",
        description="Likewise; for OpenAI alone, when there is no other.",
    )
    mode: Mode = Field(
        default="json_schema", description="How the server is asked for JSON."
    )
    timeout: float = Field(default=120.0, gt=0, description="Seconds for one request.")
    at_once: int = Field(default=8, ge=1, description="Articles in flight.")
    max_in_flight: int | None = Field(
        default=None,
        ge=1,
        description="Requests in flight; null: at_once. While the server is busy there "
        "are fewer.",
    )
    rpm: int | None = Field(
        default=None, ge=1, description="Requests in any 60 seconds, of the whole run."
    )
    tpm: int | None = Field(
        default=None,
        ge=1,
        description="Tokens in any 60 seconds, sent and answered; estimated before a "
        "request, then as the server counts them.",
    )
    max_cost: float | None = Field(
        default=None,
        gt=0,
        description="US dollars that an output may cost, all its runs together; a run "
        "into no folder or JSONL file counts alone. No request is sent that is thought "
        "to pass it; the run ends when those in flight are finished.",
    )
    price_in: float | None = Field(
        default=None,
        ge=0,
        description="US dollars for a million tokens sent, in place of the price list; "
        "together with price_out.",
    )
    price_out: float | None = Field(
        default=None, ge=0, description="US dollars for a million tokens answered."
    )
    shard_requests: int = Field(
        default=50_000,
        ge=1,
        description="Requests in one batch, at most; OpenAI takes no more than this.",
    )
    shard_bytes: int = Field(
        default=200_000_000,
        ge=1,
        description="Bytes of one batch's file, at most; OpenAI takes no more.",
    )
    enqueued_tokens: int | None = Field(
        default=None,
        ge=1,
        description="Tokens that may wait at the provider in batches, estimated; your "
        "account there says how many for each model. null: no limit.",
    )
    backend: Literal["local", "ray"] = Field(
        default="local",
        description="Where articles are worked on: in this process, or in many with "
        "Ray, on many machines if there are.",
    )
    ray_address: str | None = Field(
        default=None,
        description="Of a Ray cluster that this machine is part of, as auto or "
        "head:6379; null: Ray is started on this machine and ends with the run.",
    )
    ray_workers: int | None = Field(
        default=None,
        ge=1,
        description="Processes that ask, at_once articles among them; null: one for "
        "each processor of the cluster.",
    )
    recipe: str = Field(default="briefing", description="What is extracted.")
    recipes: Path | None = Field(
        default=None, description="A folder with prompts/ and schemas/ of your own."
    )
    fields_in_prompt: Literal["auto", "always", "never"] = Field(
        default="auto",
        description="Whether the system message tells the fields' meanings. auto: when "
        "base_url is set, because many servers show the schema to no model.",
    )
    room_parameter: Literal["auto", "max_completion_tokens", "max_tokens"] = Field(
        default="auto",
        description="What the server calls the limit of an answer. auto: max_tokens "
        "when base_url is set.",
    )
    second_reader: bool = Field(
        default=False,
        description="Whether the offline engine reads beside a model: attributed "
        "passages that no claim covers become findings.",
    )
    answer_language: str = Field(
        default="English",
        description="What a model writes in: a name, or a code as in ISO 639. What it "
        "copies stays in the article's language.",
    )
    window_sentences: int = Field(
        default=100,
        ge=1,
        description="Sentences that one request asks a model about. A longer article "
        "is read in windows of so many: many models answer with 16,384 tokens at most, "
        "and recorded answers take 160 a sentence.",
    )
    window_tokens: int = Field(
        default=4_000,
        ge=1,
        description="Likewise, tokens of text, estimated: recorded answers take 0.9 "
        "tokens a character.",
    )
    window_overlap: int = Field(
        default=5,
        ge=0,
        description="Sentences of the window before that are shown again.",
    )
    closing_tokens: int = Field(
        default=60_000,
        ge=1,
        description="Tokens of actors and claims that the request which closes a long "
        "article is told, estimated: half of what most large models take. If there are "
        "more, their lines are cut.",
    )
    allow_private: bool = Field(
        default=False,
        description="Whether pages are fetched from this machine and its own network "
        "as well, and not from public addresses only.",
    )
    fetch_timeout: float = Field(
        default=30.0,
        gt=0,
        description="Seconds for one page, redirects and every byte included.",
    )
    fetch_max_mb: float = Field(
        default=20.0, gt=0, description="Megabytes of one page, packed and unpacked."
    )
    cache: Path | None = Field(
        default=None,
        description="A folder where fetched pages are kept, to be asked about instead "
        "of fetched again; null: none are kept.",
    )
    follow_links: bool = Field(
        default=True,
        description="Whether the link of a feed's item is followed when the feed holds "
        "the beginning of its article alone.",
    )
    parameters: dict[str, Any] = Field(
        default_factory=dict, description="Passed through: temperature, seed ..."
    )

    @field_validator("answer_language")
    @classmethod
    def _language_named(cls, given: str) -> str:
        """Return the language's name; raise ValueError for what can be none."""
        if not _LANGUAGE.fullmatch(given):
            message = "expected the name of a language, or its code as in ISO 639"
            raise ValueError(message)
        return language_name(given) if len(given) <= max(CODES) else given

    def key(self, *, of_openai: bool) -> str | None:
        """Return the key for a server. One meant for OpenAI goes to nobody else."""
        key = self.api_key or (self.openai_api_key if of_openai else None)
        return key.get_secret_value() if key else None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return where settings come from, the strongest first."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, _File(settings_cls)


class _File(TomlConfigSettingsSource):
    """What extractor.toml says; it may hold no key."""

    def __call__(self) -> dict[str, Any]:
        """Return the settings; raise SettingsError for a key."""
        given = super().__call__()
        for name in KEYS:
            if name in given:
                raise SettingsError(told_unknown(name, setting_names()))
        return given


def setting_names() -> list[str]:
    """Return the names of everything that may be set, keys aside."""
    return [name for name in Settings.model_fields if name not in KEY_FIELDS]


def language_name(code: str) -> str:
    """Return the English name of a language.

    Raises:
        ValueError: ISO 639 has no such code of two or three letters.
    """
    import pycountry

    known = None
    if len(code) in CODES:
        known = pycountry.languages.get(**{f"alpha_{len(code)}": code.lower()})
    if known is None:
        message = f"expected a language, found {code!r}, which no ISO 639 list has"
        raise ValueError(message)
    return str(known.name)


def load_settings(**flags: Any) -> Settings:
    """Return the settings; flags that are None are not set.

    Raises:
        SettingsError: A value does not fit, or cannot be read.
    """
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError(told(error, setting_names())) from None
    except UnreadableVariable as error:
        raise SettingsError(told_variable(error)) from None
    except OSError as error:
        message = f"{FILE} cannot be read: {error.strerror or error}; mend or remove it"
        raise SettingsError(message) from None
    except ValueError as error:
        message = f"expected TOML in {FILE}, found: {error}"
        raise SettingsError(message) from None


def kept_settings(settings: Settings) -> str:
    """Return settings as JSON that `restored_settings` takes, without the keys."""
    return settings.model_dump_json(exclude=set(KEY_FIELDS))


def restored_settings(kept: str) -> Settings:
    """Return settings that were kept; keys come from the environment.

    Raises:
        SettingsError: They come from another version, and do not fit.
    """
    try:
        return Settings(**json.loads(kept))
    except ValidationError as error:
        raise SettingsError(told(error, setting_names())) from None
