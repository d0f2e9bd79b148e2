"""How far the batches of an output are, in words and for machines."""

import json
from dataclasses import asdict
from pathlib import Path

import typer

from extractor.batch.records import Standing
from extractor.batch.standing import standing_of
from extractor.sinks import journal_of


def print_standing(output: str) -> None:
    """Print how far the batches are, as JSON."""
    standing = standing_of(journal_of(Path(output)))
    typer.echo(json.dumps(standing and asdict(standing), indent=2))


def standing_lines(standing: Standing) -> list[str]:
    """Return how far the batches are, in lines for people."""
    counted = [
        ("requests", standing.requests),
        ("batches", standing.shards),
        ("provider", standing.batches),
    ]
    lines = [
        f"{name:9} " + ", ".join(f"{n:,} {word}" for word, n in numbers.items())
        for name, numbers in counted
        if numbers
    ]
    return [f"batch     run {standing.run}", *lines]
