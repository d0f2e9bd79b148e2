"""The one place where a request is sent, and its outcome noted."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx2
import openai
from openai.types.chat import ChatCompletion

from extractor.answerers.llm.bodies import read_body
from extractor.answerers.llm.calls import Call, Given, current_call
from extractor.answerers.llm.completions import Brought, brought
from extractor.answerers.llm.endpoint import Endpoint
from extractor.answerers.llm.faults import THROWN, fault_of
from extractor.answerers.llm.pacing import Estimate, Pacing, Turn, message_tokens
from extractor.answerers.llm.prices import PriceList
from extractor.answerers.llm.recording import Recorder, Through
from extractor.answerers.llm.signals import Fault
from extractor.errors import OutputError, SettingsError
from extractor.records.briefing_file import Tokens

# The client would otherwise take a key meant for OpenAI from the environment.
NO_KEY = "none"


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
        expected = self._expected(call, body["messages"])
        if given := call.take_given():
            return self._taken(given, call, expected=expected)
        turn = await self._pacing.turn(self._estimate(expected))
        body |= call.extra
        body[self._room_name] = call.room
        try:
            received = await self._send(body, call=call, turn=turn, expected=expected)
            came = brought(received, self._endpoint)
            cost = self._note(call, came, expected=expected)
            _settle(turn, came, cost=cost)
        finally:
            turn.leave()
        return _answer(came)

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._client.close()

    def _taken(self, given: Given, call: Call, *, expected: Tokens) -> ChatCompletion:
        """Return an answer that was given, as if a request had brought it."""
        came = brought(given.completion, self._endpoint)
        self._note(call, came, expected=expected, price=given.price)
        return _answer(came)

    async def _send(
        self, body: dict[str, object], *, call: Call, turn: Turn, expected: Tokens
    ) -> Any:
        """Return the body of an HTTP success, as JSON."""
        try:
            async with asyncio.timeout(self._deadline):
                response = await self._client.post(
                    self._url, body=body, cast_to=httpx2.Response
                )
        except THROWN as error:
            fault = self._fault(error, call, expected=expected)
            turn.failed(fault)
            raise fault from error
        return read_body(response.content)

    def _fault(self, error: Exception, call: Call, *, expected: Tokens) -> Fault:
        """Return what was thrown as a fault, and note it.

        One that nobody waited for to the end, or whose recording cannot be written,
        may be on the bill.
        """
        try:
            fault = fault_of(error, endpoint=self._endpoint, now=self._clock())
        except OutputError:
            call.note("reset", cost=self._guess(expected))
            raise
        lost = self._guess(expected) if fault.status == "timeout" else 0.0
        call.note(fault.status, cost=lost)
        return fault

    def _expected(self, call: Call, messages: Any) -> Tokens:
        """Return what the next request is thought to use."""
        prompt = message_tokens(messages) + call.fixed_tokens
        return Tokens(prompt=prompt, completion=min(call.answer_tokens, call.room))

    def _estimate(self, expected: Tokens) -> Estimate:
        usd = self._price(expected) if self._is_capped else 0.0
        return Estimate(expected.prompt + expected.completion, usd)

    def _guess(self, expected: Tokens) -> float | None:
        return self._prices.cost(expected, model=None, at=self._clock())

    def _price(self, tokens: Tokens) -> float:
        usd = self._guess(tokens)
        if usd is None:
            raise SettingsError(
                f"max_cost: the price of {self._endpoint.model!r} at "
                f"{self._endpoint.server} is not known; give --price-in and "
                "--price-out (settings price_in, price_out; US dollars for a million "
                "tokens), or leave max_cost out"
            )
        return usd

    def _note(
        self, call: Call, came: Brought, *, expected: Tokens, price: float = 1.0
    ) -> float | None:
        """Note what an answer brought and return its price in US dollars, if known."""
        call.model = came.model or call.model
        listed = self._listed(call, came, expected=expected)
        cost = None if listed is None else listed * price
        call.note(came.status, tokens=came.tokens, cost=cost)
        return cost

    def _listed(self, call: Call, came: Brought, *, expected: Tokens) -> float | None:
        """Return an answer's listed price; one not counted is guessed for a cap."""
        if came.counted or isinstance(came.signal, Fault):
            at = came.created or self._clock()
            return self._prices.cost(came.tokens, model=call.model, at=at)
        return self._guess(expected) if self._is_capped else None


def _answer(came: Brought) -> ChatCompletion:
    """Return the whole answer; raise why there is none."""
    if came.signal:
        raise came.signal
    return came.completion


def _settle(turn: Turn, came: Brought, *, cost: float | None) -> None:
    """Tell the pacing what a request came to."""
    if isinstance(came.signal, Fault):
        turn.failed(came.signal)
    else:
        turn.answered(tokens=came.counted, usd=cost)


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
