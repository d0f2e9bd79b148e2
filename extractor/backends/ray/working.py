"""What of a run is Ray's: the actor that holds the limits, and the work beside us."""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from extractor.answerers.llm.pacing import Limits
from extractor.backends.ray.fleet import Fleet
from extractor.errors import RunError

SHOWN = 300  # characters of what Ray says


@contextmanager
def fleet_of(limits: Limits) -> Iterator[Any]:
    """Return the handle of the actor that holds these limits for a whole run."""
    import ray

    name = f"extractor-limits-{uuid.uuid4().hex}"
    fleet = ray.remote(Fleet).options(name=name, num_cpus=0, max_concurrency=1_000)
    handle = fleet.remote(limits)
    try:
        yield handle
    finally:
        ray.kill(handle)


@contextmanager
def told_of_ray() -> Iterator[None]:
    """Raise what Ray raises inside as a RunError."""
    from ray.exceptions import RayError

    try:
        yield
    except RayError as error:
        raise lost(error) from error


class Working(threading.Thread):
    """Ray Data at work, beside the thread that keeps what comes.

    Attributes:
        error: What ended it, if it has not come to its own end.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        """Make ready; `start` begins."""
        super().__init__(daemon=True)
        self.error: Exception | None = None
        self._work = work

    def run(self) -> None:
        """Work, and keep any error: it is for the other thread to raise."""
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - Ray Data raises what tasks raise
            self.error = error


def lost(error: Exception) -> RunError:
    """Return the error of a run whose work has ended with one."""
    cause = _cause(error)
    said = str(cause).partition("\n")[0]  # below it, Ray speaks of its own settings
    why = f"{type(cause).__name__}: {said}".strip()[:SHOWN]
    ended = RunError(
        f"Ray has ended the work ({why}); what is finished is kept, and the same "
        "command goes on"
    )
    if isinstance(cause, RunError):
        ended.exit_code = cause.exit_code
    return ended


def _cause(error: BaseException) -> BaseException:
    """Return what was raised in a task, out of what Ray wraps it in."""
    wrapped = getattr(error, "cause", None)
    if not isinstance(wrapped, BaseException):
        wrapped = error.__cause__
    return error if wrapped is None or wrapped is error else _cause(wrapped)
