"""Rebuilding an answer without its lost items and with its true values."""

from collections.abc import Mapping, Set
from typing import Any

from extractor.records.problems import Pointer


def rebuild(
    data: Any, gone: Set[Pointer], replaced: Mapping[Pointer, Any]
) -> tuple[Any, dict[Pointer, Pointer]]:
    """Return new data, and where each of its list items stood before.

    Args:
        data: Parsed JSON; left as it is.
        gone: List items that are left out.
        replaced: New values by their place in `data`.
    """
    origin: dict[Pointer, Pointer] = {}

    def visit(value: Any, before: Pointer, after: Pointer) -> Any:
        if before in replaced:
            return replaced[before]
        if isinstance(value, dict):
            return {k: visit(v, (*before, k), (*after, k)) for k, v in value.items()}
        if isinstance(value, list):
            return visit_list(value, before, after)
        return value

    def visit_list(values: list[Any], before: Pointer, after: Pointer) -> list[Any]:
        kept: list[Any] = []
        for place, value in enumerate(values):
            if (*before, place) in gone:
                continue
            origin[(*after, len(kept))] = (*before, place)
            kept.append(visit(value, (*before, place), (*after, len(kept))))
        return kept

    return visit(data, (), ()), origin
