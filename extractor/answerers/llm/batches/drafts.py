"""Requests for a batch, body by body what a direct call would send."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import httpx2

from extractor.answerers.llm.answerer import LlmAnswerer
from extractor.answerers.llm.endpoint import Endpoint
from extractor.answerers.llm.pacing import message_tokens, text_tokens
from extractor.answerers.llm.retries import RetryPolicy
from extractor.errors import ModelUnavailable
from extractor.records.outcome import Prompt, Request

URL = "/v1/chat/completions"
USER = "<<the message about one article>>"


@dataclass(frozen=True, slots=True)
class Draft:
    """One request.

    Attributes:
        body: What is sent.
        tokens: Estimated tokens of what is sent.
    """

    body: dict[str, Any]
    tokens: int


class Drafts:
    """Makes the bodies of requests.

    One request of each recipe goes the whole way of a direct call, up to the network.
    The others differ from it in the user's message and the room for the answer.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        """Make requests for this model; nothing is ever sent."""
        self._endpoint, self._caught = endpoint, _Catching()
        policy = RetryPolicy(transport=1)
        self._answerer = LlmAnswerer(endpoint, transport=self._caught, policy=policy)
        self._patterns: dict[tuple[str, str, str], Mapping[str, Any]] = {}

    async def of(self, request: Request[Any]) -> Draft:
        """Return the request as it is to be sent."""
        recipe = request.recipe
        name = (recipe.name, recipe.fingerprint, request.prompt.system)
        if name not in self._patterns:
            self._patterns[name] = await self._pattern(request)
        body = _filled(self._patterns[name], request.prompt.user)
        body[self._endpoint.room_name] = self._answerer.room(request)
        tokens = message_tokens(body["messages"])
        if self._endpoint.counts_schema:
            tokens += text_tokens(len(json.dumps(dict(recipe.strict_schema))))
        return Draft(body, tokens)

    async def _pattern(self, request: Request[Any]) -> Mapping[str, Any]:
        prompt = Prompt(request.prompt.system, USER)
        try:
            await self._answerer.answer(replace(request, prompt=prompt))
        except ModelUnavailable:
            return self._caught.body
        message = "expected the request to end before the network"
        raise RuntimeError(message)


class _Catching(httpx2.AsyncBaseTransport):
    """Keeps the body of a request and sends nothing."""

    body: Mapping[str, Any] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Keep the body; answer with an error, which ends the call."""
        self.body = json.loads(await request.aread())
        return httpx2.Response(400, json={"error": {"message": "kept"}})


def line_of(body: Mapping[str, Any], *, key: bytes) -> bytes:
    """Return the line of a batch file that asks a request under a key."""
    line = {"custom_id": key.hex(), "method": "POST", "url": URL, "body": body}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _filled(pattern: Mapping[str, Any], user: str) -> dict[str, Any]:
    """Return a body with the user's message in its place."""
    messages = [
        {**message, "content": _told(message.get("content"), user)}
        for message in pattern["messages"]
    ]
    return {**pattern, "messages": messages}


def _told(content: Any, user: str) -> Any:
    return content.replace(USER, user) if isinstance(content, str) else content
