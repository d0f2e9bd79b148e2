"""What makes many articles of one file, by the end of its name."""

from collections.abc import Callable, Iterator

from extractor.run import Source
from extractor.sources.corpora.delimited import delimited
from extractor.sources.corpora.json_files import json_file
from extractor.sources.corpora.json_lines import json_lines
from extractor.sources.corpora.parquet import parquet
from extractor.sources.options import Options


def feed(path: str, options: Options) -> Iterator[Source]:
    """Yield the articles of a feed's items."""
    return options.web.in_file(path, facts=options.facts)


Expander = Callable[[str, Options], Iterator[Source]]

EXPANDERS: dict[str, Expander] = {
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".json": json_file,
    ".csv": delimited,
    ".tsv": delimited,
    ".parquet": parquet,
    ".atom": feed,
    ".rdf": feed,
    ".rss": feed,
    ".xml": feed,
}
ONE_OR_MANY = frozenset({".json"})
