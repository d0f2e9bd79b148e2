"""A feed's items: what each says of its article, and the words that it holds."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from extractor.errors import UnreadableArticle
from extractor.records.source_names import is_address
from extractor.sources.dates import iso_date
from extractor.sources.extras import required
from extractor.sources.metadata import Metadata, language_tag, tidy, tidy_all
from extractor.sources.web.addresses import link_to
from extractor.sources.web.body_text import body_text
from extractor.sources.web.characters import characters, undeclared
from extractor.sources.web.pages import parsed

# An item with so many characters holds its article: teasers have 100 to 400.
FULL_TEXT_CHARS = 1_000
ID_DIGITS = 16
_FEED_STEPS = frozenset({"atom", "feed", "feeds", "rss"})
_FEED_SUFFIXES = (".atom", ".rdf", ".rss", ".xml")
_FEED_SCHEME = re.compile(r"feed:(?=https?://)|feed(?=://)", re.IGNORECASE)
_BLANKS = re.compile(r"(\s{100})\s+")
# What feedparser raises for values that it does not expect.
_FAULTS = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError),
    *(RecursionError, TypeError, ValueError),
)
_LAST_CHARS = 40  # of a text, in which it says that it breaks off
_CUT_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|read more|continue reading)\W*\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed.

    Attributes:
        id: What the feed calls it, or else a digest of what it holds.
        link: The address of its article, if it is a web address.
        html: Its words, as HTML.
        plain: Whether the words are plain text instead.
        facts: What it says of its article.
    """

    id: str
    link: str | None
    html: str
    plain: bool
    facts: Metadata

    @property
    def is_full(self) -> bool:
        """Whether the item holds its article, and not the beginning alone."""
        words = self.html if self.plain else _words(self.html)
        end = words.rstrip()[-_LAST_CHARS:]
        return len(words) >= FULL_TEXT_CHARS and not _CUT_OFF.search(end)


def feed_address(name: str) -> str | None:
    """Return the address of a feed, if a name looks like one: by `feed:` or its end."""
    named = _FEED_SCHEME.match(name)
    if named:
        rest = name[named.end() :]
        return f"https{rest}" if rest.startswith("://") else rest
    link = link_to(name.lower()) if is_address(name) else None
    if link is None:
        return None
    parts = link.parts
    last = parts.path.rstrip("/").rpartition("/")[2]
    usual = last in _FEED_STEPS or last.endswith(_FEED_SUFFIXES)
    usual = usual or parts.netloc.startswith(("feeds.", "rss."))
    return name if usual or "feed=" in parts.query else None


def items_of(raw: bytes, *, address: str | None = None) -> list[Item]:
    """Return the items of a feed, in its order.

    Args:
        raw: The feed.
        address: Where it was fetched from; its links start there.

    Raises:
        UnreadableArticle: It is no feed, or has no items (`feed`), or `missing_extra`.
    """
    required("feedparser", extra="web")
    import feedparser

    try:
        # Sanitising would take away the marks of what is hidden.
        feed = feedparser.parse(
            BytesIO(_in_utf8(raw)), sanitize_html=False, resolve_relative_uris=False
        )
    except _FAULTS as error:
        raise _no_feed(error) from error
    if not feed.entries:
        raise _no_feed(feed.get("bozo_exception") if feed.bozo else "no items in it")
    base = address or _own_address(feed.feed)
    return list(_told_apart(_item(entry, feed.feed, base) for entry in feed.entries))


def _in_utf8(raw: bytes) -> bytes:
    """Return a feed as feedparser reads it in good time, whatever is in its head.

    Of a declared charset it believes anything, such as `punycode`, and it looks for
    entities at every line of a stretch of blank ones.
    """
    text = _BLANKS.sub(r"\1", undeclared(characters(raw).text))
    return f"\n{text}".encode("utf-8", "replace")


def _no_feed(found: object) -> UnreadableArticle:
    message = f"expected a feed with items, found {found}; check the feed"
    return UnreadableArticle("feed", message)


def _told_apart(items: Iterator[Item]) -> Iterator[Item]:
    """Yield each item once; those of one id with other words are told apart."""
    seen: dict[str, Item] = {}
    for item in items:
        if seen.get(item.id) == item:
            continue
        if item.id in seen:
            other = f"{item.id} {_digest(item.facts.title, item.html)}"
            yield replace(item, id=other)
        else:
            seen[item.id] = item
            yield item


def _own_address(feed: Any) -> str:
    """Return the address that a feed says is its site's, if it can be read."""
    link = link_to(feed.get("link") or "")
    return link.address if link else ""


def _item(entry: Any, feed: Any, base: str) -> Item:
    held = _held(entry)
    html, plain = held.get("value", ""), held.get("type") == "text/plain"
    link = _link(entry.get("link"), base)
    title = _plain(entry.get("title_detail") or {})
    return Item(
        id=tidy(entry.get("id") or link) or _digest(title, html),
        link=link if is_address(link) else None,
        html=html,
        plain=plain,
        facts=Metadata(
            title=title,
            publisher=_publisher(entry, feed),
            source_url=link if is_address(link) else None,
            published=_published(entry),
            authors=_people(entry),
            language=_language(held.get("language") or feed.get("language")),
        ),
    )


def _link(stated: str | None, base: str) -> str:
    """Return where an item's link leads, or nothing."""
    link = link_to(stated, on=base) if stated else None
    return link.address if link else ""


def _held(entry: Any) -> Any:
    """Return the longest text that an item holds, with its type."""
    texts = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    return max(texts, key=lambda text: len(text.get("value") or ""))


def _publisher(entry: Any, feed: Any) -> str | None:
    source = entry.get("source") or {}
    said = source.get("title") or entry.get("publisher") or feed.get("publisher")
    return tidy(said or feed.get("title"))


def _published(entry: Any) -> str | None:
    """Return the day as it is written, which UTC may not be."""
    for name in filter(entry.__contains__, ("published", "updated")):
        written, moment = entry.get(name), entry.get(f"{name}_parsed")
        day = iso_date(written or "")
        if day:
            return day
        if moment:
            return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"
    return None


def _people(entry: Any) -> tuple[str, ...]:
    names = (person.get("name") or "" for person in entry.get("authors") or ())
    return tidy_all(name for name in names if "@" not in name)


def _language(stated: str | None) -> str | None:
    return language_tag((stated or "").replace("_", "-"))


def _plain(detail: Any) -> str | None:
    value = detail.get("value") or ""
    return tidy(value if detail.get("type") == "text/plain" else _words(value))


def _words(html: str) -> str:
    """Return the words of a piece of HTML."""
    if not html.strip():
        return ""
    return body_text(parsed(html))


def _digest(*words: str | None) -> str:
    return hashlib.sha256("\0".join(filter(None, words)).encode()).hexdigest()[
        :ID_DIGITS
    ]
