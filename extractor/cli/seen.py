"""Prints what reading made of articles."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from extractor.cli.talking import Talk
from extractor.engine import reading_findings
from extractor.errors import ArticleError
from extractor.records.article import Article
from extractor.run import Source

Form = Callable[[str, Article], str]

NOT_KNOWN = "not known"
ID_DIGITS = 12


def print_seen(sources: Iterable[Source], *, form: Form) -> int:
    """Print each article that can be read; return 1 when one cannot be."""
    status = 0
    for source in sources:
        try:
            article = source.read()
        except ArticleError as error:
            Talk().error(f"{source.name}: {error.reason}: {error}")
            status = 1
            continue
        sys.stdout.write(form(source.name, article))
    return status


def as_text(source: str, article: Article) -> str:
    """Return an article for people."""
    lines = [source, *_facts(article), "", *_sentences(article), "", ""]
    return "\n".join(map(_printable, lines))


def _facts(article: Article) -> Iterator[str]:
    known = {
        "title": article.title,
        "publisher": article.publisher,
        "address": article.source_url,
        "published": article.published,
        "authors": ", ".join(article.authors),
        "language": article.language,
        "text": _size(article),
    }
    for name, value in known.items():
        yield f"  {name:10} {value or NOT_KNOWN}"
    for finding in reading_findings(article):
        yield f"  {finding.severity:10} {finding.code}: {finding.message}"


def _size(article: Article) -> str:
    hidden = len(article.sentences) - len(article.shown)
    return (
        f"{len(article.text):,} characters, {len(article.sentences):,} sentences, "
        f"{hidden:,} of them not shown to a model, id {article.id[:ID_DIGITS]}"
    )


def _sentences(article: Article) -> Iterator[str]:
    digits = len(str(len(article.sentences)))
    for unit in article.sentences:
        words = " ".join(article.words(unit.n).split())
        unseen = "" if article.hidden(unit) is None else "[not shown] "
        yield f"  {unit.n:{digits}} {unit.kind:7}  {unseen}{words}"


def _printable(line: str) -> str:
    """Return a line that disturbs no terminal, whatever the name of a file."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


def _document(source: str, article: Article) -> dict[str, Any]:
    found = [finding.model_dump() for finding in reading_findings(article)]
    article_object = article.model_dump(mode="json")
    return {"source": source, "article": article_object, "findings": found}


def as_json(source: str, article: Article) -> str:
    """Return an article as indented JSON."""
    return json.dumps(_document(source, article), ensure_ascii=False, indent=2) + "\n"


def as_json_line(source: str, article: Article) -> str:
    """Return an article as one line of JSON."""
    return json.dumps(_document(source, article), ensure_ascii=False) + "\n"
