"""What an attempt costs: by given prices, or by the list of genai-prices."""

from datetime import UTC, datetime

from genai_prices import Usage, calc_price
from genai_prices.data_snapshot import get_snapshot

from extractor.answerers.llm.endpoint import UNKNOWN_PROVIDER, Endpoint
from extractor.records.briefing_file import Tokens

MILLION = 1_000_000


def provider_of(endpoint: Endpoint) -> str:
    """Return the provider whose prices apply, or "unknown"."""
    if endpoint.provider is not None:
        return endpoint.provider
    try:
        return get_snapshot().find_provider(None, None, endpoint.url).id
    except LookupError:
        return UNKNOWN_PROVIDER


class PriceList:
    """The prices of one endpoint. Nothing is fetched: the list is the package's own."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Find out whose prices apply."""
        self._provider = provider_of(endpoint)
        self._asked = endpoint.model
        self._given = (endpoint.price_in, endpoint.price_out)
        self._unpriced: set[str] = set()

    def cost(self, tokens: Tokens, *, model: str | None, at: float) -> float | None:
        """Return US dollars at a time in seconds since 1970, or None when unknown.

        Given prices come first, and make no difference for cached tokens. Then the
        model that the server names is looked up, then the one asked for.
        """
        price_in, price_out = self._given
        if price_in is not None and price_out is not None:
            total = tokens.prompt * price_in + tokens.completion * price_out
            return total / MILLION
        if self._provider == UNKNOWN_PROVIDER:
            return None
        for name in (model, self._asked):
            if name and name not in self._unpriced:
                try:
                    return self._cost(tokens, name, at=at)
                except LookupError:
                    self._unpriced.add(name)
        return None

    def _cost(self, tokens: Tokens, model: str, *, at: float) -> float:
        usage = Usage(
            input_tokens=tokens.prompt,
            cache_read_tokens=min(tokens.cached, tokens.prompt),
            output_tokens=tokens.completion,
        )
        price = calc_price(
            usage,
            model,
            provider_id=self._provider,
            genai_request_timestamp=datetime.fromtimestamp(at, UTC),
        )
        return float(price.total_price)
