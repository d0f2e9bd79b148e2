"""Opens what the user names as one article: a file or standard input."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Unpack

from extractor.errors import UnreadableArticle
from extractor.records.article import Article
from extractor.run import Source
from extractor.sources.expanders import EXPANDERS
from extractor.sources.files import read_file, read_stream
from extractor.sources.metadata import Known, Metadata, stated
from extractor.sources.options import Options
from extractor.sources.readers import reader_of
from extractor.sources.web.addresses import is_web
from extractor.sources.web.sources import Web

STDIN = "-"


def read_article(
    source: str | Path, *, stdin: BinaryIO | None = None, **known: Unpack[Known]
) -> Article:
    """Return the article in a file, at a web address, or on standard input for `-`.

    Args:
        source: A path, an address, or `-`. The end of a file's name says how it is
            read.
        stdin: Stands in for the process's standard input.
        known: Facts about the article, which win over what it says.

    Raises:
        UnreadableArticle: No article can be had from the source; `reason` says why.
        SettingsError: `published` is no date, or `language` no language tag.
    """
    return read_source(source, stdin=stdin, facts=stated(known))


def read_source(
    source: str | Path, *, stdin: BinaryIO | None = None, facts: Metadata
) -> Article:
    """Return what `read_article` returns, with facts that are checked already."""
    name = str(source)
    if is_web(name):
        return _only_one(Web().at(name, facts=facts), name).read()
    expand = EXPANDERS.get(Path(name).suffix.lower())
    if expand is not None:
        return _only_one(expand(name, Options(facts=facts)), name).read()
    raw = read_stream(stdin or sys.stdin.buffer) if name == STDIN else read_file(source)
    return reader_of(raw, name)(raw, name=name, facts=facts)


def _only_one(sources: Iterator[Source], name: str) -> Source:
    """Return the article that a file is; raise UnreadableArticle if it holds many."""
    first = next(sources)
    if first.name == name:
        return first
    message = (
        "expected one article, found a file of many; `extract_many` and `extractor "
        "brief` take all of them"
    )
    raise UnreadableArticle("several", message)
