"""A kept page is asked about, and taken from the disk when it still holds."""

import pytest

from extractor.sources.web.fetching import Fetcher
from extractor.sources.web.limits import FetchLimits
from tests.servers.site import Behaviour, Visit, serving
from tests.sources.web.pages import page


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def fetch(server, folder):
    limits = FetchLimits(allow_private=True, cache=folder)
    return lambda: Fetcher(limits).fetch(server.at("/")).body.decode()


def unchanged_after(body: str, **validators: str) -> Behaviour:
    """Return what serves a body once, and then says that it still holds."""
    whole = serving(body, **validators)

    def serve(visit: Visit) -> None:
        asked = visit.headers.get("If-None-Match") or visit.headers.get(
            "If-Modified-Since"
        )
        visit.answer(304) if asked in validators.values() else whole(visit)

    return serve


@pytest.mark.parametrize(
    "validators",
    [
        *({"ETag": '"v1"'}, {"ETag": '"\xe9\x80"'}),
        {"Last_Modified": "Fri, 21 Aug 2015 09:00:00 GMT"},
    ],
)
def test_a_page_that_still_holds_comes_from_the_disk(server, fetch, validators):
    server.pages["/"] = unchanged_after(page(), **validators)

    assert fetch() == fetch() == page()
    assert len(server.asked) == 2


def test_the_charset_of_a_kept_page_is_kept(server, fetch, folder):
    kind = "text/html; charset=koi8-r"
    server.pages["/"] = serving(page(), kind, ETag="1")
    fetch()
    server.pages["/"] = lambda visit: visit.answer(304)

    got = Fetcher(FetchLimits(allow_private=True, cache=folder)).fetch(server.at("/"))

    assert got.charset == "koi8-r"


def test_a_page_that_changed_takes_the_place_of_the_kept_one(server, fetch):
    server.pages["/"] = serving("first", ETag='"v1"')
    fetch()
    server.pages["/"] = serving("second", ETag='"v2"')

    assert fetch() == "second"
    server.pages["/"] = unchanged_after("third", ETag='"v2"')
    assert fetch() == "second"


@pytest.mark.parametrize(
    "headers", [{}, {"ETag": '"v1"', "Cache_Control": "private, no-store"}]
)
def test_a_page_that_cannot_or_must_not_be_kept_leaves_nothing(
    server, fetch, folder, headers
):
    server.pages["/"] = serving(page(), **headers)

    fetch()

    assert not list(folder.glob("*"))


@pytest.mark.parametrize("length", [0, 20, 300, -1])
def test_a_file_that_was_cut_off_is_as_good_as_none(server, fetch, folder, length):
    server.pages["/"] = serving(page(), ETag='"v1"')
    fetch()
    [kept] = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:length])

    assert fetch() == page()
    assert "if-none-match" not in server.headers[-1]


def test_a_page_that_cannot_be_kept_leaves_no_part_of_itself(server, fetch, folder):
    server.pages["/"] = serving(page(), ETag='"v1"')
    fetch()
    [kept] = folder.iterdir()
    kept.unlink()
    kept.mkdir()  # which no file can take the place of

    assert fetch() == page()
    assert list(folder.iterdir()) == [kept]


def test_a_cache_that_cannot_be_written_costs_nothing_else(server, fetch, folder):
    folder.write_text("in the way", encoding="utf-8")
    server.pages["/"] = serving(page(), ETag='"v1"')

    assert fetch() == page()


def test_without_a_folder_nothing_is_kept_or_asked(server):
    server.pages["/"] = serving(page(), ETag='"v1"')
    own = Fetcher(FetchLimits(allow_private=True))

    own.fetch(server.at("/"))
    own.fetch(server.at("/"))

    assert "if-none-match" not in server.headers[1]
