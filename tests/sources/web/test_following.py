"""Links of feeds are followed as robots.txt asks, each host in turn."""

import threading
from collections.abc import Callable

import pytest

from extractor.errors import UnreadableArticle
from extractor.sources.web.fetching import Fetcher
from extractor.sources.web.following import Follower
from extractor.sources.web.limits import FetchLimits
from tests.servers.site import failing, redirecting, serving
from tests.sources.web.pages import page

RULES = "User-agent: *\nDisallow: /private/\nAllow: /private/open\n"
OURS = "User-agent: article-briefing\nDisallow: /\n\nUser-agent: *\nAllow: /\n"


@pytest.fixture
def follow(server):
    for path in ("/a", "/b", "/private/a", "/private/open"):
        server.pages[path] = serving(page())
    follower = Follower(Fetcher(FetchLimits(allow_private=True)))
    return lambda path: follower.fetch(server.at(path)).body.decode()


def refused(follow: Callable[[str], str], path: str) -> bool:
    with pytest.raises(UnreadableArticle, match=r"robots\.txt") as caught:
        follow(path)
    return caught.value.reason == "fetch_refused"


def test_what_robots_txt_forbids_is_left_alone(server, follow):
    server.pages["/robots.txt"] = serving(RULES, "text/plain")

    assert refused(follow, "/private/a")
    assert follow("/private/open") == page()
    assert follow("/a") == page()
    assert server.asked == ["/robots.txt", "/private/open", "/a"]


def test_rules_for_this_program_are_its_rules(server, follow):
    server.pages["/robots.txt"] = serving(OURS, "text/plain")

    assert refused(follow, "/a")


def test_a_redirect_to_what_is_forbidden_is_not_followed(server, follow):
    server.pages["/robots.txt"] = serving(RULES, "text/plain")
    server.pages["/a"] = redirecting("/private/a")

    assert refused(follow, "/a")
    assert "/private/a" not in server.asked


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_txt_forbids_nothing(server, follow, status):
    server.pages["/robots.txt"] = failing(status)

    assert follow("/a") == page()


def test_a_site_whose_robots_txt_cannot_be_had_is_left_alone(server, follow):
    server.pages["/robots.txt"] = failing(503)

    assert refused(follow, "/a")
    assert refused(follow, "/b")
    assert server.asked == ["/robots.txt"]


def test_an_address_that_cannot_be_read_is_refused():
    follower = Follower(Fetcher(FetchLimits()))

    with pytest.raises(UnreadableArticle) as caught:
        follower.fetch("http://[x")
    assert caught.value.reason == "fetch_refused"


def test_one_host_is_asked_for_one_page_at_a_time(server, follow):
    at_once, most = threading.Semaphore(1), []

    def count(visit):
        most.append(at_once.acquire(blocking=False))
        visit.site.closed.wait(0.02)
        serving(page())(visit)
        at_once.release()

    server.pages.update(dict.fromkeys(["/a", "/b"], count))
    threads = [
        threading.Thread(target=follow, args=(path,)) for path in ("/a", "/b", "/a")
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [True, True, True]
