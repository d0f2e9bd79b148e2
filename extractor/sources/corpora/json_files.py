"""A JSON file: one article as an object, or many in a list."""

from collections.abc import Iterator
from typing import Any

from extractor.errors import UnreadableArticle
from extractor.run import Source
from extractor.sources.corpora.json_lines import parsed
from extractor.sources.corpora.records import Record, broken
from extractor.sources.corpora.rows import OURS, Row, Unread, sources_of
from extractor.sources.decoding import decode
from extractor.sources.files import opened
from extractor.sources.options import Options

LARGEST_JSON = 100_000_000  # bytes: it is held in memory whole, several times as large


def json_file(file: str, options: Options) -> Iterator[Source]:
    """Yield the article of an object, or those of a list of objects.

    The list may stand in an object, under any one name, as web services answer.
    """
    try:
        held = _held(file)
    except UnreadableArticle as error:
        yield Unread(file, error)
        return
    listed = _listed(held, options)
    if listed is None:
        yield from _one(file, held, options)
    else:
        records = (_record(n, each) for n, each in enumerate(listed, 1))
        yield from sources_of(file, records, options=options)


def _held(file: str) -> Any:
    with opened(file) as stream:
        raw = stream.read(LARGEST_JSON + 1)
    if len(raw) > LARGEST_JSON:
        message = (
            f"expected at most {LARGEST_JSON // 1_000_000} MB in one JSON file, found "
            "more; make a JSON lines file of it: `jq -c '.[]' FILE > FILE.jsonl`"
        )
        raise UnreadableArticle("too_large", message)
    return parsed(decode(raw).text)


def _listed(held: Any, options: Options) -> list[Any] | None:
    """Return the list of articles, or None when the file is one article."""
    if isinstance(held, list):
        return held
    if not isinstance(held, dict) or not options.fields.missing([held]):
        return None
    lists = [
        value
        for value in held.values()
        if isinstance(value, list) and value and isinstance(value[0], dict)
    ]
    ours = str(held.get("format", "")).startswith(OURS)
    return lists[0] if len(lists) == 1 and not ours else None


def _one(file: str, held: Any, options: Options) -> Iterator[Source]:
    """Yield the one article, under the file's own name."""
    for source in sources_of(file, [_record(1, held)], options=options):
        yield Row(file, source.record, options) if isinstance(source, Row) else source


def _record(n: int, values: Any) -> Record:
    if isinstance(values, dict):
        return Record(n=n, values=values)
    found = type(values).__name__
    return broken(n, f"expected a JSON object with the article, found a {found}")
