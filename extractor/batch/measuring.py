"""What a request takes of a batch, and the line that asks it."""

from collections.abc import Callable
from typing import Any

from extractor.answerers.llm import Endpoint
from extractor.answerers.llm.batches import BATCH_PRICE, Drafts, line_of
from extractor.answerers.llm.pacing import answer_tokens
from extractor.answerers.llm.prices import PriceList
from extractor.batch.sharding import Sized
from extractor.engine import Engine
from extractor.journal import Keys
from extractor.records.article import Article
from extractor.records.briefing_file import Tokens
from extractor.records.outcome import Request
from extractor.review import Reviewer
from extractor.windows import fits


class Measuring:
    """Measures requests of one plan, and writes their lines."""

    def __init__(
        self,
        engine: Engine[Any],
        endpoint: Endpoint,
        *,
        keys: Keys,
        clock: Callable[[], float],
    ) -> None:
        """Ask as this engine would.

        Args:
            engine: Renders the request.
            endpoint: Answers it.
            keys: Makes its key.
            clock: Tells seconds since 1970: prices change.
        """
        self._engine, self._keys, self._clock = engine, keys, clock
        self._drafts, self._prices = Drafts(endpoint), PriceList(endpoint)

    async def __call__(self, request: Request[Any]) -> Sized | None:
        """Return what a request takes; None when it takes several requests."""
        window = self._engine.window
        if window is not None and not fits(request.article, window):
            return None
        key = self._keys.of(request.article, request.prompt)
        draft = await self._drafts.of(request)
        return Sized(
            key=key,
            bytes=len(line_of(draft.body, key=key)),
            tokens=draft.tokens,
            usd=self._price(draft.tokens, article=len(request.article.text)),
        )

    async def line(self, key: bytes, article: str) -> bytes:
        """Return the line that asks about an article, given as JSON."""
        read = Article.model_validate_json(article)
        reviewer = Reviewer(recipe=self._engine.recipe, article=read)
        request = Request(
            article=read,
            recipe=self._engine.recipe,
            prompt=self._engine.prompt(read),
            review=reviewer.review,
        )
        draft = await self._drafts.of(request)
        return line_of(draft.body, key=key)

    def _price(self, tokens: int, *, article: int) -> float | None:
        both = Tokens(prompt=tokens, completion=answer_tokens(article))
        usd = self._prices.cost(both, model=None, at=self._clock())
        return None if usd is None else usd * BATCH_PRICE
