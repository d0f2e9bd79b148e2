"""The flags that say what is known of articles, and how corpora and pages are read."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

if TYPE_CHECKING:
    from extractor.sources import Options
    from extractor.sources.metadata import Known

FACTS = {
    "title": ("--title", "The headline, over what the articles say."),
    "published": ("--date", "When they were published, as 2015-08-21, likewise."),
    "publisher": ("--publisher", "Who published them, likewise."),
    "source_url": ("--source-url", "Where they were published, likewise."),
    "language": ("--language", "Their language, as en or pt-BR, likewise."),
}
FIELDS = {
    "text": "The text of a row of a corpus (default: text, body, content ...).",
    "id": "What names a row (default: id, uuid ...; else its number).",
    "title": "Its headline (default: title, headline).",
    "date": "When it was published (default: date, published ...).",
    "publisher": "Who published it (default: publisher, source ...).",
    "url": "Where it was published (default: url, link ...).",
    "language": "Its language (default: language, lang).",
    "authors": "Who wrote it (default: authors, author ...).",
}
FETCHING: dict[str, tuple[Any, str, str]] = {
    "allow_private": (
        bool | None,
        "--allow-private/--public-only",
        "Fetch from this machine's own network too (default: public addresses only).",
    ),
    "fetch_timeout": (
        float | None,
        "--fetch-timeout",
        "Seconds for one page, all in all (default: 30).",
    ),
    "fetch_max_mb": (
        float | None,
        "--fetch-max-mb",
        "Megabytes of one page, at most (default: 20).",
    ),
    "cache": (
        Path | None,
        "--cache",
        "Keep fetched pages in this folder, and ask whether they still hold.",
    ),
    "follow_links": (
        bool | None,
        "--follow-links/--no-follow-links",
        "Follow a feed's links where it holds no whole article (default: follow).",
    ),
}
FIELD = "_field"  # how the parameters of fields end
PARAMETER = "said"


@dataclass(frozen=True, slots=True)
class Said:
    """What the flags say, as it was typed; None: nothing."""

    typed: Mapping[str, Any]

    def options(self) -> "Options":
        """Return how inputs are to be read.

        Raises:
            SettingsError: A date or a language is none, or a limit is none.
        """
        from extractor.settings import load_settings
        from extractor.sources import Options
        from extractor.sources.corpora.fields import Fields
        from extractor.sources.metadata import stated
        from extractor.wiring import web_of

        known = cast("Known", {name: self.typed[name] for name in FACTS})
        named = {part: self.typed[part + FIELD] for part in FIELDS}
        limits = {name: self.typed[name] for name in FETCHING}
        web = web_of(load_settings(**limits))
        return Options(facts=stated(known), fields=Fields(**named), web=web)


def reading_flags(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with the flags, which it gets as one parameter, `said`."""
    signature = inspect.signature(command)
    own = [p for p in signature.parameters.values() if p.name != PARAMETER]
    flags = _parameters()

    @wraps(command)
    def with_flags(*arguments: Any, **given: Any) -> None:
        typed = {flag.name: given.pop(flag.name) for flag in flags}
        command(*arguments, **given, said=Said(typed))

    parameters = [*own, *flags]
    changed: Any = with_flags
    changed.__signature__ = signature.replace(parameters=parameters)
    changed.__annotations__ = {p.name: p.annotation for p in parameters}
    return with_flags


def _parameters() -> list[inspect.Parameter]:
    facts = [_flag(name, flag, told) for name, (flag, told) in FACTS.items()]
    fields = [
        _flag(part + FIELD, f"--{part}-field", told, metavar="FIELD")
        for part, told in FIELDS.items()
    ]
    fetching = [
        _flag(name, flag, told, kind=kind)
        for name, (kind, flag, told) in FETCHING.items()
    ]
    return [*facts, *fields, *fetching]


def _flag(
    name: str,
    flag: str,
    told: str,
    *,
    metavar: str | None = None,
    kind: Any = str | None,
) -> inspect.Parameter:
    option = typer.Option(flag, help=told, metavar=metavar)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[kind, option],
    )
