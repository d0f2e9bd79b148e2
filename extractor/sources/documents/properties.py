"""What a document's properties say, where that can be believed.

Programs fill properties by themselves: a title that is the file's name, an author that
is an account, a date of the last export. Only what reads as a title or as people's
names is taken, and dates only where they are dates of publication by definition.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from extractor.sources.dates import iso_date
from extractor.sources.metadata import Metadata, language_tag, people, tidy

if TYPE_CHECKING:
    from pypdf import PdfReader

SHORTEST_TITLE, LONGEST_TITLE = 8, 300
_NO_TITLE = re.compile(
    r"(?:untitled|microsoft word|document\d*|powerpoint|normal|layout|page \d)\b"
    r"|.*\.(?:docx?|dotx?|indd|odt|pdf|pptx?|qxd|rtf|tex|txt|html?|xlsx?)$|\S*$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"[\d@_\\/<>]|\b(?:admin|administrator|anonymous|author|microsoft|office|owner"
    r"|python|root|unknown|user|word)\b",
    re.IGNORECASE,
)
_PUBLICATION_DATES = (
    "{http://prismstandard.org/namespaces/basic/2.0/}publicationDate",
    "{http://prismstandard.org/namespaces/basic/2.0/}coverDate",
)


def title_of(value: Any) -> str | None:
    """Return a title that somebody gave, or None."""
    title = tidy(value if isinstance(value, str) else None)
    if title is None or not SHORTEST_TITLE <= len(title) <= LONGEST_TITLE:
        return None
    return None if _NO_TITLE.match(title) else title


def authors_of(value: Any) -> tuple[str, ...]:
    """Return the names of people in a property, if all of it is that."""
    names = people([value] if isinstance(value, str) else [])
    plain = all(" " in name and not _NO_NAME.search(name) for name in names)
    return names if plain else ()


def language_of(value: Any) -> str | None:
    """Return a language tag, or None."""
    return language_tag(value) if isinstance(value, str) else None


def pdf_facts(document: "PdfReader") -> Metadata:
    """Return what can be believed of a PDF file's properties."""
    said = document.metadata
    return Metadata(
        title=title_of(said.title) if said else None,
        authors=authors_of(said.author) if said else (),
        published=_first_date(_xmp_dates(document)),
        language=language_of(document.root_object.get("/Lang")),
    )


def _xmp_dates(document: "PdfReader") -> Iterable[str]:
    """Yield the dates of publication in the file's XMP packet."""
    said = document.xmp_metadata
    if said is None:
        return
    for name in _PUBLICATION_DATES:
        space, _, key = name[1:].partition("}")
        for element in said.get_nodes_in_namespace("", space):
            if element.localName == key and element.firstChild:
                yield str(element.firstChild.nodeValue)


def _first_date(values: Iterable[str]) -> str | None:
    return next(filter(None, map(iso_date, values)), None)
