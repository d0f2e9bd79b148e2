"""Names of pages: after their briefing files, plain, and each only once."""

from pathlib import PurePath
from urllib.parse import quote

RESERVED = frozenset({"index", "actors"})
STEM_BYTES = 200  # with number and suffix well under the 255 that file systems allow


class Names:
    """Gives out the names of the pages in one folder."""

    def __init__(self) -> None:
        """Begin with the names that the folder's own pages have."""
        self._taken = set(RESERVED)

    def name(self, place: PurePath) -> str:
        """Return a name for the page of the briefing file at a place."""
        stem = _plain("-".join(place.with_suffix("").parts)) or "briefing"
        name, n = stem, 1
        while name.lower() in self._taken:  # some file systems know no case
            n += 1
            name = f"{stem}-{n}"
        self._taken.add(name.lower())
        return f"{name}.html"


def address(name: str) -> str:
    """Return the address of a page beside this one."""
    return quote(name)


def _plain(stem: str) -> str:
    """Return a stem that no file system, shell or address takes for something else."""
    plain = "".join(
        c if c.isprintable() and c not in '/\\:*?"<>|#%' else "_" for c in stem
    )
    return plain.lstrip(".").encode()[:STEM_BYTES].decode(errors="ignore")
