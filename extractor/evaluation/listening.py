"""An answerer that keeps what was answered, so that answers can be measured."""

from collections import defaultdict
from typing import Any, TypeVar

from pydantic import BaseModel

from extractor.records.outcome import Answerer, Reply, Request

T = TypeVar("T", bound=BaseModel)


class Listening:
    """Answers as another answerer does, and keeps the answers that were kept.

    Attributes:
        softened: Those of the other.
        answers: The answers by article id, as parsed JSON: one, or one for each window
            of a long article and for what closes it.
    """

    def __init__(self, answerer: Answerer) -> None:
        """Listen to this one."""
        self.softened = answerer.softened
        self.answers = defaultdict[str, list[Any]](list)
        self._answerer = answerer

    async def answer(self, request: Request[T]) -> Reply[T]:
        """Return the other's reply."""
        reply = await self._answerer.answer(request)
        self.answers[request.article.id].append(reply.review.data)
        return reply

    async def aclose(self) -> None:
        """Close the other."""
        await self._answerer.aclose()
