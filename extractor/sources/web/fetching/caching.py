"""Answers kept on disk with what a server needs to say that they still hold.

A file is the digest of what follows, what is known of the answer, and its body. One
that was cut off, or changed by others, is known by that.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex

_SUFFIX = ".page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer as it is kept.

    Attributes:
        address: What was asked for.
        content_type: The answer's Content-Type.
        etag: What the server calls this state of the page, if it does.
        last_modified: When the page changed, as the server wrote it.
        body: The page, unpacked.
    """

    address: str
    content_type: str
    etag: str | None
    last_modified: str | None
    body: bytes

    def questions(self) -> dict[str, str]:
        """Return the headers that ask whether it still holds."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


class Cache:
    """A folder of answers, one file each."""

    def __init__(self, folder: Path) -> None:
        """Keep answers in a folder, which is made when the first one comes."""
        self._folder = folder

    def get(self, address: str) -> Kept | None:
        """Return the answer of an address; None when none is kept, or it is broken."""
        try:
            digest, _, whole = self._path(address).read_bytes().partition(b"\n")
            if digest != _digest(whole):
                return None
            head, _, body = whole.partition(b"\n")
            kept = Kept(**json.loads(head), body=body)
        except (OSError, ValueError, TypeError):
            return None
        return kept if kept.address == address else None

    def put(self, address: str, headers: Mapping[str, str], body: bytes) -> None:
        """Keep an answer, if the server lets it be kept and asked about.

        A disk that does not take it costs a fetch next time, and nothing else.
        """
        validators = headers.get("etag"), headers.get("last-modified")
        if "no-store" in headers.get("cache-control", "").lower() or not any(
            validators
        ):
            return
        kept = Kept(
            address=address,
            content_type=headers.get("content-type", ""),
            etag=validators[0],
            last_modified=validators[1],
            body=b"",
        )
        head = {name: value for name, value in asdict(kept).items() if name != "body"}
        with suppress(OSError):
            self._write(address, json.dumps(head).encode() + b"\n" + body)

    def _path(self, address: str) -> Path:
        return self._folder / (hashlib.sha256(address.encode()).hexdigest() + _SUFFIX)

    def _write(self, address: str, whole: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = self._folder / f"{token_hex(8)}.tmp"
        try:
            with temporary.open("xb") as file:
                file.write(_digest(whole) + b"\n" + whole)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self._path(address))
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _digest(whole: bytes) -> bytes:
    return hashlib.sha256(whole).hexdigest().encode()
