"""What one HTTP success brought: an answer, or none, and its tokens."""

from extractor.answerers.llm.endpoint import Endpoint
from extractor.answerers.llm.faults import unreadable
from extractor.answerers.llm.signals import Fault, Refused, Truncated
from extractor.records.briefing_file import Tokens

FILTERED = "the provider's content filter stopped the answer"


def signal_of(completion: object, endpoint: Endpoint) -> Exception | None:
    """Return why the completion holds no whole answer; None when it holds one.

    The client builds its records from whatever a server sends, so any part may be
    missing.
    """
    choices = getattr(completion, "choices", None)
    choice = choices[0] if choices else None
    message = getattr(choice, "message", None)
    if message is None:
        return unreadable(endpoint, body=getattr(completion, "model_extra", None))
    finish = getattr(choice, "finish_reason", None)
    if refusal := getattr(message, "refusal", None):
        return Refused(str(refusal))
    message.refusal = None
    if finish == "content_filter":
        return Refused(FILTERED)
    return Truncated() if finish == "length" else None


def status_of(signal: Exception | None) -> str:
    """Return the signal as it stands in Attempt.status."""
    match signal:
        case None:
            return "ok"
        case Fault(status=status):
            return status
        case Refused():
            return "refused"
        case _:
            return "truncated"


def tokens_of(completion: object) -> Tokens:
    """Return the tokens that the server counted; what it does not say is 0."""
    usage = getattr(completion, "usage", None)
    details = getattr(usage, "prompt_tokens_details", None)
    return Tokens(
        prompt=_count(usage, "prompt_tokens"),
        completion=_count(usage, "completion_tokens"),
        cached=_count(details, "cached_tokens"),
    )


def _count(holder: object, name: str) -> int:
    value = getattr(holder, name, None)
    return value if type(value) is int and value >= 0 else 0
