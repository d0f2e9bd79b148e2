"""The one place where a request is sent, and its outcome noted."""

import asyncio
from collections.abc import Callable

import httpx2
import openai
from openai.types.chat import ChatCompletion

from extractor.answerers.llm.calls import Call, current_call
from extractor.answerers.llm.completions import signal_of, status_of, tokens_of
from extractor.answerers.llm.endpoint import Endpoint
from extractor.answerers.llm.faults import THROWN, fault_of
from extractor.answerers.llm.prices import PriceList
from extractor.answerers.llm.recording import Recorder, Through

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
    ) -> None:
        """Make ready; no connection is opened."""
        # It never tries again itself: the policy does.
        self._client = openai.AsyncOpenAI(
            base_url=endpoint.url,
            api_key=endpoint.api_key or NO_KEY,
            max_retries=0,
            timeout=httpx2.Timeout(endpoint.timeout_s),
            http_client=_http_client(transport, recorder),
        )
        # Whole, so that it is not put together anew for each request.
        self._url = f"{self._client.base_url}chat/completions"
        self.parameters = endpoint.sent
        self._endpoint, self._room_name = endpoint, endpoint.room_name
        self._prices, self._clock = PriceList(endpoint), clock
        # A recorder keeps the time itself: it must see what it is to write down.
        self._deadline = None if recorder else endpoint.timeout_s

    async def post(self, **body: object) -> ChatCompletion:
        """Send one request of the current call; return a whole answer.

        Raises:
            Fault: No answer came.
            Refused: The model refuses.
            Truncated: The answer was cut off.
        """
        call = current_call()
        body |= call.extra
        body[self._room_name] = call.room
        try:
            async with asyncio.timeout(self._deadline):
                completion = await self._client.post(
                    self._url, body=body, cast_to=ChatCompletion
                )
        except THROWN as error:
            fault = fault_of(error, endpoint=self._endpoint, now=self._clock())
            call.note(fault.status)
            raise fault from error
        signal = signal_of(completion, self._endpoint)
        self._note(call, completion, status=status_of(signal))
        if signal:
            raise signal
        return completion

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._client.close()

    def _note(self, call: Call, completion: ChatCompletion, *, status: str) -> None:
        tokens = tokens_of(completion)
        model = getattr(completion, "model", None)
        call.model = model or call.model
        at = getattr(completion, "created", None)
        if type(at) is not int or not 0 < at < FAR_FUTURE:
            at = self._clock()
        cost = self._prices.cost(tokens, model=call.model, at=at)
        call.note(status, tokens=tokens, cost=cost)


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
