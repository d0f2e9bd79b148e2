"""What fetching may take, and where it may reach."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What a fetch may take.

    Attributes:
        seconds: For all of it: name, redirects, every byte.
        megabytes: Of one body, packed and unpacked.
        allow_private: Whether from this machine and its own network as well.
        cache: The folder where pages are kept; None: nowhere.
        follow: Whether the links of feed items without their article are fetched.
    """

    seconds: float = 30.0
    megabytes: float = 20.0
    allow_private: bool = False
    cache: Path | None = None
    follow: bool = True

    @property
    def most_bytes(self) -> int:
        """The most bytes of a body."""
        return int(self.megabytes * 1_000_000)
