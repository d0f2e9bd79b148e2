"""The flags that say what is known of articles, and which fields a corpus has."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
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
FIELD = "_field"  # how the parameters of fields end
PARAMETER = "said"


@dataclass(frozen=True, slots=True)
class Said:
    """What the flags say, as it was typed; None: nothing."""

    typed: Mapping[str, str | None]

    def options(self) -> "Options":
        """Return how inputs are to be read.

        Raises:
            SettingsError: A date or a language is none.
        """
        from extractor.sources import Options
        from extractor.sources.corpora.fields import Fields
        from extractor.sources.metadata import stated

        known = cast("Known", {name: self.typed[name] for name in FACTS})
        named = {part: self.typed[part + FIELD] for part in FIELDS}
        return Options(facts=stated(known), fields=Fields(**named))


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
    return facts + [
        _flag(part + FIELD, f"--{part}-field", told, metavar="FIELD")
        for part, told in FIELDS.items()
    ]


def _flag(
    name: str, flag: str, told: str, *, metavar: str | None = None
) -> inspect.Parameter:
    option = typer.Option(flag, help=told, metavar=metavar)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[str | None, option],
    )
