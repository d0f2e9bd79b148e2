"""The answerer for an answer that a batch has brought already."""

from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel

from extractor.answerers.llm.answerer import LlmAnswerer
from extractor.answerers.llm.calls import Given
from extractor.records.briefing_file import Engine
from extractor.records.outcome import Reply, Request

BATCH_PRICE = 0.5  # of the listed price: what OpenAI and those like it charge
T = TypeVar("T", bound=BaseModel)


class GivenAnswerer:
    """Answers one request with an answer from a batch; a model mends what is wrong.

    Attributes:
        softened: As for the model itself.
    """

    def __init__(self, answerer: LlmAnswerer, given: Given, *, batch: str) -> None:
        """Hold an answer ready.

        Args:
            answerer: Asks again about an answer that does not stand.
            given: The answer.
            batch: The provider's name for its batch, for provenance.
        """
        self.softened = answerer.softened
        self._answerer, self._given, self._batch = answerer, given, batch

    async def answer(self, request: Request[T]) -> Reply[T]:
        """Return the reply; raises what the model's own answerer raises."""
        reply = await self._answerer.answer(request, given=self._given)
        engine = Engine(**reply.engine.model_dump(), batch=self._batch)
        return replace(reply, engine=engine)

    async def aclose(self) -> None:
        """Leave the model's answerer to those who opened it."""
