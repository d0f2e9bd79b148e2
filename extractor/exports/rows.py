"""A claim as one row: the same columns in CSV, JSONL and Parquet."""

from collections.abc import Iterator
from typing import Any

from extractor.exports.briefings import Exported

# name: type, in order; "spans" are evidence, and "texts" lists of strings
COLUMNS = {
    "file": "text",
    "article_id": "text",
    "title": "text",
    "publisher": "text",
    "published": "text",
    "source_url": "text",
    "claim": "text",
    "voice": "text",
    "asserted_by": "texts",
    "via": "texts",
    "cue": "text",
    "statement": "text",
    "kind": "text",
    "certainty": "text",
    "polarity": "text",
    "quote_type": "text",
    "hedges": "texts",
    "disputes": "texts",
    "about": "texts",
    "when_text": "text",
    "when": "text",
    "evidence": "spans",
}


def claim_rows(briefing: Exported) -> Iterator[dict[str, Any]]:
    """Yield a row for each claim; actors stand there by their names."""
    article = briefing.file.article
    about_article = {
        "file": briefing.name,
        "article_id": article.id,
        **article.model_dump(include={"title", "publisher", "published", "source_url"}),
    }
    for claim in briefing.file.briefing.claims:
        plain = claim.model_dump(mode="json")
        named = {
            "claim": claim.id,
            "asserted_by": briefing.names(claim.asserted_by),
            "via": briefing.names(claim.via),
            "about": briefing.names(claim.about),
        }
        row = about_article | plain | named
        yield {name: row[name] for name in COLUMNS}
