"""A provider on this machine, and the steps of a batch against it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Ran, answer
from tests.servers.batches import BatchServer, Row, completion

Run = Callable[..., Ran]
PRICES = ("--price-in", "1", "--price-out", "2")


def answered(_body: Any) -> Row:
    """Return a good answer."""
    return Row(body=completion(answer()))


def by_article(rows: dict[str, Row]) -> Callable[[Any], Row]:
    """Return what answers well, except about articles of these names."""

    def row(body: Any) -> Row:
        told = body["messages"][1]["content"]
        named = [row for name, row in rows.items() if f"This is {name}." in told]
        return named[0] if named else answered(body)

    return row


def model_at(provider: BatchServer) -> list[str]:
    """Return the flags that name a provider's model."""
    return ["--model", "toy", "--base-url", provider.url, *PRICES]


def submitted(run: Run, provider: BatchServer, *more: object) -> None:
    """Plan the folder `articles` for the folder `out`, and submit it."""
    run("batch", "plan", "articles", "-o", "out", *model_at(provider), *more)
    run("batch", "submit", "out")


def collected(run: Run, *more: object) -> Ran:
    """Poll once and collect."""
    run("batch", "poll", "out")
    return run("batch", "collect", "out", *more)


def files(output: Path) -> dict[str, Any]:
    """Return the briefing files of a folder by their names."""
    paths = list(output.glob("*.json"))
    return {path.name: json.loads(path.read_bytes()) for path in paths}


def failures(output: Path) -> dict[str, str]:
    """Return the reasons in failed.jsonl by source."""
    lines = (output / "failed.jsonl").read_bytes().splitlines()
    return {told["source"]: told["reason"] for told in map(json.loads, lines)}
