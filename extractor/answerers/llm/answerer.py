"""The answerer that asks a model: one instructor loop for each article."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar, cast

import httpx2
import instructor
from instructor.core.exceptions import InstructorRetryException
from pydantic import BaseModel

from extractor.answerers.llm.calls import Call, Given, calling
from extractor.answerers.llm.endings import fail, incident_of
from extractor.answerers.llm.endpoint import Endpoint
from extractor.answerers.llm.pacing import (
    Pacing,
    Unpaced,
    answer_tokens,
    text_tokens,
)
from extractor.answerers.llm.recording import Recorder, taping
from extractor.answerers.llm.retries import RetryPolicy
from extractor.answerers.llm.shells import Form, Forms
from extractor.answerers.llm.wire import Wire
from extractor.errors import SettingsError
from extractor.records.briefing_file import Engine
from extractor.records.outcome import Prompt, Reply, Request

T = TypeVar("T", bound=BaseModel)

TOKENS_PER_CHARACTER = 2
SPARE_TOKENS = 1_000

# It writes every failed attempt, whole completions included, as an error.
logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)


class LlmAnswerer:
    """Answers requests with a model behind an OpenAI-compatible server.

    One answerer serves any number of articles at once, in one event loop.

    Attributes:
        softened: Empty: no rule is softer for a model.
    """

    softened: frozenset[str] = frozenset()

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        transport: httpx2.AsyncBaseTransport | None = None,
        recorder: Recorder | None = None,
        policy: RetryPolicy | None = None,
        pacing: Pacing | None = None,
    ) -> None:
        """Make ready; no connection is opened before the first request.

        Args:
            endpoint: The model and its server.
            transport: Carries requests; None is the network.
            recorder: Keeps every exchange, when given.
            policy: How failures are tried again.
            pacing: When requests may be sent; None is at once, always.

        Raises:
            SettingsError: OpenAI itself is to be asked, without a key; or the cost is
                capped, and the price unknown.
        """
        if transport is None and endpoint.is_openai and not endpoint.api_key:
            raise SettingsError(
                f"expected a key for {endpoint.server}, found none; set "
                f"{endpoint.key_names}, or name another base_url"
            )
        self._endpoint, self._policy = endpoint, policy or RetryPolicy()
        self._forms = Forms()
        self._wire = Wire(
            endpoint,
            transport=transport,
            recorder=recorder,
            clock=self._policy.clock,
            pacing=pacing or Unpaced(),
        )
        self._create = _loop(self._wire, instructor.Mode[endpoint.mode.upper()])

    async def answer(
        self, request: Request[T], *, given: Given | None = None
    ) -> Reply[T]:
        """Return the reply with the best answer that could be had.

        Args:
            request: What is asked.
            given: Taken for the first answer; only what is wrong with it is asked.

        Raises:
            ModelUnavailable: No answer came.
            InvalidReply: Answers came, and none can be used.
            AccessError: The provider refuses the key, the quota or the model.
            RecordingMissing: A replay holds no such request.
            CostCapReached: The cap on the cost leaves nothing for a first answer.
        """
        form = self._forms.of(request.recipe)
        call = self._call(request, form, given=given)
        with calling(call), taping(request.article):
            ended = await self._ask(request.prompt, form, call=call)
        incident = incident_of(ended, call)
        if call.kept is None:
            fail(ended, call)
        return Reply(
            review=call.kept.review,
            engine=self._engine(call.kept.model),
            attempts=tuple(call.attempts),
            cost_usd=call.cost_usd,
            incident=incident,
        )

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._wire.aclose()

    async def _ask(
        self, prompt: Prompt, form: Form, *, call: Call
    ) -> BaseException | None:
        """Return None after an answer that stands, else what ended the asking."""
        controller = self._policy.controller(call)
        try:
            await self._create(
                model=self._endpoint.model,
                messages=[
                    {"role": "system", "content": prompt.system},
                    {"role": "user", "content": prompt.user},
                ],
                response_model=form.shell,
                max_retries=controller,
            )
        except InstructorRetryException as error:
            return error.__cause__
        finally:
            # It and its state hold each other, and would wait for the collector.
            vars(controller).clear()
        return None

    def room(self, request: Request[Any]) -> int:
        """Return the tokens that the first answer to a request may take."""
        return self._call(request, self._forms.of(request.recipe)).room

    def _call(
        self, request: Request[Any], form: Form, *, given: Given | None = None
    ) -> Call:
        length = request.characters
        if length is None:
            length = len(request.article.text)
        extra: Mapping[str, Any] = self._wire.parameters
        if self._endpoint.mode == "json_schema":
            extra = {**extra, "response_format": form.response_format}
        return Call(
            review=request.review,
            extra=extra,
            room=TOKENS_PER_CHARACTER * length + SPARE_TOKENS,
            ceiling=self._endpoint.room_ceiling,
            fixed_tokens=text_tokens(form.characters)
            if self._endpoint.counts_schema
            else 0,
            answer_tokens=answer_tokens(length),
            given=given,
        )

    def _engine(self, returned_model: str | None) -> Engine:
        endpoint = self._endpoint
        return Engine(
            kind="llm",
            model=endpoint.model,
            returned_model=returned_model,
            parameters={"mode": endpoint.mode, **endpoint.parameters},
        )


def _loop(wire: Wire, mode: instructor.Mode) -> Callable[..., Awaitable[Any]]:
    """Return instructor's loop around our own way of sending.

    `context=` must never be passed to it: it would render articles as templates.
    """
    patched = instructor.patch(create=wire.post, mode=mode)
    return cast("Callable[..., Awaitable[Any]]", patched)
