"""What is known about an article beside its text. Known or None, never guessed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from extractor.errors import SettingsError
from extractor.records.article import Sentence
from extractor.sources.bylines import authors
from extractor.sources.dates import iso_date, published_on
from extractor.sources.normalising import normalise
from extractor.sources.trailers import Origin, trailer_origin

_HEADING_MARK = re.compile(r"#{1,6}\s+|\s+#+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Facts about an article, as `Article` keeps them. None or empty: not known."""

    title: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """Return these facts, and the other's where one is not known here."""
        names = (field.name for field in fields(self))
        return replace(
            other, **{name: value for name in names if (value := getattr(self, name))}
        )
