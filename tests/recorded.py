"""Recorded exchanges, read by tests that give their answers anew."""

import json
from pathlib import Path
from typing import Any


def last_exchange(folder: Path, start: str) -> Any:
    """Return the last exchange about an article: the one after every re-ask.

    Args:
        folder: A folder of recordings.
        start: What the names of the article's exchanges begin with.
    """
    exchanges = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in folder.glob(f"{start}*.json")
    ]
    return max(exchanges, key=lambda e: len(e["request"]["messages"]))


def last_answer(folder: Path, start: str) -> str:
    """Return what the model said last about an article."""
    exchange = last_exchange(folder, start)
    content: str = exchange["response"]["json"]["choices"][0]["message"]["content"]
    return content
