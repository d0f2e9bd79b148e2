"""An S3-compatible server on this machine, in a process of its own."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_EC2_METADATA_DISABLED": "true",
}
PATIENCE_S = 60.0


@contextmanager
def s3_server() -> Iterator[str]:
    """Return the end of addresses in the store, from the question mark on."""
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield f"?scheme=http&endpoint_override=127.0.0.1:{port}&region=us-east-1"
    finally:
        server.terminate()
        server.wait()


def store(end: str) -> Any:
    """Return the file system, with a bucket `news` made in it."""
    from pyarrow.fs import FileSystem

    address = f"s3://news/{end}&allow_bucket_creation=true"
    system, _ = FileSystem.from_uri(address)
    system.create_dir("news")
    return system


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            assert time.monotonic() < until, "the store does not answer"
            time.sleep(0.1)  # noqa: TID251 - watching another process
        else:
            return
