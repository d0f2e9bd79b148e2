"""The Ray backend as a user runs it, in processes of its own, against a mock model."""

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pyarrow.fs import copy_files
from pyarrow.parquet import read_table

from benchmarks.many_articles import BRIEF
from benchmarks.ray_backend import (
    Counted,
    answers,
    counted,
    model,
    prepare,
    started,
    wait_for_answers,
    workers_of,
)
from tests.ray.s3 import CREDENTIALS, s3_server, store
from tests.servers.loopback import Behaviour, Loopback, chat, http

pytestmark = [pytest.mark.ray, pytest.mark.loopback]
PATIENCE_S = 300
AT_ONCE = 16
ONE_DOLLAR = {
    "prompt_tokens": 100_000,
    "completion_tokens": 0,
    "total_tokens": 100_000,
}  # at 10 USD for a million
RAY = ("--backend", "ray", "--ray-workers", 2, "--at-once", AT_ONCE)


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path


def _ended(process: "subprocess.Popen[bytes]") -> int:
    return process.wait(timeout=PATIENCE_S)


def _verified(where: Path, output: str = "out") -> int:
    command = [sys.executable, "-m", "extractor", "verify", "-q", output]
    return subprocess.run(command, cwd=where, check=False).returncode


def test_two_workers_under_95_percent_of_a_servers_limit_get_no_429(where: Path):
    number, server_rpm = 60, 50
    prepare(where, number, short=True)
    with model(where, latency_s=0.2, rpm=server_rpm) as url:
        assert _ended(started(where, url, *RAY, "--rpm", int(0.95 * server_rpm))) == 0
        assert counted(where, number) == Counted(0, 0, 0, 0)
        assert _ended(started(where, url, "--backend", "local")) == 0
    assert answers(where) == number
    assert _verified(where) == 0


class Late:
    """Refuses the first request about every second article, and answers the others."""

    def __init__(self) -> None:
        self.answered, self._asked = 0, Counter[str]()

    def __call__(self, body: dict[str, Any]) -> Behaviour:
        [number] = re.findall(r"copy number (\d+)", body["messages"][1]["content"])
        self._asked[number] += 1
        if int(number) % 2 and self._asked[number] == 1:
            return http(429, retry_after="100")
        self.answered += 1
        answer = chat(json.dumps(BRIEF))
        return replace(answer, body=answer.body | {"usage": ONE_DOLLAR})


def test_all_passes_together_cost_no_more_than_the_cap(where: Path):
    number, cap, in_flight = 10, 7.5, 2
    prepare(where, number, short=True)
    server, late = Loopback(), Late()
    server.by = late
    flags = ("--price-in", 10, "--price-out", 0, "--max-cost", cap)
    try:
        process = started(where, server.url, *RAY[:-1], in_flight, *flags)
        assert _ended(process) == 2
    finally:
        server.close()
    assert number // 2 < late.answered <= cap + in_flight
    assert counted(where, number).lost == number - late.answered


def test_after_kill_9_of_a_worker_nothing_is_lost_or_doubled(where: Path):
    number = 200
    prepare(where, number, short=True)
    with model(where, latency_s=0.5) as url:
        process = started(where, url, *RAY)
        wait_for_answers(where, number // 2, process)
        os.kill(workers_of(process.pid)[0], signal.SIGKILL)
        assert _ended(process) == 0
    found = counted(where, number)
    assert (found.lost, found.doubled) == (0, 0)
    assert found.twice <= AT_ONCE // 2
    assert _verified(where) == 0


def test_after_kill_9_of_the_command_the_next_one_pays_what_was_in_flight(where: Path):
    number = 200
    prepare(where, number, short=True)
    with model(where, latency_s=0.5) as url:
        process = started(where, url, *RAY)
        wait_for_answers(where, number // 2, process)
        process.kill()
        _ended(process)
        assert _ended(started(where, url, *RAY)) == 0
    found = counted(where, number)
    assert (found.lost, found.doubled) == (0, 0)
    assert found.twice <= AT_ONCE
    assert _verified(where) == 0


def test_a_run_reads_from_and_writes_to_an_s3_compatible_store(
    where: Path, monkeypatch: pytest.MonkeyPatch
):
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    number = 30
    prepare(where, number, short=True)
    with s3_server() as end, model(where, latency_s=0.1) as url:
        system = store(end)
        copy_files(str(where / "in"), "news/in", destination_filesystem=system)
        run = partial(_in_store, where, url, end)
        assert _ended(run()) == 0
        assert _ended(run()) == 0
        rows = _rows(system)
    assert answers(where) == number
    assert len({row["key"] for row in rows}) == len(rows) == number
    assert {row["source"] for row in rows} >= {"s3://news/in/000007.txt"}
    (where / "out.jsonl").write_text("\n".join(row["file"] for row in rows))
    assert _verified(where, "out.jsonl") == 0


def _in_store(where: Path, url: str, end: str) -> "subprocess.Popen[bytes]":
    flags = (*RAY, "-o", f"s3://news/out{end}")
    return started(where, url, *flags, inputs=f"s3://news/in{end}")


def _rows(system: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_table("news/out", filesystem=system).to_pylist()
    return rows
