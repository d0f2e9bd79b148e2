"""Front matter: the facts between two `---` lines at the top of a Markdown file.

Read are `key: value`, `key: [a, b]` and a list of `- a` lines. Whatever else YAML
allows is passed over.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from extractor.sources.dates import iso_date
from extractor.sources.metadata import Metadata, language_tag, people, tidy
from extractor.sources.normalising import plain_newlines
from extractor.sources.trailers import Origin, origin

_FENCED = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_PAIR = re.compile(r"(?P<key>[A-Za-z_-]+)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_ENTRY = re.compile(r"[ \t]*-[ \t]+(.*)")
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_NESTED = ("{", "&", "*", "|", ">", "!")


class Document(NamedTuple):
    """A Markdown file without its front matter, and the facts from there."""

    body: str
    metadata: Metadata


def read_front_matter(raw: str) -> Document:
    """Return the text below the front matter, and what that says."""
    text = plain_newlines(raw)
    fenced = _FENCED.match(text)
    if fenced is None:
        return Document(text, Metadata())
    return Document(text[fenced.end() :], _metadata(_pairs(fenced[1])))


def _pairs(block: str) -> Mapping[str, list[str]]:
    """Return the values under each key, in lower case."""
    pairs: dict[str, list[str]] = {}
    values: list[str] = []
    for line in block.splitlines():
        entry, pair = _ENTRY.match(line), _PAIR.fullmatch(line)
        if entry:
            values += _values(entry[1])
        elif pair:
            values = pairs.setdefault(pair["key"].lower(), [])
            values += _values(pair["value"] or "")
    return pairs


def _values(written: str) -> list[str]:
    """Return the values that one line writes."""
    value = written.strip()
    if value[:1] in {'"', "'"} and value.rfind(value[0]) > 0:
        return [value[1 : value.rfind(value[0])]]
    value = _COMMENT.sub("", value).strip()
    if value.startswith("[") and value.endswith("]"):
        parts = [part.strip() for part in value[1:-1].split(",")]
        return [inner for part in parts if part[:1] != "[" for inner in _values(part)]
    return [] if not value or value.startswith(_NESTED) else [value]


def _metadata(pairs: Mapping[str, list[str]]) -> Metadata:
    """Return the facts that the keys stand for."""
    source = origin(_first(pairs, "source") or "")
    link = origin(_first(pairs, "url", "link", "source_url", "canonical_url") or "")
    where = Origin(source.publisher or link.publisher, link.url or source.url)
    return Metadata(
        title=_first(pairs, "title", "headline"),
        publisher=_first(pairs, "publisher", "site_name") or where.publisher,
        source_url=where.url,
        published=iso_date(_first(pairs, "date", "published", "published_at") or ""),
        authors=people(pairs.get("authors") or pairs.get("author") or []),
        language=language_tag(_first(pairs, "language", "lang") or ""),
    )


def _first(pairs: Mapping[str, list[str]], *keys: str) -> str | None:
    return next((tidy(pairs[key][0]) for key in keys if pairs.get(key)), None)
