"""Bodies of answers: unpacked while they come, and cut off where they grow large."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.errors import UnreadableArticle

ACCEPTED = "gzip, deflate"
_MAGIC_BYTES = 2  # that tell deflate with its head from deflate without
_GZIP, _GZIP_MAGIC = 16 + zlib.MAX_WBITS, b"\x1f\x8b"
MOST_MEMBERS = 1_000  # of a gzip body: what packs in parts makes some hundred of 20 MB


def body(chunks: Iterable[bytes], *, coding: str, most_bytes: int) -> bytes:
    """Return a body, unpacked.

    Args:
        chunks: What comes, as it comes.
        coding: The answer's Content-Encoding.
        most_bytes: The most that may come, and that it may unpack to.

    Raises:
        UnreadableArticle: It is larger (`too_large`), or cannot be unpacked
            (`fetch_failed`).
    """
    kept, size = [], 0
    for piece in _unpacked(_counted(chunks, most_bytes), coding, most_bytes):
        size += len(piece)
        if size > most_bytes:
            raise too_large(most_bytes)
        kept.append(piece)
    return b"".join(kept)


def too_large(most_bytes: int) -> UnreadableArticle:
    """Return the error for a body above the limit."""
    message = (
        f"expected a page of at most {most_bytes / 1_000_000:g} MB, found more; "
        "--fetch-max-mb sets the limit"
    )
    return UnreadableArticle("too_large", message)


def _counted(chunks: Iterable[bytes], most_bytes: int) -> Iterator[bytes]:
    """Yield what comes until it is too much."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most_bytes:
            raise too_large(most_bytes)
        yield chunk


def _unpacked(chunks: Iterable[bytes], coding: str, most_bytes: int) -> Iterator[bytes]:
    """Yield what the chunks unpack to, never more than is allowed at once."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        yield from chunks
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise _unpackable(f"the coding {coding[:40]!r}")
    members = _Members(coding)
    for chunk in chunks:
        try:
            yield from members.unpacked(chunk, most_bytes)
        except zlib.error as error:
            raise _unpackable("a packed body that is broken") from error
    if not members.have_ended:
        raise _unpackable("a packed body that ends too early")


class _Members:
    """The members of a packed body, one behind the other; deflate has one."""

    def __init__(self, coding: str) -> None:
        self._coding, self._begun, self._waiting = coding, 0, b""
        self._current: Any = None

    @property
    def have_ended(self) -> bool:
        """Whether all that began has ended; what stands behind is passed over."""
        return bool(self._current.eof if self._current else not self._waiting)

    def unpacked(self, chunk: bytes, most_bytes: int) -> Iterator[bytes]:
        """Yield what a chunk unpacks to; raise zlib.error when it is broken."""
        self._waiting += chunk
        while self._waiting and (self._is_open() or self._begins()):
            yield self._current.decompress(self._waiting, most_bytes + 1)
            self._waiting = self._current.unused_data
        self._waiting = self._waiting[:_MAGIC_BYTES]

    def _is_open(self) -> bool:
        return self._current is not None and not self._current.eof

    def _begins(self) -> bool:
        """Tell whether another member begins, and be ready for it."""
        if len(self._waiting) < _MAGIC_BYTES:
            return False
        if self._begun and not self._is_another():
            return False
        if self._begun == MOST_MEMBERS:
            raise _unpackable(f"one of more than {MOST_MEMBERS:,} parts")
        self._current = zlib.decompressobj(_window(self._coding, self._waiting))
        self._begun += 1
        return True

    def _is_another(self) -> bool:
        return self._coding != "deflate" and self._waiting.startswith(_GZIP_MAGIC)


def _window(coding: str, opening: bytes) -> int:
    """Return zlib's name for the format; some servers send deflate without its head."""
    if coding != "deflate":
        return _GZIP
    bare = int.from_bytes(opening[:_MAGIC_BYTES]) % 31
    return -zlib.MAX_WBITS if bare else zlib.MAX_WBITS


def _unpackable(found: str) -> UnreadableArticle:
    message = f"expected a body packed as {ACCEPTED}, found {found}; try again later"
    return UnreadableArticle("fetch_failed", message)
