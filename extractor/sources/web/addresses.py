"""Web addresses: which names are one, and which may be reached."""

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from extractor.errors import UnreadableArticle
from extractor.records.source_names import is_address

SCHEMES = ("http", "https")
_OF_HOSTS = (
    ipaddress.ip_network("192.0.0.0/24"),
    ipaddress.ip_network("168.63.129.16/32"),
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_IPV4_BYTES = 4
_CREDENTIALS = re.compile(r"(?<=://)[^/?#@]*@")
ALLOW = "; --allow-private fetches from there as well"


class Link(NamedTuple):
    """Where a link leads: its whole address, and the parts of that."""

    address: str
    parts: SplitResult


def link_to(address: str, *, on: str = "") -> Link | None:
    """Return where an address leads on a page of another; None: it cannot be read."""
    try:
        whole = urljoin(on, address)
        return Link(whole, urlsplit(whole))
    except ValueError:
        return None


def is_web(name: str) -> bool:
    """Tell whether an input is on the web: an address, or `feed:` and one."""
    return is_address(name) or name.lower().startswith("feed:")


def shown(name: str) -> str:
    """Return the name of an input without a user name and password in it."""
    return _CREDENTIALS.sub("", name)


def checked(address: str) -> str:
    """Return an address that may be asked for, without its fragment.

    Raises:
        UnreadableArticle: It may not be (`fetch_refused`).
    """
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise refused(f"an address that cannot be read: {error}") from error
    if parts.scheme not in SCHEMES or not host:
        raise refused(f"{address[:200]!r}; it begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise with_credentials()
    return parts._replace(fragment="").geturl()


def is_public(ip: str) -> bool:
    """Tell whether an IP address is one of the public internet.

    Besides what Python calls global, these reach no other machine: 192.0.0.0/24 (IANA's
    registry of special addresses, RFC 6890) and 168.63.129.16 (Azure: "What is IP
    address 168.63.129.16?"), where clouds serve a machine's keys.
    """
    try:
        number = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, ipaddress.IPv6Address):
        inner = _carried(number)
        if inner is not None:
            return is_public(str(inner))
        if number.is_site_local:
            return False
    elif any(number in network for network in _OF_HOSTS):
        return False
    return number.is_global and not number.is_multicast and not number.is_reserved


def refused(found: str) -> UnreadableArticle:
    """Return the error for an address that is not asked for."""
    message = f"expected a public web address, found {found}"
    return UnreadableArticle("fetch_refused", message)


def with_credentials() -> UnreadableArticle:
    """Return the error for an address with a user name or password."""
    return refused("one with a user name or password, which is never sent")


def _carried(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for, by whatever tunnel."""
    if number.ipv4_mapped or number.sixtofour:
        return number.ipv4_mapped or number.sixtofour
    if number.teredo:
        return number.teredo[1]
    compatible = int(number) >> 32 == 0 and int(number) > 1
    if number in _NAT64 or compatible:
        return ipaddress.IPv4Address(number.packed[-_IPV4_BYTES:])
    return None
