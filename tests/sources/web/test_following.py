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


@pytest.mark.parametrize("name", ["Article-Briefing", "article-briefing/2 # ours"])
def test_this_program_knows_its_name_however_it_is_written(server, follow, name):
    server.pages["/robots.txt"] = serving(f"User-agent: {name}\nDisallow: /")

    assert refused(follow, "/a")


@pytest.mark.parametrize(
    "name",
    ["a", "article", "briefing", "reads", "extractor", "*a*", "article-briefings"],
)
def test_rules_for_another_program_are_none_of_this_ones(server, follow, name):
    rules = f"user agent: {name}\nDisallow: /\n\nUser-agent: *\nDisallow: /b\n"
    server.pages["/robots.txt"] = serving(rules)

    assert follow("/a") == page()
    assert refused(follow, "/b")


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


def at_once_with(follow: Callable[[str], object], *paths: str) -> None:
    """Follow paths at once."""
    threads = [threading.Thread(target=follow, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_one_host_is_asked_for_one_page_at_a_time(server, follow):
    at_once, most = threading.Semaphore(1), []

    def count(visit):
        most.append(at_once.acquire(blocking=False))
        visit.site.closed.wait(0.02)
        serving(page())(visit)
        at_once.release()

    server.pages.update(dict.fromkeys(["/a", "/b"], count))

    at_once_with(follow, "/a", "/b", "/a")

    assert most == [True, True, True]


def test_a_host_that_others_lead_to_is_asked_for_one_page_at_a_time(server):
    at_once, most = threading.Semaphore(1), []

    def count(visit):
        most.append(at_once.acquire(blocking=False))
        visit.site.closed.wait(0.02)
        at_once.release()
        serving(page())(visit)

    there = server.at("/a", "localhost")
    server.pages.update({"/a": count, "/from": redirecting(there)})
    follower = Follower(Fetcher(FetchLimits(allow_private=True)))

    at_once_with(follower.fetch, *3 * (server.at("/from"), there))

    assert most == 6 * [True]


def test_robots_txt_has_no_more_time_than_the_fetch_has_left(server):
    now, there = [0.0], server.at("/a", "localhost")

    def after_20_s(visit):
        now[0] += 20
        rules = visit.path == "/robots.txt"
        (serving(200_000 * "#") if rules else redirecting(there))(visit)

    def robots(visit):
        first = visit.headers["Host"].startswith("127.")
        (failing(404) if first else after_20_s)(visit)

    server.pages.update({"/a": serving(page()), "/from": after_20_s})
    server.pages["/robots.txt"] = robots
    limits = FetchLimits(allow_private=True, seconds=30)
    follower = Follower(Fetcher(limits, clock=lambda: now[0]))

    with pytest.raises(UnreadableArticle, match=r"robots\.txt of the site") as caught:
        follower.fetch(server.at("/from"))

    assert caught.value.reason == "too_slow"
    assert follower.fetch(there).body == page().encode()
