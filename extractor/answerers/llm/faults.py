"""The one place where a vendor's errors become ours."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Literal

import httpx2
import openai

from extractor.answerers.llm.endpoint import Endpoint
from extractor.answerers.llm.signals import Fault
from extractor.answerers.llm.wording import shortened
from extractor.errors import ExtractorError

# What is thrown while a request is under way, besides what is a bug.
THROWN = (
    openai.OpenAIError,
    httpx2.HTTPError,
    TimeoutError,
    json.JSONDecodeError,
    UnicodeDecodeError,
)
# The `code` or `type` that OpenAI and those who copy its errors give when money or the
# model is missing, whatever the HTTP status.
QUOTA_CODES = frozenset(
    {"billing_hard_limit_reached", "billing_not_active", "insufficient_quota"}
)
MODEL_CODES = frozenset({"model_not_found"})
SHOWN = 300
# A shorter key is a word that any text may hold, such as "none" or "test".
SHORTEST_KEY = 12
_KEY = re.compile(r"\b(?:sk-|gsk_|xai-)[\w*.-]{6,}")


def fault_of(error: Exception, *, endpoint: Endpoint, now: float) -> Fault:
    """Return the fault that a thrown error stands for.

    Raises the error's own cause when that is one of ours, such as RecordingMissing, or
    a bug: the client wraps whatever a transport raises.
    """
    if isinstance(error, openai.APIStatusError):
        return _refusal(error, endpoint, now=now)
    if isinstance(error, openai.APIConnectionError):
        _reraise_foreign(error)
        return _lost(error, endpoint)
    if isinstance(error, TimeoutError | httpx2.HTTPError):
        return _lost(error, endpoint)
    return unreadable(endpoint)


def unreadable(endpoint: Endpoint, *, body: object = None) -> Fault:
    """Return the fault of an HTTP success that brought no answer.

    Some gateways report errors so, in the body alone.
    """
    error = body.get("error") if isinstance(body, dict) else None
    message = (
        f"{endpoint.server} answered with an error: {_said(error, endpoint)}"
        if error
        else f"expected a chat completion from {endpoint.server}, found something "
        "else; check that base_url is the address of an OpenAI-compatible API"
    )
    return Fault("invalid", "server_error", message=message, passing=True)


def network_fault(error: BaseException) -> Literal["reset", "timeout"] | None:
    """Tell a lost connection from a time-out by the root cause; None is neither.

    aiohttp's refused and reset connections arrive as connect time-outs.
    """
    chain = [link for link in _causes(error) if _networked(link)]
    if not chain:
        return None
    timed_out = any(isinstance(link, TimeoutError) for link in chain)
    timed_out = timed_out or isinstance(chain[-1], httpx2.TimeoutException)
    return "timeout" if timed_out else "reset"


def retry_after(headers: Mapping[str, str], *, now: float) -> float | None:
    """Return the seconds that a server asks to wait, or None.

    Zero, negative and unreadable values count as none: they say nothing that a
    backoff should give way to.
    """
    seconds = _number(headers.get("retry-after-ms"), 0.001)
    if seconds is None:
        seconds = _number(headers.get("retry-after"), 1.0)
    if seconds is None:
        seconds = _until(headers.get("retry-after"), now)
    return seconds if seconds is not None and seconds > 0 else None


def without(key: str | None, text: str) -> str:
    """Return the text without the key."""
    return text.replace(key, "[key]") if key and len(key) >= SHORTEST_KEY else text


def redacted(text: str, *, key: str | None) -> str:
    """Return a complaint without the key and without what looks like a part of one."""
    return _KEY.sub("[key]", without(key, text))


def _refusal(error: openai.APIStatusError, endpoint: Endpoint, *, now: float) -> Fault:
    status, said = error.status_code, _said(error.body, endpoint)
    if access := _access(error, endpoint, said=said):
        return Fault(f"http_{status}", "access", message=access)
    server = f"{endpoint.server} answered {status}"
    wait_s = retry_after(error.response.headers, now=now)
    if status == 429:
        wait = f", and asks to wait {wait_s:g} s" if wait_s else ""
        message = f"{server} (too many requests){wait}: {said}; try again later"
        return Fault(
            "http_429", "rate_limited", message=message, passing=True, wait_s=wait_s
        )
    if status in (408, 409) or status >= 500:
        reason = "timeout" if status == 408 else "server_error"
        message = f"{server}: {said}"
        return Fault(
            f"http_{status}", reason, message=message, passing=True, wait_s=wait_s
        )
    message = f"{server}: {said}{_hint(said)}"
    return Fault(f"http_{status}", "request_rejected", message=message)


def _access(
    error: openai.APIStatusError, endpoint: Endpoint, *, said: str
) -> str | None:
    """Return what to do when the key, the quota or the model is refused."""
    server, status = endpoint.server, error.status_code
    codes = {str(error.code), str(error.type)}
    if codes & QUOTA_CODES or status == 402:
        return f"{server} says the quota is used up: {said}; add credit or change plan"
    if codes & MODEL_CODES or status == 404:
        return (
            f"{server} does not know the model {endpoint.model!r}, or base_url is not "
            f"its API's address: {said}; check both"
        )
    if status == 401:
        return (
            f"{server} refuses the key; set {endpoint.key_names} to one that is valid "
            "there"
        )
    if status == 403:
        return (
            f"{server} does not let this key use the model {endpoint.model!r}: {said}; "
            "use another key or another model"
        )
    return None


def _hint(said: str) -> str:
    """Say how to ask for less room, when that is what a server complains of."""
    if not any(name in said for name in ("max_tokens", "max_completion_tokens")):
        return ""
    return "; set max_tokens under [parameters] to the most that the model allows"


def _lost(error: Exception, endpoint: Endpoint) -> Fault:
    if network_fault(error) == "timeout":
        message = (
            f"no answer from {endpoint.server} within {endpoint.timeout_s:g} s; "
            "check the server, or set a longer timeout"
        )
        return Fault("timeout", "timeout", message=message, passing=True)
    message = (
        f"{endpoint.server} cannot be reached: the connection was refused or cut off; "
        "check that the server runs and that base_url is its address"
    )
    return Fault("reset", "unreachable", message=message, passing=True)


def _reraise_foreign(error: BaseException) -> None:
    """Raise what a transport raised that no network can cause."""
    cause = error.__cause__
    ours = [link for link in _causes(error) if isinstance(link, ExtractorError)]
    if ours:
        raise ours[0]
    if cause is not None and not _networked(cause):
        raise cause


def _causes(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__


def _networked(error: BaseException) -> bool:
    known = isinstance(error, OSError | httpx2.HTTPError | httpx2.InvalidURL)
    return known or type(error).__module__.partition(".")[0] == "aiohttp"


def _said(body: object, endpoint: Endpoint) -> str:
    """Return what a server complains of, as it may be shown."""
    said = body.get("message") if isinstance(body, dict) else body
    text = str(said or "no reason given").encode(errors="replace").decode()
    return shortened(redacted(text, key=endpoint.api_key), to=SHOWN)


def _number(value: str | None, unit: float) -> float | None:
    try:
        number = float(value or "") * unit
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _until(value: str | None, now: float) -> float | None:
    try:
        return parsedate_to_datetime(value or "").timestamp() - now
    except (TypeError, ValueError, OverflowError):
        return None
