"""Who may ask: whoever has the address, from a page of this server, and nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import compare_digest
from urllib.parse import urlsplit

LARGEST_BODY = 1_000_000  # bytes; a draft is some thousand
LONGEST_NUMBER = 9  # digits; int() of thousands raises
HOST = "127.0.0.1"
JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered.

    Attributes:
        status: Of HTTP.
        message: For whoever asked.
        more: What else the page is told.
    """

    status: int
    message: str
    more: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guard:
    """What a request must bring.

    Attributes:
        token: The secret part of the address.
        port: Of the server.
    """

    token: str
    port: int

    @property
    def host(self) -> str:
        """The only name that the server answers to."""
        return f"{HOST}:{self.port}"

    def refusal(self, target: str, headers: Mapping[str, str]) -> Refusal | None:
        """Return why a request is refused, or None.

        A page elsewhere may send a browser here: it knows no token, its name is not
        ours (Host, against rebound names), and browsers tell where it is from (Origin).
        """
        if headers.get("Host", "") != self.host:
            return Refusal(403, f"expected the host {self.host}")
        origin = headers.get("Origin")
        if origin is not None and origin != f"http://{self.host}":
            return Refusal(403, "expected a page of this server to ask")
        given = urlsplit(target).path.split("/")[1:2]
        if not given or not compare_digest(given[0].encode(), self.token.encode()):
            return Refusal(403, "expected the address that the command printed")
        return None

    def refusal_to_write(self, headers: Mapping[str, str]) -> Refusal | None:
        """Return why a request that changes something is refused, or None."""
        site = headers.get("Sec-Fetch-Site", "same-origin")
        if headers.get("Origin") != f"http://{self.host}" or site != "same-origin":
            return Refusal(403, "expected a page of this server to ask")
        if headers.get("Content-Type", "").partition(";")[0].strip() != JSON_TYPE:
            return Refusal(415, f"expected {JSON_TYPE}")
        length = headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal()):
            return Refusal(411, "expected Content-Length")
        if len(length) > LONGEST_NUMBER or int(length) > LARGEST_BODY:
            return Refusal(413, f"expected at most {LARGEST_BODY} bytes")
        return None
