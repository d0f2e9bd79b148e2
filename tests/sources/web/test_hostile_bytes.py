"""Whatever a page or feed holds, reading it ends in an article or an ArticleError."""

from collections.abc import Callable
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.errors import ArticleError
from extractor.sources.metadata import Metadata
from extractor.sources.web.feeds import items_of
from extractor.sources.web.fetched import article_in
from extractor.sources.web.fetching import Fetched
from extractor.sources.web.limits import FetchLimits
from extractor.sources.web.sources import FeedItem, Web
from tests.sources.web.pages import AFTER, BEFORE

ADDRESSES = [
    *("http://[x", "//[::1", "http://a]/", "http://h:99999/", "http://\u2100.org/"),
    *("http://xn--a.org/", f"http://{70 * 'a'}.org/", "/a", "?", "feed:x", "a b", ""),
]
NUMBERS = ["9" * 400, "-1e999", "\u00b2", "\u0663", "1.2.3", "0x1", "", "+"]
DATES = ["0000-00-00", "9999-99-99", "2015-02-30T25:61", "Fri, 99 Aug 99999", "now"]
CHARSETS = [
    "undefined",
    "hex",
    "idna",
    "punycode",
    "utf-7",
    "utf-16",
    "\u00e9",
    "cp037",
]
VALUES = [
    *ADDRESSES,
    *NUMBERS,
    *DATES,
    *CHARSETS,
    "\0",
    "\x1b$B",
    "\ufffe",
    "{[",
    "]]>",
]
STYLES = ["color", "left", "opacity", "font-size", "transform", "clip", "background"]
FORMS = [
    "{}",
    "rgb({},0,0)",
    "hsl({},9%,9%)",
    "{}px",
    "{}%",
    "translate({}px)",
    "url({})",
]
TAGS = [
    *("p", "h1", "h2", "div", "table", "tr", "td", "ul", "li", "br", "a", "title"),
    *(
        "html",
        "head",
        "body",
        "article",
        "template",
        "noscript",
        "svg",
        "style",
        "font",
    ),
]
NAMES = ["rend", "class", "id", "hidden", "lang", "color", "bgcolor", "colspan", "href"]
HEAD = [
    '<link rel="canonical" href="{}">',
    '<base href="{}">',
    '<meta charset="{}">',
    '<meta property="og:url" content="{}">',
    '<meta property="og:locale" content="{}">',
    '<meta name="author" content="{}">',
    '<meta property="article:published_time" content="{}">',
    '<time datetime="{}">{}</time>',
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"{}",'
    '"author":{"name":"{}"},"url":"{}"}</script>',
    '<?xml version="1.0" encoding="{}"?>',
    "<!DOCTYPE html {}>",
    "<!--{}-->",
    "<style>p,.a>[id='{}']{color:{}}</style>",
]
PARTS = [
    "<link>{}</link>",
    "<guid>{}</guid>",
    "<pubDate>{}</pubDate>",
    "<author>{}</author>",
    "<dc:language>{}</dc:language>",
    "<title type='{}'>{}</title>",
    "<content type='text/html' xml:base='{}'>&lt;p&gt;{}</content>",
    "<description>{}</description>",
    "<enclosure url='{}' length='{}'/>",
    "<itunes:duration>{}</itunes:duration>",
    "<georss:point>{}</georss:point>",
    "<media:content url='{}' width='{}'/>",
    "<source url='{}'>{}</source>",
]
values = st.sampled_from(VALUES) | st.text(max_size=20)


@st.composite
def elements(draw: st.DrawFn) -> str:
    """Return a piece of HTML with odd values in it."""
    name, value = draw(st.sampled_from(NAMES)), draw(values)
    style, form = draw(st.sampled_from(STYLES)), draw(st.sampled_from(FORMS))
    tag, words = draw(st.sampled_from(TAGS)), draw(st.sampled_from(["", BEFORE, AFTER]))
    odd = form.replace("{}", draw(values))
    ends = draw(st.sampled_from(["", f"</{tag}>"]))
    return f"<{tag} {name}='{value}' style='{style}:{odd}'>{words}{draw(values)}{ends}"


def filled(forms: list[str]) -> st.SearchStrategy[str]:
    """Return a strategy of pieces with odd values in them."""
    return st.builds(
        lambda form, value: form.replace("{}", value),
        st.sampled_from(forms),
        values,
    )


def raw(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Return a strategy of bytes, some of which are no UTF-8."""
    broken = st.binary(max_size=6) | pieces.map(lambda text: text.encode("utf-16"))
    whole = pieces.map(lambda text: text.encode("utf-8", "surrogatepass"))
    return st.lists(whole | whole | whole | broken, max_size=9).map(b"".join)


def read(source: Callable[[], object]) -> None:
    """Read a source; what fails an article ends nothing here."""
    with suppress(ArticleError):
        source()


quietly = settings(suppress_health_check=[HealthCheck.too_slow])


@quietly
@given(
    raw(filled(HEAD)),
    raw(elements() | filled(HEAD)),
    st.sampled_from(["text/html", "text/plain", "application/pdf", "text/markdown"]),
    st.none() | st.sampled_from(CHARSETS),
)
def test_an_odd_page_is_an_article_or_one_failure(head, body, kind, charset):
    fetched = Fetched(
        address="https://example.org/a",
        content_type=kind,
        charset=charset,
        body=b"<html>" + head + b"<body>" + body,
    )

    read(lambda: article_in(fetched, facts=Metadata()))


@quietly
@given(
    st.sampled_from(["", *CHARSETS, "koi8-r"]),
    raw(filled(PARTS)),
    raw(elements() | filled(PARTS)),
    st.sampled_from(["rss", "feed"]),
)
def test_an_odd_feed_is_articles_or_failures(charset, head, body, kind):
    declared = f"<?xml version='1.0' encoding='{charset}'?>" if charset else ""
    item = "<item>" if kind == "rss" else "<entry>"
    whole = f"{declared}<{kind}>".encode() + head + item.encode() + body
    web = Web(FetchLimits(follow=False))

    def each():
        for item in items_of(whole, address="https://example.org/feed"):
            read(FeedItem("a", item, web, Metadata()).read)

    read(each)
