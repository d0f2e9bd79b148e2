"""What one HTTP success brought: an answer, or none, and its tokens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openai.types.chat import ChatCompletion

from extractor.answerers.llm.endpoint import Endpoint
from extractor.answerers.llm.faults import unreadable
from extractor.answerers.llm.messages import readable_message
from extractor.answerers.llm.signals import Fault, Refused, Truncated
from extractor.records.briefing_file import Tokens

FILTERED = "the provider's content filter stopped the answer"
# Later than any sensible time in seconds: a server that counts milliseconds.
FAR_FUTURE = 10_000_000_000
# More than any request can use: a server that counts something else.
MOST_TOKENS = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What one HTTP success brought.

    Attributes:
        completion: The answer for instructor; it holds nothing that was not checked.
        signal: Why it holds no whole answer; None when it holds one.
        tokens: What the server counted; what it does not say is 0.
        model: The model that the server says it used.
        created: When, in seconds since 1970, if it says so.
    """

    completion: ChatCompletion
    signal: Exception | None
    tokens: Tokens
    model: str | None
    created: int | None

    @property
    def status(self) -> str:
        """The signal as it stands in Attempt.status."""
        match self.signal:
            case None:
                return "ok"
            case Fault(status=status):
                return status
            case Refused():
                return "refused"
            case _:
                return "truncated"

    @property
    def counted(self) -> int:
        """Tokens sent and answered; 0 when the server counts none."""
        return self.tokens.prompt + self.tokens.completion


def brought(body: object, endpoint: Endpoint) -> Brought:
    """Return what the body of an HTTP success brought.

    Servers send all sorts of things, so any part may be missing or something else.
    """
    whole = _object(body)
    choice = _first_object(whole.get("choices"))
    message = readable_message(choice.get("message"), mode=endpoint.mode)
    return Brought(
        completion=ChatCompletion.construct(choices=[{"message": message or {}}]),
        signal=unreadable(endpoint, body=body)
        if message is None
        else _signal(choice["message"], finish=choice.get("finish_reason")),
        tokens=_tokens(_object(whole.get("usage"))),
        model=_model(whole.get("model")),
        created=_created(whole.get("created")),
    )


def _signal(message: Mapping[str, Any], *, finish: object) -> Exception | None:
    if refusal := message.get("refusal"):
        return Refused(str(refusal))
    if finish == "content_filter":
        return Refused(FILTERED)
    return Truncated() if finish == "length" else None


def _tokens(usage: Mapping[str, Any]) -> Tokens:
    return Tokens(
        prompt=_count(usage.get("prompt_tokens")),
        completion=_count(usage.get("completion_tokens")),
        cached=_count(_object(usage.get("prompt_tokens_details")).get("cached_tokens")),
    )


def _count(value: object) -> int:
    return value if type(value) is int and 0 <= value <= MOST_TOKENS else 0


def _created(at: object) -> int | None:
    return at if type(at) is int and 0 < at < FAR_FUTURE else None


def _model(name: object) -> str | None:
    return name if isinstance(name, str) and name.isprintable() and name else None


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _first_object(values: object) -> Mapping[str, Any]:
    return _object(values[0]) if isinstance(values, list) and values else {}
