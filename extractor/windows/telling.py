"""What a request is told of earlier ones: items, numbered, a line each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.records.article import Article
from extractor.records.outcome import Parts
from extractor.rendering import one_line
from extractor.windows.cutting import BYTES_PER_TOKEN

NONE = "none"
SHORTEST_LINE = 40  # bytes: enough for a name, or to know a claim by


def told_lines(
    items: Sequence[Any], article: Article, *, parts: Parts, longest: int | None = None
) -> str:
    """Return items as lines, "[1] ...", each cut to so many bytes; "none" for none."""
    lines = _lines(items, article, parts)
    return "\n".join(_cut(line, longest) for line in lines) or NONE


def closing_lines(
    lists: Mapping[str, Sequence[Any]], article: Article, *, parts: Parts, tokens: int
) -> dict[str, str]:
    """Return the lines of each list, cut evenly where they take more tokens."""
    sizes = [
        len(line.encode(errors="replace"))
        for items in lists.values()
        for line in _lines(items, article, parts)
    ]
    longest = _share(sizes, tokens * BYTES_PER_TOKEN)
    return {
        name: told_lines(items, article, parts=parts, longest=longest)
        for name, items in lists.items()
    }


def _share(sizes: Sequence[int], room: int) -> int | None:
    """Return the length to which lines are cut so that all fit; None cuts none."""
    if sum(sizes) <= room:
        return None
    left, among = room, len(sizes)
    for size in sorted(sizes):
        if size * among > left:
            break
        left, among = left - size, among - 1
    return max(left // among, SHORTEST_LINE)


def _lines(items: Sequence[Any], article: Article, parts: Parts) -> Iterator[str]:
    for n, item in enumerate(items, start=1):
        yield f"[{n}] {one_line(parts.tell(item, article))}"


def _cut(line: str, longest: int | None) -> str:
    encoded = line.encode(errors="replace")
    if longest is None or len(encoded) <= longest:
        return line
    return f"{encoded[:longest].decode(errors='ignore').rstrip()}…"
