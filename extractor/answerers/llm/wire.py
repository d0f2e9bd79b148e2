"""The one place where a request is sent, and its outcome noted."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx2
import openai
from openai.types.chat import ChatCompletion

from extractor.answerers.llm.calls import Call, Given, current_call
from extractor.answerers.llm.completions import signal_of, status_of, tokens_of
from extractor.answerers.llm.endpoint import Endpoint
from extractor.answerers.llm.faults import THROWN, fault_of
from extractor.answerers.llm.pacing import Estimate, Pacing, Turn, message_tokens
from extractor.answerers.llm.prices import PriceList
from extractor.answerers.llm.recording import Recorder, Through
from extractor.answerers.llm.signals import Fault
from extractor.errors import SettingsError
from extractor.records.briefing_file import Tokens

# The client would otherwise take a key meant for OpenAI from the environment.
NO_KEY = "none"
# Later than any sensible time in seconds: a server that counts milliseconds.
FAR_FUTURE = 10_000_000_000


class Wire:
    """Sends the requests of all calls to one endpoint.

    Attributes:
        parameters: What every request carries.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        transport: httpx2.AsyncBaseTransport | None,
        recorder: Recorder | None,
        clock: Callable[[], float],
        pacing: Pacing,
    ) -> None:
        """Make ready; no connection is opened.

        Raises SettingsError for a cap on the cost of a model without a known price.
        """
        # It never tries again itself: the policy does.
        self._client = openai.AsyncOpenAI(
            base_url=endpoint.url,
            api_key=endpoint.api_key or NO_KEY,
            max_retries=0,
            timeout=httpx2.Timeout(endpoint.timeout_s),
            http_client=_http_client(transport, recorder),
        )
        # Whole, so that it is not put together anew for each request.
        self._url = f"{endpoint.url.rstrip('/')}/chat/completions"
        self.parameters = endpoint.sent
        self._endpoint, self._room_name = endpoint, endpoint.room_name
        self._prices, self._clock = PriceList(endpoint), clock
        # A recorder keeps the time itself: it must see what it is to write down.
        self._deadline = None if recorder else endpoint.timeout_s
        self._pacing = pacing
        self._is_capped = pacing.limits.max_cost is not None
        if self._is_capped:
            self._price(Tokens())

    async def post(self, **body: Any) -> ChatCompletion:
        """Send one request of the current call in its turn; return a whole answer.

        Raises:
            Fault: No answer came.
            Refused: The model refuses.
            Truncated: The answer was cut off.
            CostCapReached: It may not be sent any more.
        """
        call = current_call()
        if given := call.take_given():
            return self._taken(given, call)
        turn = await self._pacing.turn(self._estimate(call, body["messages"]))
        body |= call.extra
        body[self._room_name] = call.room
        try:
            completion = await self._send(body, call=call, turn=turn)
            signal = signal_of(completion, self._endpoint)
            cost = self._note(call, completion, signal=signal)
            _settle(turn, completion, signal=signal, cost=cost)
        finally:
            turn.leave()
        if signal:
            raise signal
        return completion

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._client.close()

    def _taken(self, given: Given, call: Call) -> ChatCompletion:
        """Return an answer that was given, as if a request had brought it."""
        completion = ChatCompletion.construct(**given.completion)
        signal = signal_of(completion, self._endpoint)
        self._note(call, completion, signal=signal, price=given.price)
        if signal:
            raise signal
        return completion

    async def _send(
        self, body: dict[str, object], *, call: Call, turn: Turn
    ) -> ChatCompletion:
        try:
            async with asyncio.timeout(self._deadline):
                return await self._client.post(
                    self._url, body=body, cast_to=ChatCompletion
                )
        except THROWN as error:
            fault = fault_of(error, endpoint=self._endpoint, now=self._clock())
            call.note(fault.status)
            turn.failed(fault)
            raise fault from error

    def _estimate(self, call: Call, messages: Any) -> Estimate:
        """Return what the next request is thought to use."""
        prompt = message_tokens(messages) + call.fixed_tokens
        answer = min(call.answer_tokens, call.room)
        tokens = Tokens(prompt=prompt, completion=answer)
        usd = self._price(tokens) if self._is_capped else 0.0
        return Estimate(prompt + answer, usd)

    def _price(self, tokens: Tokens) -> float:
        usd = self._prices.cost(tokens, model=None, at=self._clock())
        if usd is None:
            raise SettingsError(
                f"max_cost: the price of {self._endpoint.model!r} at "
                f"{self._endpoint.server} is not known; give --price-in and "
                "--price-out (settings price_in, price_out; US dollars for a million "
                "tokens), or leave max_cost out"
            )
        return usd

    def _note(
        self,
        call: Call,
        completion: ChatCompletion,
        *,
        signal: Exception | None,
        price: float = 1.0,
    ) -> float | None:
        """Note what an answer brought and return its price in US dollars, if known."""
        tokens = tokens_of(completion)
        model = getattr(completion, "model", None)
        call.model = model or call.model
        at = getattr(completion, "created", None)
        if type(at) is not int or not 0 < at < FAR_FUTURE:
            at = self._clock()
        listed = self._prices.cost(tokens, model=call.model, at=at)
        cost = None if listed is None else listed * price
        call.note(status_of(signal), tokens=tokens, cost=cost)
        return cost


def _settle(
    turn: Turn, completion: object, *, signal: Exception | None, cost: float | None
) -> None:
    """Tell the pacing what a request came to."""
    if isinstance(signal, Fault):
        turn.failed(signal)
    else:
        tokens = tokens_of(completion)
        turn.answered(tokens=tokens.prompt + tokens.completion, usd=cost)


def _http_client(
    transport: httpx2.AsyncBaseTransport | None, recorder: Recorder | None
) -> httpx2.AsyncClient:
    """Return the client under OpenAI's: aiohttp's, unless a transport is given."""
    if recorder:
        inner = transport or Through(openai.DefaultAioHttpClient())
        return httpx2.AsyncClient(transport=recorder.around(inner))
    if transport:
        return httpx2.AsyncClient(transport=transport)
    return openai.DefaultAioHttpClient()
