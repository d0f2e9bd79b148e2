"""The lines that come back: an answer, or why there is none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from extractor.answerers.llm.bodies import read_body
from extractor.answerers.llm.faults import MODEL_CODES, QUOTA_CODES, redacted
from extractor.answerers.llm.wording import shortened

SHOWN = 300
KEY_CHARS = 64
EXPIRED, CANCELLED = "batch_expired", "batch_cancelled"
# What other articles would meet as well: a later batch may be luckier.
ACCESS = frozenset({401, 402, 403, 404})
PASSING = frozenset({408, 409, 429})

Fate = Literal["answered", "again", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a batch says of one request.

    Attributes:
        key: The key that it was asked under.
        fate: Whether it was answered, is to be asked again, or never will be answered.
        completion: The answer's body.
        status: What became of the request, as in Attempt.
        reason: Why there is no answer, one word.
        message: The same, for people.
    """

    key: bytes
    fate: Fate
    completion: Mapping[str, Any] | None = None
    status: str = "ok"
    reason: str = ""
    message: str = ""


def read_results(lines: Iterable[bytes], *, secret: str | None) -> Iterator[Result]:
    """Yield what the lines of an output or error file say.

    A line that cannot be read, or names no key of ours, is passed over: its request
    counts as not answered.

    Args:
        lines: The file's lines.
        secret: The provider's key, which no message may hold.
    """
    for line in lines:
        document = _object(line)
        key = _key(document.get("custom_id"))
        if key is not None:
            yield _result(key, document, secret=secret)


def _result(key: bytes, document: Mapping[str, Any], *, secret: str | None) -> Result:
    response, error = _part(document, "response"), _part(document, "error")
    status, body = response.get("status_code"), _part(response, "body")
    if status == 200 and not error:
        return Result(key=key, fate="answered", completion=body)
    error = error or _part(body, "error")
    said = shortened(
        redacted(str(error.get("message") or "no reason given"), key=secret), to=SHOWN
    )
    code = str(error.get("code"))
    if code in (EXPIRED, CANCELLED):
        word = code.removeprefix("batch_")
        told = "timeout" if code == EXPIRED else "reset"
        return _unanswered(key, "again", told, reason=word, message=said)
    if not isinstance(status, int) or not 100 <= status <= 999:
        return _unanswered(key, "again", "reset", reason="server_error", message=said)
    told = f"http_{status}"
    if _may_pass(status, {code, str(error.get("type"))}):
        return _unanswered(key, "again", told, reason="server_error", message=said)
    refused = f"the provider refuses the request: {said}"
    return _unanswered(
        key, "rejected", told, reason="request_rejected", message=refused
    )


def _may_pass(status: int, codes: set[str]) -> bool:
    known = bool(codes & (QUOTA_CODES | MODEL_CODES))
    return status in ACCESS or status in PASSING or status >= 500 or known


def _unanswered(
    key: bytes, fate: Fate, status: str, *, reason: str, message: str
) -> Result:
    return Result(key=key, fate=fate, status=status, reason=reason, message=message)


def _object(line: bytes) -> Mapping[str, Any]:
    document = read_body(line)
    return document if isinstance(document, dict) else {}


def _part(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = holder.get(name)
    return part if isinstance(part, dict) else {}


def _key(custom_id: object) -> bytes | None:
    if not isinstance(custom_id, str) or len(custom_id) != KEY_CHARS:
        return None
    try:
        return bytes.fromhex(custom_id)
    except ValueError:
        return None
