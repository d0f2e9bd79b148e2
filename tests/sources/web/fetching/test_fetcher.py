"""Only from where it may, only as much and as long as it may: each failure a word."""

from itertools import repeat

import pytest

from extractor.errors import UnreadableArticle
from extractor.sources.web.fetching import Fetcher
from extractor.sources.web.limits import FetchLimits
from tests.servers.site import (
    bomb,
    breaking_off,
    dripping,
    failing,
    redirecting,
    serving,
    silent,
    zeros,
)
from tests.sources.web.pages import page

HEAD = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n"
SHORT_S = 0.3


def fetcher(**limits) -> Fetcher:
    """Return a fetcher that may reach this machine."""
    return Fetcher(FetchLimits(allow_private=True, **limits))


def outside(server, *, resolve=None) -> Fetcher:
    """Return a fetcher for which the site's address is all that is public."""
    known = {"news.example": [server.host]}
    return Fetcher(
        FetchLimits(),
        resolve=resolve or (lambda host, port: known.get(host, [host])),
        is_public=lambda ip: ip == server.host,
    )


def nobody(host: str, port: int) -> list[str]:
    message = "Name or service not known"
    raise OSError(message)


def reason_of(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(UnreadableArticle) as caught:
        fetcher.fetch(address)
    return caught.value.reason


def test_a_page_is_fetched_with_its_charset_and_address(server):
    server.pages["/a?b=c"] = serving(page(), "Text/HTML; Charset=UTF-8")

    got = fetcher().fetch(server.at("/a?b=c#part"))

    assert got.body == page().encode()
    assert (got.content_type, got.charset) == ("text/html", "UTF-8")
    assert got.address == server.at("/a?b=c")


def test_the_fetcher_says_who_it_is_and_takes_no_cookies(server):
    server.pages["/"] = serving(page(), Set_Cookie="a=b")
    own = fetcher()

    own.fetch(server.at("/"))
    own.fetch(server.at("/"))

    assert server.headers[1]["user-agent"].startswith("article-briefing/")
    assert server.headers[1]["host"] == f"127.0.0.1:{server.port}"
    assert "cookie" not in server.headers[1]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server, status):
    server.pages["/old/page"] = redirecting("../new?x=1", status)
    server.pages["/new?x=1"] = serving(page())

    assert fetcher().fetch(server.at("/old/page")).address == server.at("/new?x=1")


def test_redirects_in_a_circle_end(server):
    server.pages["/a"] = redirecting("/b")
    server.pages["/b"] = redirecting("/a")

    assert reason_of(fetcher(), server.at("/a")) == "fetch_failed"
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "to",
    [
        *("http://127.0.0.2/", "http://10.0.0.1/", "http://192.168.1.1:8080/admin"),
        *("http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://0/"),
        *("http://[::ffff:10.0.0.1]/", "http://[64:ff9b::7f00:1]/"),
    ],
)
def test_a_redirect_to_a_private_address_is_refused(server, to):
    server.pages["/"] = redirecting(to)

    assert reason_of(outside(server), server.at("/", "news.example")) == "fetch_refused"
    assert server.asked == ["/"]


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://127.0.0.1/", "data:,x", "http://[x", "//a]/"]
)
def test_a_redirect_to_what_is_no_web_address_is_refused(server, to):
    server.pages["/"] = redirecting(to)

    assert reason_of(fetcher(), server.at("/")) == "fetch_refused"


def test_a_private_address_is_refused_before_anything_is_sent(server):
    strict = Fetcher(FetchLimits())

    assert reason_of(strict, server.at("/")) == "fetch_refused"
    assert reason_of(strict, server.at("/", "localhost")) == "fetch_refused"
    assert server.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to(server):
    server.pages["/"] = serving(page())
    answers = iter([[server.host], ["10.0.0.1"]])
    own = outside(server, resolve=lambda host, port: next(answers))

    assert own.fetch(server.at("/", "news.example")).body == page().encode()
    assert reason_of(own, server.at("/", "news.example")) == "fetch_refused"
    assert server.headers[0]["host"] == f"news.example:{server.port}"


def test_a_name_with_public_and_private_addresses_reaches_the_public_one(server):
    server.pages["/"] = serving(page())
    own = outside(server, resolve=lambda host, port: ["10.0.0.1", server.host])

    assert own.fetch(server.at("/", "news.example")).body == page().encode()


def test_an_address_with_a_password_is_refused_and_never_shown():
    with pytest.raises(UnreadableArticle) as caught:
        fetcher().fetch("http://me:secret@127.0.0.1/")

    assert caught.value.reason == "fetch_refused"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["http://", "http://[::1", "http://a b/", "http://127.0.0.1:x/", "http://a..b/"],
)
def test_an_address_that_is_none_is_refused_or_fails(address):
    own = Fetcher(FetchLimits(), resolve=nobody)

    assert reason_of(own, address) in ("fetch_refused", "fetch_failed")


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_an_error_of_the_server_is_its_own_word(server, status):
    server.pages["/"] = failing(status)

    assert reason_of(fetcher(), server.at("/")) == f"http_{status}"


def test_ten_gigabytes_are_cut_off(server):
    server.pages["/"] = zeros(10)

    assert reason_of(fetcher(megabytes=2), server.at("/")) == "too_large"


def test_a_body_that_is_announced_as_too_large_is_not_taken(server):
    server.pages["/"] = zeros(10, Content_Length=10 << 30)

    assert reason_of(fetcher(), server.at("/")) == "too_large"


def test_a_gzip_bomb_is_cut_off(server):
    server.pages["/"] = bomb(50)

    assert reason_of(fetcher(megabytes=2), server.at("/")) == "too_large"


@pytest.mark.parametrize(
    "behaviour",
    [
        dripping(HEAD + b"\r\n", lambda: repeat(b"<p>")),
        dripping(HEAD, lambda: repeat(b"X-Drop: 1\r\n")),
        dripping(b"H", lambda: repeat(b"")),
        silent,
    ],
    ids=["body", "headers", "first letter", "nothing"],
)
def test_a_slow_drip_ends_in_time_however_it_drips(server, behaviour):
    server.pages["/"] = behaviour

    assert reason_of(fetcher(seconds=SHORT_S), server.at("/")) == "too_slow"


def test_a_name_that_is_never_resolved_ends_in_time(server):
    def never(host, port):
        server.closed.wait()
        return []

    slow = Fetcher(FetchLimits(seconds=SHORT_S), resolve=never)

    assert reason_of(slow, "http://news.example/") == "too_slow"


def test_a_name_that_does_not_exist_is_a_failed_fetch():
    own = Fetcher(FetchLimits(), resolve=nobody)

    assert reason_of(own, "http://nowhere.example/") == "fetch_failed"


def test_a_server_that_is_not_there_is_a_failed_fetch(server):
    gone = server.at("/")
    server.close()

    assert reason_of(fetcher(), gone) == "fetch_failed"


@pytest.mark.parametrize(
    "behaviour",
    [
        breaking_off,
        serving(b"no gzip at all", Content_Encoding="gzip"),
        serving(b"x", Content_Encoding="br"),
        dripping(b"garbage\r\n\r\n", lambda: iter(())),
    ],
    ids=["cut short", "no gzip", "another coding", "no HTTP"],
)
def test_a_broken_answer_is_a_failed_fetch(server, behaviour):
    server.pages["/"] = behaviour

    assert reason_of(fetcher(), server.at("/")) == "fetch_failed"


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "audio/mpeg", "font/woff2"])
def test_what_can_hold_no_text_is_not_taken(server, kind):
    server.pages["/"] = zeros(10, Content_Type=kind)

    assert reason_of(fetcher(), server.at("/")) == "unreadable"
