"""Remembers which names were given, in memory that does not grow with their number."""

import hashlib

BITS = 1 << 26  # 8 MB: of a million names, some twenty are wrongly taken for known
PROBES = 3
_BYTES = 8  # of a digest, for each probe


class Seen:
    """A Bloom filter: what was added is always known, and very little besides."""

    def __init__(self) -> None:
        """Know nothing yet; the memory comes with the first name."""
        self._bits: bytearray | None = None

    def add(self, name: str) -> bool:
        """Add a name; tell whether it is new."""
        if self._bits is None:
            self._bits = bytearray(BITS // 8)
        digest = hashlib.sha256(name.encode(errors="surrogatepass")).digest()
        new = False
        for start in range(0, PROBES * _BYTES, _BYTES):
            place = int.from_bytes(digest[start : start + _BYTES]) % BITS
            mask = 1 << place % 8
            new = new or not self._bits[place // 8] & mask
            self._bits[place // 8] |= mask
        return new
