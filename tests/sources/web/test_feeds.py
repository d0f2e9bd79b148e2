"""A feed is the articles of its items: held by it, or behind its links."""

from pathlib import Path

import pytest

from extractor.errors import UnreadableArticle
from extractor.sources import FetchLimits, Options, Web, iter_inputs
from extractor.sources.metadata import Metadata, stated
from extractor.sources.web.feeds import Item, feed_address, items_of
from extractor.sources.web.sniffing import looks_like_feed
from tests.servers.site import Site, failing, serving
from tests.sources.web.pages import AFTER, BEFORE, page

DATA = Path(__file__).parent / "data"
RSS, ATOM = DATA / "courier.rss", DATA / "courier.atom"
KOREA = "According to Yonhap news agency"


def items(path: Path) -> list[Item]:
    return items_of(path.read_bytes(), address="https://courier.example/feed.rss")


def options(**limits) -> Options:
    return Options(web=Web(FetchLimits(allow_private=True, **limits)))


def feed_of(site: Site, *items: str) -> bytes:
    """Return a feed with a link to the site in each item."""
    told = "".join(
        f"<item><title>{item}</title><link>{site.at('/' + item)}</link></item>"
        for item in items
    )
    return f"<rss version='2.0'><channel>{told}</channel></rss>".encode()


def test_an_rss_item_says_what_it_knows():
    first = items(RSS)[0]

    assert first.id == "courier-4711"
    assert first.facts == Metadata(
        title="North Korea puts military in 'quasi-state of war'",
        publisher="Northern Courier",
        source_url="https://courier.example/2015/08/21/korea.html?utm_source=rss",
        published="2015-08-21",
        authors=("Ada Quill",),
        language="en-gb",
    )


def test_an_atom_entry_says_what_it_knows():
    first = items(ATOM)[0]

    assert first.id == "tag:courier.example,2015:4711"
    assert first.facts == Metadata(
        title="North Korea puts military in 'quasi-state of war'",
        publisher="Northern Courier",
        source_url="https://courier.example/2015/08/21/korea.html",
        published="2015-08-21",
        authors=("Ada Quill", "Ben Ostrow"),
        language="en-GB",
    )


def test_an_item_is_whole_when_it_holds_its_article_and_no_teaser():
    assert [item.is_full for item in items(RSS)] == [True, False, False]
    assert [item.is_full for item in items(ATOM)] == [True, False, False, True]


def test_a_long_text_that_breaks_off_is_a_teaser():
    words = 30 * f"<p>{BEFORE}</p>"
    item = Item(id="1", link=None, html=words, plain=False, facts=Metadata())
    cut = Item(id="1", link=None, html=words + "[…]", plain=False, facts=Metadata())

    assert (item.is_full, cut.is_full) == (True, False)


def test_a_text_of_many_dots_is_looked_at_where_it_ends():
    dots = 2_000_000 * "." + "x"
    item = Item(id="1", link=None, html=dots, plain=True, facts=Metadata())

    assert item.is_full


def test_a_link_starts_where_the_feed_is():
    assert items(RSS)[1].link == "https://courier.example/clock.html"
    assert items(RSS)[2].link is None


def test_markup_in_a_title_is_no_word_of_it():
    title = items(RSS)[2].facts.title

    assert title == "Greek court rules worship of ancient Greek deities is legal"


def test_an_item_without_an_id_is_known_by_what_it_holds():
    again = RSS.read_text(encoding="utf-8").replace("Northern Courier", "Another")

    assert items(RSS)[2].id == items_of(again.encode())[2].id


def test_items_of_the_same_id_are_told_apart_and_repeated_ones_are_not(tmp_path):
    item = "<item><guid>1</guid><title>{}</title></item>"
    raw = "<rss version='2.0'><channel>" + "".join(map(item.format, "aab"))

    first, second = items_of(f"{raw}</channel></rss>".encode())

    assert first.id == "1"
    assert second.id.startswith("1 ")


@pytest.mark.parametrize("path", [RSS, ATOM], ids=["rss", "atom"])
def test_a_feed_in_a_file_is_a_source_for_each_item(path):
    named = [source.name for source in iter_inputs([str(path)])]

    assert named[:2] == [f"{path}#{item.id}" for item in items(path)][:2]
    assert len(named) == len(items(path))


@pytest.mark.parametrize("path", [RSS, ATOM], ids=["rss", "atom"])
def test_a_whole_item_is_read_without_a_network(path):
    article = next(iter_inputs([str(path)])).read()

    assert article.text.startswith(KOREA)
    assert article.published == "2015-08-21"
    assert article.text.endswith("high levels of alert.")


def test_hidden_text_in_an_item_is_taken_out_and_told():
    article = next(iter_inputs([str(RSS)])).read()

    assert "automated readers" not in article.text
    found = " ".join(notice.message for notice in article.notices)
    assert "(display:none)" in found
    assert "(comment)" in found


def test_plain_text_in_an_entry_keeps_its_lines():
    article = list(iter_inputs([str(ATOM)]))[3].read()

    assert article.text.startswith("Over 900 asylum seekers rescued off Indonesian")
    assert article.sentences[0].kind == "heading"


def test_facts_that_are_stated_win_over_an_items():
    known = Options(facts=stated({"publisher": "A paper"}))

    article = next(iter_inputs([str(RSS)], options=known)).read()

    assert article.publisher == "A paper"
    assert article.authors == ("Ada Quill",)


def test_without_following_the_teaser_is_read_and_told():
    teasers = list(iter_inputs([str(RSS)], options=options(follow=False)))

    article = teasers[1].read()

    assert article.text.startswith("A boy's clock was taken")
    assert [notice.code for notice in article.notices] == ["teaser"]


def test_a_link_is_followed_when_its_turn_comes(server, tmp_path):
    path = tmp_path / "feed.xml"
    path.write_bytes(feed_of(server, "a", "b"))
    server.pages["/a"] = serving(page())

    first, second = iter_inputs([str(path)], options=options())

    assert server.asked == []
    text = first.read().text
    assert BEFORE in text
    assert AFTER in text
    with pytest.raises(UnreadableArticle) as caught:
        second.read()
    assert caught.value.reason == "http_404"
    assert server.asked == ["/robots.txt", "/a", "/b"]


def test_what_an_item_says_wins_over_what_its_page_says(server, tmp_path):
    path = tmp_path / "feed.rss"
    path.write_bytes(feed_of(server, "a"))
    server.pages["/a"] = serving(page(head="<meta name='author' content='Ben Ostrow'>"))

    article = next(iter_inputs([str(path)], options=options())).read()

    assert (article.title, article.authors) == ("a", ("Ben Ostrow",))
    assert article.source_url == server.at("/a")


def test_an_address_of_a_feed_is_its_items(server):
    server.pages["/feed"] = serving(RSS.read_bytes(), "application/rss+xml")

    named = [
        source.name for source in iter_inputs([server.at("/feed")], options=options())
    ]

    assert named[0] == server.at("/feed") + "#courier-4711"
    assert len(named) == 3


def test_a_feed_is_fetched_once_in_a_run(server):
    server.pages["/feed"] = serving(RSS.read_bytes(), "application/rss+xml")
    shared = options()

    first = list(iter_inputs([server.at("/feed")], options=shared))
    second = list(iter_inputs([server.at("/feed")], options=shared))

    assert len(first) == len(second)
    assert server.asked == ["/feed"]


def test_a_page_that_only_looks_like_a_feed_is_a_page(server):
    server.pages["/news/rss"] = serving(page())

    [source] = iter_inputs([server.at("/news/rss")], options=options())

    assert source.read().title == "Harbour deal signed"
    assert server.asked == ["/news/rss"]


def test_a_feed_that_looks_like_a_page_says_how_to_name_it(server):
    server.pages["/news"] = serving(RSS.read_bytes(), "application/xml")

    [source] = iter_inputs([server.at("/news")], options=options())
    with pytest.raises(UnreadableArticle, match=f"feed:{server.at('/news')}") as caught:
        source.read()

    assert caught.value.reason == "feed"
    named = iter_inputs(["feed:" + server.at("/news")], options=options())
    assert len(list(named)) == 3


def test_a_feed_that_cannot_be_had_is_one_failure(server):
    server.pages["/feed"] = failing(500)

    [source] = iter_inputs([server.at("/feed")], options=options())

    assert source.name == server.at("/feed")
    with pytest.raises(UnreadableArticle) as caught:
        source.read()
    assert caught.value.reason == "http_500"


BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + n, 10 * (b"&%c;" % (97 + n))) for n in range(12)
)


@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"junk", b"<rss version='2.0'><channel></channel></rss>"),
        *(b"<feed xmlns='http://www.w3.org/2005/Atom'>", page().encode()),
        BOMB + b"]><rss><channel><item><title>&m;</title></item></channel></rss>",
    ],
    ids=["nothing", "junk", "no items", "cut off", "a page", "a bomb"],
)
def test_a_file_that_is_no_feed_is_one_failure(tmp_path, raw):
    path = tmp_path / "feed.rss"
    path.write_bytes(raw)

    [source] = iter_inputs([str(path)])

    assert source.name.startswith(str(path))
    with pytest.raises(UnreadableArticle):
        source.read()


def test_a_day_that_cannot_be_read_is_none():
    item = "<item><title>It began</title><pubDate>http://[x</pubDate></item>"

    [found] = items_of(f"<rss><channel>{item}</channel></rss>".encode())

    assert found.facts.published is None


@pytest.mark.parametrize("charset", ["undefined", "punycode", "idna", "no-such"])
def test_a_feed_that_declares_no_charset_is_read_all_the_same(charset):
    item = f"<item><title>It began-kva</title><guid>{charset}</guid></item>"
    told = f"<?xml version='1.0' encoding='{charset}'?><rss><channel>{item}</channel>"

    [found] = items_of(f"{told}</rss>".encode())

    assert (found.id, found.facts.title) == (charset, "It began-kva")


@pytest.mark.parametrize("charset", ["koi8-r", "windows-1251", "utf-8"])
def test_a_feed_is_read_in_the_charset_that_it_declares(charset):
    item = "<item><title>Стороны обсудили сотрудничество в Москве</title></item>"
    told = f"<?xml version='1.0' encoding='{charset}'?><rss><channel>{item}</channel>"

    [found] = items_of(f"{told}</rss>".encode(charset))

    assert found.facts.title == "Стороны обсудили сотрудничество в Москве"


@pytest.mark.parametrize("part", ["\n", "<?a encoding='", "<!DOCTYPE ", "<!ENTITY "])
def test_what_stands_before_a_feed_takes_no_time(part):
    raw = f"<?xml encoding='a' ?>{100_000 * part}?>\n<rss><item><guid>1</guid></item>"

    assert [item.id for item in items_of(raw.encode())] in (["1"], [])


def test_an_entity_brings_no_file_in(tmp_path):
    (tmp_path / "secret").write_text("secret words", encoding="utf-8")
    path = tmp_path / "feed.rss"
    entity = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
    item = f"<item><description>It began. &s; {BEFORE}</description></item>"
    path.write_text(f"{entity}<rss><channel>{item}</channel></rss>", encoding="utf-8")

    [source] = iter_inputs([str(path)])

    assert "secret words" not in source.read().text


def test_a_link_that_is_no_web_address_is_not_followed(tmp_path):
    path = tmp_path / "feed.rss"
    item = f"<item><link>file:///etc/passwd</link><description>{BEFORE}</description>"
    path.write_text(f"<rss><channel>{item}</item></channel></rss>", encoding="utf-8")

    [source] = iter_inputs([str(path)])

    assert source.read().text == BEFORE
    assert source.read().source_url is None


def test_a_link_that_cannot_be_read_loses_nothing_but_itself():
    bad, good = "http://[x", "http://example.org/a"
    told = "".join(f"<item><link>{link}</link></item>" for link in (bad, good))
    channel = f"<channel><link>{bad}</link>{told}</channel>"

    found = items_of(f"<rss version='2.0'>{channel}</rss>".encode())

    assert [item.link for item in found] == [None, good]


@pytest.mark.parametrize("name", ["http://[x/feed", "feed:http://[x", "feed://[x"])
def test_an_address_that_cannot_be_read_is_one_failure(name):
    [source] = iter_inputs([name])

    with pytest.raises(UnreadableArticle) as caught:
        source.read()
    assert caught.value.reason == "fetch_refused"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("https://example.org/rss", "https://example.org/rss"),
        ("https://example.org/a/feed/", "https://example.org/a/feed/"),
        ("https://example.org/news.XML", "https://example.org/news.XML"),
        ("https://feeds.example.org/world", "https://feeds.example.org/world"),
        ("https://example.org/?feed=rss2", "https://example.org/?feed=rss2"),
        ("feed:https://example.org/news", "https://example.org/news"),
        ("feed://example.org/news", "https://example.org/news"),
        ("https://example.org/feeding-the-cat", None),
        ("https://example.org/news", None),
        ("feed.rss", None),
    ],
)
def test_an_address_of_a_feed_is_known_by_its_form(name, address):
    assert feed_address(name) == address


@pytest.mark.parametrize("path", [RSS, ATOM], ids=["rss", "atom"])
def test_a_feed_is_known_by_what_is_in_it(path):
    assert looks_like_feed(path.read_bytes())
    assert not looks_like_feed(b"<?xml version='1.0'?><urlset/>")


def test_xml_that_is_no_feed_is_no_article_of_a_folder(tmp_path):
    (tmp_path / "sitemap.xml").write_text("<urlset/>", encoding="utf-8")
    (tmp_path / "news.xml").write_bytes(RSS.read_bytes())

    assert len(list(iter_inputs([str(tmp_path)]))) == 3
