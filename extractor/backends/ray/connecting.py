"""A Ray cluster: one of somebody's, or one on this machine for the time of a run."""

import importlib.util
import logging
import os
import shutil
import socket
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from extractor.errors import SettingsError

# Rows are a few kilobytes each and pass through; Ray's own choice is a third of memory.
OBJECT_STORE_BYTES = 512 * 1024 * 1024
STDERR = 2
ANSWERS_WITHIN_S = 10.0
CPUS_AT_LEAST = 2  # actors hold half of one each, and reading and writing need one
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",  # it warns of what Ray Data itself does
}
MISSING = (
    "expected Ray for --backend ray, found it is not installed; "
    'pip install "article-briefing[ray]"'
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Ray, connected.

    Attributes:
        cpus: Processors of all its machines.
    """

    cpus: int


@contextmanager
def cluster(address: str | None) -> Iterator[Cluster]:
    """Connect to the cluster at an address; None starts one on this machine.

    Raises:
        SettingsError: Ray is not installed, or nothing answers at the address.
    """
    if importlib.util.find_spec("ray") is None:
        raise SettingsError(MISSING)
    _stay_quiet()
    folder = None if address else tempfile.mkdtemp(prefix="xt-")
    try:
        _connect(address, folder)
        yield Cluster(cpus=_cpus())
    finally:
        _disconnect(folder)


def _stay_quiet() -> None:
    """Let Ray send no reports home, and say nothing but errors."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)  # noqa: TID251 - Ray reads nothing else
    warnings.filterwarnings("ignore", category=UserWarning, module=r"ray\.")
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _connect(address: str | None, folder: str | None) -> None:
    if address is not None:
        _require_answer(address)
    with _silence():
        _init(address, folder)
    _set_context()


def _require_answer(address: str) -> None:
    """Raise SettingsError when nothing listens there: Ray itself asks for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not (host and port.isdecimal()):
        return  # as `auto`: Ray looks it up
    try:
        socket.create_connection((host, int(port)), timeout=ANSWERS_WITHIN_S).close()
    except OSError as error:
        message = (
            f"expected a Ray cluster at {address}, found: {error}. Give the address "
            "that `ray start --head` says, or leave it out to start Ray on this machine"
        )
        raise SettingsError(message) from None


def _init(address: str | None, folder: str | None) -> None:
    import ray

    quiet: dict[str, Any] = {"logging_level": "ERROR", "log_to_driver": False}
    try:
        if address:
            ray.init(address=address, **quiet)
        else:
            ray.init(
                address="local",
                num_cpus=max(CPUS_AT_LEAST, os.cpu_count() or 1),
                object_store_memory=OBJECT_STORE_BYTES,
                include_dashboard=False,
                _temp_dir=folder,
                **quiet,
            )
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        what = f"a Ray cluster at {address}" if address else "Ray on this machine"
        message = f"expected to reach {what}, found: {error}"
        raise SettingsError(message) from error


@contextmanager
def _silence() -> Iterator[None]:
    """Keep what Ray's own library writes while it starts off standard error."""
    sys.stderr.flush()
    kept, nowhere = os.dup(STDERR), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STDERR)
    try:
        yield
    finally:
        os.dup2(kept, STDERR)
        os.close(kept)
        os.close(nowhere)


def _set_context() -> None:
    from ray.data import DataContext

    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)


def _cpus() -> int:
    import ray

    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _disconnect(folder: str | None) -> None:
    import ray

    ray.shutdown()
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
