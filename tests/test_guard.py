"""No test reaches the network, and settings from outside reach no test."""

import os
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st


def refused(host: str) -> bool:
    """Tell whether reaching for a host is refused before a packet is sent."""
    with pytest.raises((RuntimeError, OSError)) as error:
        socket.create_connection((host, 9), timeout=0.01)
    return "may not reach" in str(error.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "192.0.2.1", "example.test"])
def test_a_test_without_leave_reaches_nothing(host):
    assert refused(host)


@pytest.mark.loopback
@pytest.mark.parametrize("host", ["192.0.2.1", "example.test", "127.0.0.1.nip.test"])
def test_a_test_with_leave_for_this_machine_reaches_no_other(host):
    assert refused(host)


@pytest.mark.loopback
def test_a_test_with_leave_reaches_a_server_that_it_started():
    with socket.create_server(("127.0.0.1", 0)) as server:
        where = server.getsockname()
        client = socket.create_connection(where, timeout=5)
        with client:
            assert client.getpeername() == where


@given(st.just("192.0.2.1"))
def test_generated_cases_reach_nothing_either(host):
    assert refused(host)


def test_sockets_of_this_machines_files_need_no_leave():
    one, other = socket.socketpair()
    with one, other:
        one.send(b"x")

        assert other.recv(1) == b"x"


def test_no_setting_from_outside_is_seen():
    names = {name.partition("_")[0] for name in os.environ}  # noqa: TID251

    assert not names & {"EXTRACTOR", "OPENAI"}
