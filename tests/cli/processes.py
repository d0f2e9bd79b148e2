"""The command line in processes of its own, which tests may kill."""

import ctypes
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import ROOT, TEXT
from tests.servers.loopback import Loopback

PATIENCE_S = 60.0
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1  # linux/prctl.h, linux/capability.h
COMMAND = [sys.executable, "-m", "extractor"]


def model_of(server: Loopback) -> list[str]:
    """Return the flags that name a server's model."""
    return ["--model", "toy", "--base-url", server.url]


def environment() -> dict[str, str]:
    """Return what a child is to see."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}  # noqa: TID251 - a child's


def started(*arguments: object, where: Path, **more: Any) -> "subprocess.Popen[str]":
    """Return a command that runs."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=where,
        env=environment(),
        text=True,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
    )


def heed_permissions() -> None:
    """Let a command that is about to start write only where others may, even as root.

    Linux lets root past a folder's mode by a capability, which is given up here.
    """
    if sys.platform == "linux" and os.geteuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Return the exit status of a command and what it said."""
    _, err = process.communicate(timeout=PATIENCE_S)
    return process.returncode, err


def wait_until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    until = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < until, "it did not come true"
        threading.Event().wait(0.01)


def write_articles(folder: Path, number: int) -> list[str]:
    """Write articles that differ; return their stems."""
    folder.mkdir(parents=True, exist_ok=True)
    stems = [f"article-{n:03}" for n in range(number)]
    for stem in stems:
        text = f"{TEXT}\nThis is {stem}.\n"
        (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
    return stems


def named_in(body: dict[str, Any]) -> str:
    """Return the stem of the article that a request asks about."""
    words = body["messages"][1]["content"].split("This is ", 1)[1]
    return str(words.split(".", 1)[0])
