"""What a run will use and cost, from its articles alone: nothing is sent."""

from collections.abc import Callable
from dataclasses import dataclass

from extractor.answerers.llm.answerer import SPARE_TOKENS, TOKENS_PER_CHARACTER
from extractor.answerers.llm.endpoint import Endpoint
from extractor.answerers.llm.pacing import Limits, answer_tokens, text_tokens
from extractor.answerers.llm.prices import PriceList
from extractor.answerers.llm.retries import RetryPolicy
from extractor.records.briefing_file import Tokens
from extractor.records.outcome import Prompt

MINUTE_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Requests and their tokens."""

    requests: int = 0
    prompt: int = 0
    answer: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        """Return both together."""
        return Amount(
            requests=self.requests + other.requests,
            prompt=self.prompt + other.prompt,
            answer=self.answer + other.answer,
        )

    def seconds(self, limits: Limits) -> float | None:
        """Return how long the limits a minute alone make it take; None is no limit."""
        minutes = []
        if limits.rpm is not None:
            minutes.append(self.requests / limits.rpm)
        if limits.tpm is not None:
            minutes.append((self.prompt + self.answer) / limits.tpm)
        return MINUTE_S * max(minutes) if minutes else None


class Forecast:
    """What articles will take of one model.

    Attributes:
        expected: When every article is answered well at once.
        worst: When every article takes all its tries, and every answer all its room.
            Tries that fail on the way cost nothing, and are not among them.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        clock: Callable[[], float],
        policy: RetryPolicy | None = None,
    ) -> None:
        """Begin with no article.

        Args:
            endpoint: The model, its limit of room and its prices.
            clock: Tells seconds since 1970: prices change.
            policy: How often an answer is asked for again.
        """
        self.expected = self.worst = Amount()
        self._endpoint, self._clock = endpoint, clock
        self._policy, self._prices = policy or RetryPolicy(), PriceList(endpoint)

    def add(self, prompt: Prompt, *, article: int, schema: int, told: int = 0) -> None:
        """Count a request.

        Args:
            prompt: Its messages, as far as they are known.
            article: Characters of text that its answer is about.
            schema: Characters of the schema.
            told: Characters of messages that earlier answers will add.
        """
        sent = len(prompt.system) + len(prompt.user) + told
        if self._endpoint.counts_schema:
            sent += schema
        tokens = text_tokens(sent)
        answer = self._capped(answer_tokens(article))
        self.expected += Amount(requests=1, prompt=tokens, answer=answer)
        self.worst += self._worst(tokens, article=article)

    def cost_usd(self, amount: Amount) -> float | None:
        """Return US dollars, or None when the price is unknown."""
        tokens = Tokens(prompt=amount.prompt, completion=amount.answer)
        return self._prices.cost(tokens, model=None, at=self._clock())

    def _worst(self, prompt: int, *, article: int) -> Amount:
        """Return an article whose answer is cut off, then wrong until the end.

        Every wrong answer goes back with the request that asks for a better one.
        """
        reasks, rooms = self._policy.reasks, self._policy.rooms
        room = TOKENS_PER_CHARACTER * article + SPARE_TOKENS
        cut_off = sum(self._capped(room * 2**n) for n in range(rooms))
        whole = self._capped(room * 2**rooms)
        requests = 1 + reasks + rooms
        sent_back = whole * reasks * (reasks + 1) // 2
        return Amount(
            requests=requests,
            prompt=requests * prompt + sent_back,
            answer=cut_off + (1 + reasks) * whole,
        )

    def _capped(self, tokens: int) -> int:
        ceiling = self._endpoint.room_ceiling
        return tokens if ceiling is None else min(tokens, ceiling)
