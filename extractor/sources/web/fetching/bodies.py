"""Bodies of answers: unpacked while they come, and cut off where they grow large."""

import zlib
from collections.abc import Iterable, Iterator

from extractor.errors import UnreadableArticle

ACCEPTED = "gzip, deflate"
_MAGIC_BYTES = 2  # that tell deflate with its head from deflate without
_GZIP = 16 + zlib.MAX_WBITS


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
    unpacker, opening = None, b""
    for chunk in chunks:
        opening += b"" if unpacker else chunk
        if len(opening) < _MAGIC_BYTES:
            continue
        if unpacker is None:
            unpacker, chunk = zlib.decompressobj(_window(coding, opening)), opening
        try:
            yield unpacker.decompress(chunk, most_bytes + 1)
        except zlib.error as error:
            raise _unpackable("a packed body that is broken") from error
    if opening and not (unpacker and unpacker.eof):
        raise _unpackable("a packed body that ends too early")


def _window(coding: str, opening: bytes) -> int:
    """Return zlib's name for the format; some servers send deflate without its head."""
    if coding != "deflate":
        return _GZIP
    bare = int.from_bytes(opening[:_MAGIC_BYTES]) % 31
    return -zlib.MAX_WBITS if bare else zlib.MAX_WBITS


def _unpackable(found: str) -> UnreadableArticle:
    message = f"expected a body packed as {ACCEPTED}, found {found}; try again later"
    return UnreadableArticle("fetch_failed", message)
