"""The flags that say what is known of articles, and how corpora and pages are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from extractor.cli.flags import bundled, flag

if TYPE_CHECKING:
    from extractor.sources import Options
    from extractor.sources.metadata import Known

FACTS = (
    flag("title", "The headline, over what the articles say."),
    flag(
        "published",
        "When they were published, as 2015-08-21, likewise.",
        typed="--date",
    ),
    flag("publisher", "Who published them, likewise."),
    flag("source_url", "Where they were published, likewise."),
    flag("language", "Their language, as en or pt-BR, likewise."),
)
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
FETCHING = (
    flag(
        "allow_private",
        "Fetch from this machine's own network too (default: public addresses only).",
        kind=bool,
        typed="--allow-private/--public-only",
    ),
    flag(
        "fetch_timeout",
        "Seconds for one page, all in all (default: 30).",
        kind=float,
    ),
    flag("fetch_max_mb", "Megabytes of one page, at most (default: 20).", kind=float),
    flag(
        "cache",
        "Keep fetched pages in this folder, and ask whether they still hold.",
        kind=Path,
    ),
    flag(
        "follow_links",
        "Follow a feed's links where it holds no whole article (default: follow).",
        kind=bool,
        typed="--follow-links/--no-follow-links",
    ),
)
FIELD = "_field"  # how the parameters of fields end


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

        known = cast("Known", {fact.name: self.typed[fact.name] for fact in FACTS})
        named = {part: self.typed[part + FIELD] for part in FIELDS}
        limits = {limit.name: self.typed[limit.name] for limit in FETCHING}
        web = web_of(load_settings(**limits))
        return Options(facts=stated(known), fields=Fields(**named), web=web)


def reading_flags(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with the flags, which it gets as one parameter, `said`."""
    fields = [
        flag(part + FIELD, told, metavar="FIELD") for part, told in FIELDS.items()
    ]
    return bundled(command, into="said", flags=(*FACTS, *fields, *FETCHING), make=Said)
