"""How a call ends when no answer of it stands: an incident, or an error."""

from typing import NoReturn

from instructor.core.exceptions import ResponseParsingError

from extractor.answerers.llm.calls import Call
from extractor.answerers.llm.signals import Fault, Refused, Truncated
from extractor.answerers.llm.wording import shortened
from extractor.errors import (
    AccessError,
    CostCapReached,
    InvalidReply,
    ModelUnavailable,
    RunError,
)

SHOWN = 300
LISTED = 3


def incident_of(error: BaseException | None, call: Call) -> str | None:
    """Return why asking again ended early; None when its tries were used up.

    Raises the error itself when it is a bug, or ends the run: a missing recording.
    """
    match error:
        case ResponseParsingError():
            return None
        case Fault() | Refused() | Truncated() | CostCapReached():
            return f"Asking again ended early: {_sentence(error)}."
        case None:
            return None
        case _:
            raise _charged(error, call)


def fail(error: BaseException | None, call: Call) -> NoReturn:
    """Raise the error of a call that brought nothing usable."""
    if ends_run := _run_error(error):
        raise _charged(ends_run, call)
    attempts, cost_usd = tuple(call.attempts), call.cost_usd
    if isinstance(error, Fault):
        count = f" (requests sent: {len(attempts)})"
        raise ModelUnavailable(
            error.reason, f"{error}{count}", attempts=attempts, cost_usd=cost_usd
        )
    reason, message = _unusable(error, call)
    raise InvalidReply(reason, message, attempts=attempts, cost_usd=cost_usd)


def _charged(error: BaseException, call: Call) -> BaseException:
    """Return the error; one that ends the run with what the call has cost."""
    if isinstance(error, RunError):
        error.attempts, error.cost_usd = tuple(call.attempts), call.cost_usd
    return error


def _run_error(error: BaseException | None) -> RunError | None:
    """Return the error that ends the run, for those that do."""
    if isinstance(error, Fault) and error.ends_run:
        return AccessError(str(error))
    return error if isinstance(error, CostCapReached) else None


def _unusable(error: BaseException | None, call: Call) -> tuple[str, str]:
    if isinstance(error, Refused):
        return "refused", _sentence(error)
    if isinstance(error, Truncated):
        return "truncated", (
            f"{_sentence(error)}, {call.room} tokens; split the article, or use a "
            "model that allows longer answers"
        )
    return "invalid_reply", (
        f"expected an answer of the recipe's shape, found none in {len(call.attempts)} "
        f"requests; the last one: {_last_problems(call)}"
    )


def _sentence(error: BaseException) -> str:
    match error:
        case Refused():
            return f"the model refuses: {shortened(str(error), to=SHOWN)}"
        case Truncated():
            return "the answer was cut off at its length limit"
        case _:
            return str(error)


def _last_problems(call: Call) -> str:
    problems = call.attempts[-1].problems if call.attempts else ()
    more = f" and {len(problems) - LISTED} more" if len(problems) > LISTED else ""
    listed = "; ".join(problems[:LISTED])
    return shortened(listed, to=SHOWN) + more
