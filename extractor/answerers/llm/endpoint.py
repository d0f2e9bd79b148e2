"""Which model answers, where it is, and how it wants to be asked."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from extractor.errors import SettingsError

Mode = Literal["json_schema", "tools", "json", "md_json"]
RoomParameter = Literal["auto", "max_completion_tokens", "max_tokens"]

OWN_KEY = "EXTRACTOR_API_KEY"
OPENAI_URL = "https://api.openai.com/v1"
ROOM_NAMES = ("max_completion_tokens", "max_tokens")
UNKNOWN_PROVIDER = "unknown"
OURS = frozenset(
    {
        "function_call",
        "functions",
        "messages",
        "model",
        "n",
        "response_format",
        "stream",
        "stream_options",
        "tool_choice",
        "tools",
    }
)


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """A model behind an OpenAI-compatible server.

    Raises SettingsError for a value that no server could be asked with.

    Attributes:
        model: The model's name at the server.
        base_url: The server's address; None is OpenAI itself.
        api_key: The key; a server of one's own may need none. Never shown.
        mode: How the answer's shape is asked for.
        timeout_s: Seconds that one request may take.
        parameters: Sent as they are (temperature, seed). `max_completion_tokens` or
            `max_tokens` is the most that the model allows: requests ask for as much
            room as the article needs, and no more than that.
        room_parameter: What the server calls the room for the answer. OpenAI's newer
            models take only `max_completion_tokens`, most other servers `max_tokens`.
        provider: Whose prices apply, by genai-prices' name for it; None guesses it
            from `base_url`, "unknown" knows no price.
        price_in: US dollars for a million tokens sent, in place of that price list.
        price_out: Likewise for tokens answered; both or none.
    """

    model: str
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    mode: Mode = "json_schema"
    timeout_s: float = 120.0
    parameters: Mapping[str, Any] = field(default_factory=dict)
    room_parameter: RoomParameter = "auto"
    provider: str | None = None
    price_in: float | None = None
    price_out: float | None = None

    def __post_init__(self) -> None:
        """Check the values."""
        for fault in _faults(self):
            raise SettingsError(fault)

    @property
    def url(self) -> str:
        """The server's address."""
        return self.base_url or OPENAI_URL

    @property
    def server(self) -> str:
        """The server's host, and its port if there is one: fit to be shown."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    @property
    def is_openai(self) -> bool:
        """Whether OpenAI itself answers, in whatever region."""
        return f".{urlsplit(self.url).hostname}".endswith(".api.openai.com")

    @property
    def key_names(self) -> str:
        """The variables that the key may come from."""
        return f"{OWN_KEY} or OPENAI_API_KEY" if self.is_openai else OWN_KEY

    @property
    def counts_schema(self) -> bool:
        """Whether the server shows the schema to the model, as a part of the prompt.

        OpenAI does; most servers of one's own only compile it.
        """
        return self.mode == "tools" or (self.is_openai and self.mode == "json_schema")

    @property
    def room_name(self) -> str:
        """What this server calls the room for the answer."""
        if self.room_parameter != "auto":
            return self.room_parameter
        return "max_completion_tokens" if self.is_openai else "max_tokens"

    @property
    def room_ceiling(self) -> int | None:
        """The most room that the model allows, if it is known."""
        named = [
            self.parameters[name] for name in ROOM_NAMES if name in self.parameters
        ]
        return min(named) if named else None

    @property
    def sent(self) -> dict[str, Any]:
        """The parameters that every request carries."""
        return {k: v for k, v in self.parameters.items() if k not in ROOM_NAMES}


def _faults(endpoint: Endpoint) -> Iterator[str]:
    yield from _address_faults(endpoint)
    yield from _key_faults(endpoint.api_key)
    yield from _parameter_faults(endpoint.parameters)
    for name, value, allowed in (
        ("mode", endpoint.mode, get_args(Mode)),
        ("room_parameter", endpoint.room_parameter, get_args(RoomParameter)),
    ):
        if value not in allowed:
            yield f"{name}: expected one of {', '.join(allowed)}, found {value!r}"
    if not endpoint.timeout_s > 0:
        yield f"timeout: expected seconds above 0, found {endpoint.timeout_s!r}"
    yield from _price_faults(endpoint)


def _price_faults(endpoint: Endpoint) -> Iterator[str]:
    prices = {"price_in": endpoint.price_in, "price_out": endpoint.price_out}
    given = {name: price for name, price in prices.items() if price is not None}
    for name, price in given.items():
        if not 0 <= price < math.inf:
            yield f"{name}: expected US dollars for a million tokens, found {price!r}"
    for name in prices.keys() - given.keys() if given else ():
        yield f"{name}: price_in and price_out go together; give it too"


def _address_faults(endpoint: Endpoint) -> Iterator[str]:
    if not endpoint.model.strip():
        yield "model: expected the name of a model, found none"
    try:
        parts = urlsplit(endpoint.url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        usable = usable and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        yield (
            "base_url: expected an address such as http://localhost:8080/v1, "
            f"found {endpoint.url!r}"
        )
    elif parts.username or parts.password:
        yield "base_url: it holds a name or password; give a key in the environment"
    elif parts.query or parts.fragment:
        yield f"base_url: expected an address without ? and #, found {endpoint.url!r}"


def _key_faults(key: str | None) -> Iterator[str]:
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        yield (
            "the key holds a space, a line break or a character that no key has; "
            "set it again without them"
        )


def _parameter_faults(parameters: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(OURS & parameters.keys()):
        yield f"parameters.{name}: this is set by extractor itself; remove it"
    for name in ROOM_NAMES:
        room = parameters.get(name, 1)
        if not (type(room) is int and room > 0):
            yield f"parameters.{name}: expected a number of tokens, found {room!r}"
    try:
        json.dumps(dict(parameters), allow_nan=False)
    except (TypeError, ValueError) as error:
        yield f"parameters: expected values that JSON can hold: {error}"
