"""Putting briefings into one output, each key once, and proving that it holds them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from extractor.journal import Journal, Spent
from extractor.journal.entries import Entry
from extractor.merging.items import Found, Lost
from extractor.merging.shards import canonical
from extractor.records.outcome import Recipe
from extractor.sinks import FolderStore, LinesStore
from extractor.verification import Verdict, verify


@dataclass(slots=True)
class Audit:
    """What came in, and what stands in the output.

    Attributes:
        keys: Different keys that came in and verify.
        written: Those written now.
        there: Those that the output held before.
        twice: Briefings of a key that had come in already.
        refused: Briefings that do not verify: where, and why.
        failed: Articles that failed in a shard, and are done in none.
        pending: Articles that have not come to an end in a shard.
        out: Keys that the output holds, once, in a briefing that verifies.
        broken: What is wrong with the output: key and why.
    """

    keys: int = 0
    written: int = 0
    there: int = 0
    twice: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    failed: int = 0
    pending: int = 0
    out: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether all that came in stands in the output, once and verified."""
        return self.out == self.keys and not self.refused and not self.broken


class Joining:
    """Takes what shards hold into an output whose lock is held.

    Attributes:
        audit: What came of it so far.
    """

    def __init__(
        self,
        journal: Journal,
        store: FolderStore | LinesStore,
        *,
        recipe_named: Callable[[str | None], Recipe[Any] | None],
    ) -> None:
        """Join into this output.

        Args:
            journal: Knows what is there.
            store: Holds it.
            recipe_named: Returns the recipe of a name, for its rules, if it is at hand.
        """
        self.audit = Audit()
        self._journal, self._store, self._recipe = journal, store, recipe_named
        self._taken: dict[bytes, bytes | None] = {}
        self._lost = set[str]()

    def take(self, item: Found | Lost, *, shard: Path) -> None:
        """Take an article of a shard.

        Args:
            item: The article.
            shard: Where the shard is; tells apart what has one name in several.

        Raises:
            OutputError: The output cannot be written.
        """
        if isinstance(item, Lost):
            self._take_lost(item)
            return
        document = _parsed(item.text)
        verdict = self._verdict(document)
        if not verdict.holds:
            self.audit.refused.append((item.where, _told(verdict)))
        elif item.key in self._taken:
            self.audit.twice += 1
            self._note_source(item, shard=shard)
        else:
            self._take_new(item, document, shard=shard)

    def check(self) -> None:
        """Read the output again: every key that came in, once, and verified."""
        entries = map(self._journal.entry, self._lost)
        self.audit.failed = sum(e is not None and e.state == "failed" for e in entries)
        for key, expected in self._taken.items():
            places = {entry.place for entry in self._held(key)}
            if len(places) != 1:
                self.audit.broken.append((key.hex(), f"found {len(places)} times"))
                continue
            document = _parsed(self._store.read(places.pop() or ""))
            verdict = self._verdict(document)
            if not verdict.holds:
                self.audit.broken.append((key.hex(), _told(verdict)))
            elif expected is not None and canonical(document) != expected:
                self.audit.broken.append((key.hex(), "another briefing stands there"))
            else:
                self.audit.out += 1

    def _take_new(self, item: Found, document: Any, *, shard: Path) -> None:
        self.audit.keys += 1
        if self._held(item.key):
            self.audit.there += 1
            self._taken[item.key] = None
            self._note_source(item, shard=shard)
            return
        source = self._source(item, shard=shard)
        place = self._journal.begin(source, self._store.names(source))

        def noted(place: str) -> None:
            spent = item.spent or _spent(document)
            self._journal.done(source, item.key, place=place, spent=spent)

        self._store.write(self._formed(document), place=place, noted=noted)
        self._taken[item.key] = canonical(document)
        self.audit.written += 1

    def _take_lost(self, item: Lost) -> None:
        known = self._journal.entry(item.source)
        if item.failed is None:
            self.audit.pending += 1
            return
        self._lost.add(item.source)
        if known is None:
            self._journal.begin(item.source, self._store.names(item.source))
            self._journal.failed(item.failed, item.key, spent=item.spent)

    def _note_source(self, item: Found, *, shard: Path) -> None:
        """Note that an article has the briefing of another one, which is its own."""
        source = self._source(item, shard=shard)
        known = self._journal.entry(source)
        if known is not None and known.state == "done":
            return
        place = self._held(item.key)[0].place or ""
        self._journal.begin(source)
        spent = item.spent if known is None and item.spent else Spent()
        self._journal.done(source, item.key, place=place, spent=spent)

    def _source(self, item: Found, *, shard: Path) -> str:
        """Return the article's name in the output: the first that is not another's."""
        names = _names(item.source, shard)
        return next(name for name in names if not self._is_another(name, item.key))

    def _is_another(self, source: str, key: bytes) -> bool:
        known = self._journal.entry(source)
        return known is not None and known.state == "done" and known.key != key

    def _held(self, key: bytes) -> list[Entry]:
        return [
            entry
            for entry in self._journal.twins(key)
            if entry.state == "done" and self._store.holds(entry.place or "")
        ]

    def _formed(self, document: Any) -> str:
        indent = 2 if isinstance(self._store, FolderStore) else None
        separators = (",", ":") if indent is None else None
        told = json.dumps(
            document, ensure_ascii=False, indent=indent, separators=separators
        )
        return told + "\n"

    def _verdict(self, document: Any) -> Verdict:
        provenance = document.get("provenance")
        named = provenance.get("recipe") if isinstance(provenance, dict) else None
        recipe = self._recipe(named if isinstance(named, str) else None)
        return verify(document, recipe=recipe)


def _names(source: str, shard: Path) -> Iterator[str]:
    """Yield names for an article of a shard, its own first and without end."""
    yield source
    yield f"{shard.name}/{source}"
    yield f"{shard}/{source}"
    for n in count(2):
        yield f"{shard}-{n}/{source}"


def _parsed(text: str) -> Any:
    """Return the document; what is no JSON object verifies as such: not at all."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return {"format": "no JSON"}
    return document if isinstance(document, dict) else {"format": "no JSON object"}


def _spent(document: Any) -> Spent:
    """Return what a briefing file says that it cost."""
    provenance = document["provenance"]
    usage, cost_usd = provenance.get("usage") or {}, provenance.get("cost_usd")
    return Spent(
        requests=usage.get("requests", 0),
        prompt=usage.get("prompt", 0),
        completion=usage.get("completion", 0),
        cost_usd=cost_usd or 0.0,
        unpriced=bool(usage.get("requests")) and cost_usd is None,
    )


def _told(verdict: Verdict) -> str:
    first, *others = verdict.breaks
    more = f" and {len(others)} more" if others else ""
    return f"{first.where}: {first.message}{more}"
