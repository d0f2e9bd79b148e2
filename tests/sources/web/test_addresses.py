import pytest

from extractor.errors import UnreadableArticle
from extractor.records.source_names import is_address
from extractor.sources.web.addresses import checked, is_public, is_web, link_to

PRIVATE = [
    *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254"),
    *("169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.0.1", "198.18.0.1"),
    *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.2.1"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1"),
    *("ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1"),
    *("2002:7f00:1::", "2002:a00:1::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
    "2001:0:4136:e378:8000:63bf:f5ff:fffe",  # Teredo for 10.0.0.1
    *("192.0.0.192", "192.0.0.1", "168.63.129.16", "::ffff:168.63.129.16"),  # clouds
    *("", "localhost", "127.1", "1"),
]
PUBLIC = [
    *("1.1.1.1", "8.8.8.8", "93.184.216.34", "172.32.0.1", "192.167.255.255"),
    *("2606:4700::1111", "2a00:1450:4001::200e", "::ffff:8.8.8.8", "64:ff9b::808:808"),
    *("2002:808:808::", "168.63.129.15", "192.0.1.1"),
]


@pytest.mark.parametrize("ip", PRIVATE)
def test_addresses_that_are_not_of_the_public_internet_are_known(ip):
    assert not is_public(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_public_addresses_are_known(ip):
    assert is_public(ip)


@pytest.mark.parametrize(
    "address",
    [
        *("ftp://example.org/", "file:///etc/passwd", "//example.org/", "http:///x"),
        *("http://user@example.org/", "http://:pw@example.org/", "http://h:99999/"),
        *("javascript:alert(1)", "http://[::1/", ""),
    ],
)
def test_what_is_no_plain_web_address_is_refused(address):
    with pytest.raises(UnreadableArticle) as caught:
        checked(address)
    assert caught.value.reason == "fetch_refused"


def test_a_fragment_is_not_asked_for():
    assert checked(" HTTPS://example.org/a?b#c ") == "https://example.org/a?b"


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("../a?b", "https://example.org/a?b"),
        ("//other.example/", "https://other.example/"),
        *(("http://[x", None), ("//[::1", None), ("http://a]/", None)),
        ("http://\u2100.example/", None),  # whose host would be read as a path
    ],
)
def test_a_link_leads_somewhere_or_is_none(link, whole):
    found = link_to(link, on="https://example.org/news/today")

    assert (found and found.address) == whole


def test_inputs_on_the_web_are_told_from_files():
    assert is_address("HTTP://example.org")
    assert is_web("feed:https://example.org/news")
    assert not is_web("http.txt")
    assert not is_web("notes/https/feed")
