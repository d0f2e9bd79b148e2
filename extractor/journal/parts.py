"""Replies about the parts of long articles, kept until these are done."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from extractor.errors import ArticleError, RunError
from extractor.journal.bills import current_bill
from extractor.journal.entries import Spent, spent_for
from extractor.records.briefing_file import Attempt, Engine
from extractor.records.outcome import Answerer, Reply, Request

T = TypeVar("T", bound=BaseModel)


class Shelf(Protocol):
    """Keeps texts by article and key, and what was paid by source."""

    def part(self, article: str, key: bytes) -> str | None:
        """Return a text, or None when there is none."""
        ...

    def keep_part(
        self, article: str, key: bytes, *, reply: str, source: str, spent: Spent
    ) -> None:
        """Keep a text, and note what it cost; both or neither."""
        ...

    def paid(self, source: str, spent: Spent) -> None:
        """Note what was spent without a text to keep."""
        ...


class KeptPart(BaseModel):
    """A reply as it is kept: the answer, and what it cost."""

    model_config = ConfigDict(frozen=True)

    answer: Any
    engine: Engine
    attempts: tuple[Attempt, ...]
    cost_usd: float | None
    incident: str | None


class KeepingParts:
    """Asks another answerer, and about a part only what nobody has answered.

    What a part cost is noted at once, on the current bill. An article that is asked
    about whole is not kept here, and has no bill.

    Attributes:
        softened: The other's.
    """

    def __init__(
        self, answerer: Answerer, shelf: Shelf, *, asked: Mapping[str, Any]
    ) -> None:
        """Ask this answerer.

        Args:
            answerer: Asked about what is not kept.
            shelf: Keeps replies.
            asked: What answers depend on besides the request, as JSON.
        """
        self.softened = answerer.softened
        self._answerer, self._shelf = answerer, shelf
        self._asked = json.dumps(dict(asked), sort_keys=True)

    async def answer(self, request: Request[T]) -> Reply[T]:
        """Return the kept reply, reviewed anew, or a new one.

        Raises what the other answerer raises.
        """
        if request.characters is None:
            return await self._answerer.answer(request)
        article, key = request.article.id, self._key(request)
        if (text := self._shelf.part(article, key)) is not None:
            current_bill().add(Spent())
            return _reply(KeptPart.model_validate_json(text), request)
        reply = await self._new(request)
        spent = spent_for(reply.attempts, cost_usd=reply.cost_usd)
        if reply.review.usable:
            self._keep(article, key, reply=reply, spent=spent)
        else:
            self._pay(spent)
        return reply

    async def aclose(self) -> None:
        """Close the other answerer."""
        await self._answerer.aclose()

    async def _new(self, request: Request[T]) -> Reply[T]:
        """Return a new reply; note what an error cost."""
        try:
            return await self._answerer.answer(request)
        except (ArticleError, RunError) as error:
            self._pay(spent_for(error.attempts, cost_usd=error.cost_usd))
            raise

    def _keep(
        self, article: str, key: bytes, *, reply: Reply[Any], spent: Spent
    ) -> None:
        bill, text = current_bill(), _kept(reply).model_dump_json()
        self._shelf.keep_part(article, key, reply=text, source=bill.source, spent=spent)
        bill.add(spent)

    def _pay(self, spent: Spent) -> None:
        bill = current_bill()
        self._shelf.paid(bill.source, spent)
        bill.add(spent)

    def _key(self, request: Request[Any]) -> bytes:
        """Return the sha256 of all that the answer depends on."""
        prompt, schema = request.prompt, json.dumps(request.recipe.strict_schema)
        digest = hashlib.sha256()
        for part in (self._asked, prompt.system, prompt.user, schema):
            encoded = part.encode(errors="surrogatepass")
            digest.update(b"%d:" % len(encoded) + encoded)
        return digest.digest()


def _kept(reply: Reply[Any]) -> KeptPart:
    return KeptPart(
        answer=reply.review.data,
        engine=reply.engine,
        attempts=reply.attempts,
        cost_usd=reply.cost_usd,
        incident=reply.incident,
    )


def _reply(kept: KeptPart, request: Request[T]) -> Reply[T]:
    return Reply(
        review=request.review(kept.answer),
        engine=kept.engine,
        attempts=kept.attempts,
        cost_usd=kept.cost_usd,
        incident=kept.incident,
    )
