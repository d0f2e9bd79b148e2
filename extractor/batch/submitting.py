"""Submitting shards, each once, whatever happens in between."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from extractor.answerers.llm.batches import SETTLING_S, BatchClient, RemoteBatch
from extractor.aside import Aside
from extractor.batch.ledger import Ledger
from extractor.batch.records import Plan, Shard
from extractor.errors import CostCapReached, OutputError, SettingsError

PLAN_AGAIN = (
    "what is submitted stays. To go on, plan again with a higher --max-cost: "
    "`extractor batch plan INPUT... -o OUT --max-cost N`"
)


class Line(Protocol):
    """Writes the line of a batch file that asks a request."""

    async def __call__(self, key: bytes, article: str, /) -> bytes:
        """Return the line that asks about an article, given as JSON."""
        ...


@dataclass(slots=True, kw_only=True)
class Submitted:
    """What came of submitting.

    Attributes:
        created: Batches that were created.
        found: Batches that an earlier try had created.
        held: Shards that wait for room at the provider.
    """

    created: int = 0
    found: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What may wait at the provider, and what it all may cost.

    Attributes:
        tokens: Of requests that have been submitted and have not ended; None: any.
        usd: Of all shards, as estimated; None: any.
    """

    tokens: int | None = None
    usd: float | None = None


class Submitting:
    """Gives shards to the provider.

    For each: what is about to be created is noted, the file uploaded, the batch
    created, and its name noted. A shard that was noted and has no batch is looked for
    at the provider first, by its labels.
    """

    def __init__(
        self,
        ledger: Ledger,
        client: BatchClient,
        *,
        plan: Plan,
        line: Line,
        folder: Path,
    ) -> None:
        """Submit what this ledger holds.

        Args:
            ledger: Remembers every step.
            client: Speaks to the provider.
            plan: Names the run.
            line: Writes requests.
            folder: Where a file is while it is uploaded.
        """
        self._ledger, self._client, self._plan = ledger, client, plan
        self._line, self._folder, self._aside = line, folder, Aside(threads=1)

    async def submit(
        self,
        bounds: Bounds,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        told: Callable[[Shard], None] = lambda _shard: None,
    ) -> Submitted:
        """Submit all shards that there is room for, the oldest first.

        Raises:
            CostCapReached: The next one would cost more than is left.
            AccessError: The provider refuses.
            ProviderUnavailable: It does not answer.
            OutputError: A file cannot be written.
        """
        done = Submitted()
        for shard in self._ledger.shards("creating", "planned"):
            if shard.state == "planned":
                if not self._has_room(shard, bounds):
                    done.held += 1
                    continue
                self._require_money(shard, bounds)
                self._ledger.mark(shard, state="creating")
            elif await self._is_found(shard, sleep=sleep):
                done.found += 1
                told(shard)
                continue
            await self._create(shard)
            done.created += 1
            told(shard)
        return done

    async def _is_found(
        self, shard: Shard, *, sleep: Callable[[float], Awaitable[None]]
    ) -> bool:
        """Tell whether an earlier try had created the batch; note it then."""
        await sleep(SETTLING_S)  # it may have tried a moment ago
        labels = shard.labels(self._plan.run)
        found = await self._aside(partial(self._client.find, labels))
        if found:
            self._note(shard, found)
        return found is not None

    async def _create(self, shard: Shard) -> None:
        labels = shard.labels(self._plan.run)
        name = "extractor-" + "-".join(labels.values()) + ".jsonl"
        file = shard.file or await self._upload(shard, name)
        create = partial(self._client.create, file, labels, perhaps_there=False)
        self._note(shard, await self._aside(create))

    async def _upload(self, shard: Shard, name: str) -> str:
        path = self._folder / name
        await self._write(shard, path)
        again = shard.state == "creating"
        upload = partial(self._client.upload, path, name, perhaps_there=again)
        file = await self._aside(upload)
        self._ledger.mark(shard, file=file)
        path.unlink(missing_ok=True)
        return file

    async def _write(self, shard: Shard, path: Path) -> None:
        try:
            with path.open("wb") as file:
                for key, article in self._ledger.articles(shard):
                    file.write(await self._line(key, article))
        except OSError as error:
            message = (
                f"cannot write {path}: {error.strerror or error}. Free space; the same "
                "command goes on"
            )
            raise OutputError(message) from None

    def _note(self, shard: Shard, batch: RemoteBatch) -> None:
        self._ledger.mark(shard, state="submitted", batch=batch.id, status=batch.status)

    def _has_room(self, shard: Shard, bounds: Bounds) -> bool:
        if bounds.tokens is None:
            return True
        there = self._ledger.shards("creating", "submitted")
        return sum(s.tokens for s in there) + shard.tokens <= bounds.tokens

    def _require_money(self, shard: Shard, bounds: Bounds) -> None:
        if bounds.usd is None:
            return
        if shard.usd is None:
            message = (
                "max_cost: the price of this model is not known; plan again with "
                "--price-in and --price-out, or without max_cost"
            )
            raise SettingsError(message)
        sent = self._ledger.shards("creating", "submitted", "ended", "collected")
        spent = sum(s.usd or 0.0 for s in sent)
        if spent + shard.usd > bounds.usd:
            raise CostCapReached(
                spent=spent, cap=bounds.usd, wanted=shard.usd, to_go_on=PLAN_AGAIN
            )
