"""What every test stands on: no network, no settings from outside, shared recipes."""

import ipaddress
import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from extractor.records.outcome import Recipe
from extractor.schemas.briefing import Briefing
from tests.files import briefing

# A slow machine breaks no promise. `--hypothesis-profile=thorough` looks longer.
settings.register_profile("quick", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=3_000)
settings.load_profile("quick")

FOREIGN = ("EXTRACTOR_", "OPENAI_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


class NetworkRefused(RuntimeError):
    """A test reached for an address that it may not reach."""


class _Guard:
    """What the running test may reach: nothing, this machine, or anything."""

    reach = "anything"


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse every address but those that the running test may reach."""
    if _Guard.reach == "anything" or not event.startswith("socket."):
        return
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple):  # others are sockets of this machine's files
            _refuse(address[0])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        _refuse(arguments[0])


def _refuse(host: Any) -> None:
    if _Guard.reach == "loopback" and _is_loopback(host):
        return
    message = (
        f"this test may not reach {host!r}; a server that the test started itself may "
        "be reached with the fixture `server` or the marker `loopback`"
    )
    raise NetworkRefused(message)


def _is_loopback(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


sys.addaudithook(_refuse_network)


def pytest_configure(config: pytest.Config) -> None:
    line = "loopback: talks to a server on this machine that the test started itself"
    config.addinivalue_line("markers", line)


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest) -> Iterator[None]:
    own_server = "server" in request.fixturenames
    if request.node.get_closest_marker("live"):
        _Guard.reach = "anything"
    elif own_server or request.node.get_closest_marker("loopback"):
        _Guard.reach = "loopback"
    else:
        _Guard.reach = "nothing"
    yield
    _Guard.reach = "anything"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):  # noqa: TID251 - to empty it
        if name.upper().startswith(FOREIGN):
            monkeypatch.delenv(name)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def briefing_recipe() -> Recipe[Briefing]:
    return briefing()
