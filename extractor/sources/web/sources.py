"""Addresses and feeds as sources: what the user names, and what it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import UnreadableArticle
from extractor.records.article import Article
from extractor.records.findings import Finding
from extractor.records.source_names import name_of
from extractor.run import Source
from extractor.sources.files import read_file
from extractor.sources.metadata import Metadata
from extractor.sources.reading import article_of
from extractor.sources.web.addresses import shown, with_credentials
from extractor.sources.web.feeds import Item, feed_address, items_of
from extractor.sources.web.fetched import article_in
from extractor.sources.web.limits import FetchLimits
from extractor.sources.web.pages import read_fragment
from extractor.sources.web.sniffing import looks_like_feed

if TYPE_CHECKING:
    from extractor.sources.web.fetching import Fetched, Fetcher
    from extractor.sources.web.following import Follower


class _Clients(NamedTuple):
    """What fetches what the user named, and what follows links."""

    fetcher: "Fetcher"
    follower: "Follower"


class Web:
    """What one run fetches. Threads may share it; nothing is fetched before it is read.

    Attributes:
        limits: What a fetch may take.
    """

    def __init__(self, limits: FetchLimits | None = None) -> None:
        """Fetch within limits."""
        self.limits = limits or FetchLimits()
        self._lock, self._made = Lock(), list[_Clients]()
        self._feeds: dict[str, list[Item] | UnreadableArticle | Fetched] = {}

    def at(self, name: str, *, facts: Metadata) -> Iterator[Source]:
        """Yield what stands at an address: the items of a feed, or one page.

        What looks like the address of a feed is fetched here, once in a run; a page is
        fetched when it is read.

        Args:
            name: A web address, or `feed:` and one.
            facts: What is known of its articles.
        """
        if shown(name) != name:
            yield Unreadable(shown(name), with_credentials())
            return
        address = feed_address(name)
        if address is None:
            yield Address(name, self, facts)
            return
        found = self._feed(address)
        if isinstance(found, list):
            yield from _items(address, found, web=self, facts=facts)
        elif isinstance(found, UnreadableArticle):
            yield Unreadable(address, found)
        else:
            yield Address(address, self, facts, found)

    def in_file(self, path: str, *, facts: Metadata) -> Iterator[Source]:
        """Yield the items of a feed in a file."""
        try:
            found = items_of(read_file(path))
        except UnreadableArticle as error:
            yield Unreadable(path, error)
            return
        yield from _items(path, found, web=self, facts=facts)

    def fetch(self, address: str) -> "Fetched":
        """Return what is at an address that the user named."""
        return self._clients().fetcher.fetch(address)

    def follow(self, address: str) -> "Fetched":
        """Return what is at an address that a feed named."""
        return self._clients().follower.fetch(address)

    def _feed(self, address: str) -> "list[Item] | UnreadableArticle | Fetched":
        """Return the items of a feed, or the page that it turns out to be."""
        with self._lock:
            known = self._feeds.get(address)
        if known is None:
            known = self._fetched_feed(address)
            with self._lock:
                self._feeds[address] = known
        return known

    def _fetched_feed(self, address: str) -> "list[Item] | UnreadableArticle | Fetched":
        try:
            fetched = self.fetch(address)
            if not looks_like_feed(fetched.body):
                return fetched
            return items_of(fetched.body, address=fetched.address)
        except UnreadableArticle as error:
            return error

    def _clients(self) -> _Clients:
        """Return what fetches, made when it is first needed."""
        from extractor.sources.web.fetching import Fetcher
        from extractor.sources.web.following import Follower

        with self._lock:
            if not self._made:
                fetcher = Fetcher(self.limits)
                self._made.append(_Clients(fetcher, Follower(fetcher)))
            return self._made[0]


@dataclass(frozen=True, slots=True)
class Address:
    """A page that is fetched when it is read.

    Attributes:
        name: Its address.
        web: What fetches it.
        facts: What is known of its article.
        fetched: The page, when it was fetched already.
    """

    name: str
    web: Web
    facts: Metadata
    fetched: "Fetched | None" = None

    def read(self) -> Article:
        """Return the article on the page; raise UnreadableArticle when none is."""
        return article_in(self.fetched or self.web.fetch(self.name), facts=self.facts)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item of a feed: read from the feed where it is whole, else from its link.

    Attributes:
        name: The feed's name, `#` and the item's id.
        item: The item.
        web: What follows links.
        facts: What is known of its article.
    """

    name: str
    item: Item
    web: Web
    facts: Metadata

    def read(self) -> Article:
        """Return the item's article; raise UnreadableArticle when there is none."""
        said, link = self.item.facts, self.item.link
        if link is None or self.item.is_full:
            return self._held()
        if not self.web.limits.follow:
            return self._held(notices=(_teaser(link),))
        own = replace(said, publisher=None, source_url=None, language=None)
        return article_in(self.web.follow(link), facts=self.facts.over(own))

    def _held(self, *, notices: tuple[Finding, ...] = ()) -> Article:
        """Return the article of the words that the feed holds."""
        facts = self.facts.over(self.item.facts)
        if self.item.plain:
            return article_of(self.item.html, facts=facts, notices=notices)
        return read_fragment(self.item.html, facts=facts, notices=notices)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What should have been a feed, and is one failure."""

    name: str
    error: UnreadableArticle

    def read(self) -> Article:
        """Raise the error."""
        raise UnreadableArticle(self.error.reason, str(self.error))


def _items(
    feed: str, items: list[Item], *, web: Web, facts: Metadata
) -> Iterator[FeedItem]:
    return (FeedItem(name_of(feed, item.id), item, web, facts) for item in items)


def _teaser(link: str) -> Finding:
    message = f"the feed holds the beginning of the article alone; it is at {link}"
    return Finding(
        code="teaser", severity="warning", where="/article/text", message=message
    )
