"""What is known about an article beside its text. Known or None, never guessed."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypedDict

from extractor.errors import SettingsError
from extractor.records.article import Excluded, Kind, Sentence
from extractor.records.source_names import is_address
from extractor.sources.bylines import authors
from extractor.sources.dates import iso_date, published_on
from extractor.sources.normalising import normalise
from extractor.sources.trailers import Origin, trailer_origin

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BETWEEN_PEOPLE = re.compile(r",? and |, | & |; ?")
_OPENS_BYLINE = re.compile(r"by:? ", re.IGNORECASE)
_HEADING_MARKS = re.compile(r"^#{1,6}\s+|\s+#+$")


class Known(TypedDict, total=False):
    """Facts that a caller may state about an article."""

    title: str | None
    publisher: str | None
    source_url: str | None
    published: str | None
    authors: Sequence[str]
    language: str | None


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
        mine = {name: value for name, value in self.facts().items() if value}
        return replace(other, **mine)

    def facts(self) -> dict[str, Any]:
        """Return the facts by name."""
        return {fact.name: getattr(self, fact.name) for fact in fields(self)}


def stated(known: Known) -> Metadata:
    """Return the facts that a caller states, each as one line.

    Raises:
        SettingsError: `published` is no date, `language` no language tag, or
            `source_url` no web address.
        TypeError: There is no such fact.
    """
    facts: dict[str, Any] = {
        name: tidy(value) for name, value in known.items() if isinstance(value, str)
    }
    facts["published"] = _checked(
        facts.get("published"), iso_date, form="a date of the form 2015-08-21"
    )
    facts["language"] = _checked(
        facts.get("language"), language_tag, form="a language tag of the form en-GB"
    )
    facts["source_url"] = _checked(
        facts.get("source_url"),
        lambda words: words if is_address(words) else None,
        form="an address of the form https://example.org/article",
    )
    people = known.get("authors") or ()
    facts["authors"] = tidy_all([people] if isinstance(people, str) else people)
    return Metadata(**facts)


def found(
    text: str, sentences: Sequence[Sentence], around: Sequence[Excluded] = ()
) -> Metadata:
    """Return what the text itself says, but for the boilerplate around it."""
    foreign = {one.start for one in around}
    sentences = [unit for unit in sentences if unit.start not in foreign]
    bylines = list(_words(text, sentences, kind="byline"))
    trailers = _words(text, sentences, kind="trailer")
    origin = next(
        (known for known in map(trailer_origin, trailers) if any(known)), Origin()
    )
    return Metadata(
        title=_title(text, sentences),
        publisher=origin.publisher,
        source_url=origin.url,
        published=next(filter(None, map(published_on, bylines)), None),
        authors=next(filter(None, map(authors, bylines)), ()),
    )


def tidy(value: str | None) -> str | None:
    """Return the value as one line of plain characters, or None if that is empty."""
    return " ".join(normalise(value or "").text.split()) or None


def language_tag(words: str) -> str | None:
    """Return the words if they have the form of a BCP 47 tag, or None."""
    return words if _LANGUAGE.fullmatch(words) else None


def tidy_all(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values that are not empty, each as one line."""
    return tuple(filter(None, map(tidy, values)))


def people(values: Sequence[str]) -> tuple[str, ...]:
    """Return the names of people; one value may join several, and begin with "By"."""
    names = list(values)
    if len(names) == 1:
        names = _BETWEEN_PEOPLE.split(_OPENS_BYLINE.sub("", names[0].strip(), count=1))
    return tidy_all(names)


def _title(text: str, sentences: Sequence[Sentence]) -> str | None:
    """Return the heading that nothing but bylines stands above, without its marks."""
    for unit in sentences:
        if unit.kind == "heading":
            return tidy(_HEADING_MARKS.sub("", text[unit.start : unit.end]))
        if unit.kind != "byline":
            break
    return None


def _words(text: str, sentences: Sequence[Sentence], *, kind: Kind) -> Iterator[str]:
    return (text[unit.start : unit.end] for unit in sentences if unit.kind == kind)


def _checked(
    words: str | None, read: Callable[[str], str | None], *, form: str
) -> str | None:
    """Return what the words are read as; raise SettingsError if that is nothing."""
    if words is None:
        return None
    value = read(words)
    if value is None:
        message = f"expected {form}, found {words!r}"
        raise SettingsError(message)
    return value
