"""Whether somebody was faster: nobody decides about what their page did not show."""

from collections.abc import Iterable, Mapping
from typing import Any

from extractor.annotations.decisions import Decision, Kind
from extractor.annotations.standing import standings

UNSEEN = {"id", "mentions"}  # what two items that a person added alike differ in


class Overtaken(ValueError):
    """Things stand differently than the page showed; the message says who did what.

    Attributes:
        n: The last decision: whoever has seen it may decide all the same. None when
            the briefing was written anew.
    """

    def __init__(self, message: str, n: int | None = None) -> None:
        """Keep the number of the last decision."""
        self.n = n
        super().__init__(f"{message}; nothing was kept.")


def require_same_briefing(shown: str | None, known: str) -> None:
    """Do nothing if the page showed this briefing, or does not say which.

    Raises:
        Overtaken: It showed another.
    """
    if shown not in (None, known):
        message = (
            "The briefing was written anew since this page was loaded: load it again, "
            "and copy first what is in the form"
        )
        raise Overtaken(message)


def require_unchanged(
    target: str,
    document: Mapping[str, Any],
    *,
    made: Iterable[Decision],
    seen: int | None,
) -> None:
    """Do nothing if an item says what it said after the decisions that were seen.

    Raises:
        Overtaken: It was changed since.
    """
    if seen is None:
        return
    made = list(made)
    before = standings(document["briefing"], (one for one in made if one.n <= seen))
    now = standings(document["briefing"], made)
    if target in before and before[target].item == now[target].item:
        return
    later = {one.by for one in now[target].history if one.n > seen}
    who = " and ".join(sorted(later)) or "Somebody"
    raise Overtaken(f"{who} changed {target} meanwhile", _last(made))


def require_not_there(
    kind: Kind, item: Mapping[str, Any], *, made: Iterable[Decision], seen: int | None
) -> None:
    """Do nothing unless the same was added since: by a request whose answer was lost.

    Raises:
        Overtaken: It was.
    """
    if seen is None:
        return
    made = list(made)
    for one in made:
        added = one.n > seen and one.action == "add" and one.kind == kind
        if added and _said(one.item or {}) == _said(item):
            message = f"It is there already, as {one.target}, added by {one.by}"
            raise Overtaken(message, _last(made))


def _said(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in UNSEEN}


def _last(made: Iterable[Decision]) -> int:
    return max(one.n for one in made)
