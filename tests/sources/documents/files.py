"""Documents that real software wrote, and the articles that they were made from."""

import json
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
DATA = ROOT / "tests" / "sources" / "data"


@cache
def paragraphs(article: str) -> list[str]:
    """Return the paragraphs of a GUM article, a line each."""
    korea = (ROOT / "seeds" / "GUM_news_korea.txt").read_text(encoding="utf-8")
    lines = (ROOT / "evals" / "gum_news" / "dev.jsonl").read_text(encoding="utf-8")
    texts = {row["id"]: row["text"] for row in map(json.loads, lines.splitlines())}
    text: str = {**texts, "GUM_news_korea": korea}[f"GUM_news_{article}"]
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def likeness(text: str, article: str) -> float:
    """Return how much of the words of a text and an article is the same, in order."""
    read, wanted = text.replace("# ", "").split(), " ".join(paragraphs(article)).split()
    return SequenceMatcher(None, read, wanted, autojunk=False).ratio()
