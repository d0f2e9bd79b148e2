"""What a page says of its article beside the text: head, markup, address."""

import re

from extractor.sources.dates import iso_date
from extractor.sources.metadata import Metadata, language_tag, tidy, tidy_all
from extractor.sources.web.addresses import SCHEMES, link_to
from extractor.sources.web.stylesheets import Element

_BETWEEN_TITLES = re.compile(r"\s+[|–—»·-]+\s+")
_LONGEST_NAME = 60
_NOT_WORDS = re.compile(r"[\W_]+")
# Only what the markup names as the date: any date in the text may be another's.
_DATES = {"extensive_search": False, "original_date": True}


def page_facts(page: Element, *, address: str | None = None) -> Metadata:
    """Return what a page says of itself, but for its title.

    Args:
        page: The page, with its scripts, where some of it stands.
        address: Where it was fetched from.
    """
    from trafilatura.metadata import extract_metadata

    known = extract_metadata(page, default_url=address, date_config=_DATES)
    url = _source_url(page, address)
    publisher = tidy(known.sitename) or _host(url).removeprefix("www.") or None
    people = (tidy(known.author) or "").split("; ")
    return Metadata(
        publisher=publisher,
        source_url=url,
        published=iso_date(known.date or ""),
        authors=tidy_all(name for name in people if _is_name(name)),
        language=_language(page),
    )


def seen_title(
    page: Element, claimed: str | None, *, publisher: str | None
) -> str | None:
    """Return the title that a reader sees: in the page, or on its tab.

    Args:
        page: The page, without what no reader sees.
        claimed: The title in the page's metadata, which nobody sees there: taken when
            the page shows it too.
        publisher: Whose name is no title, however large it is.
    """
    seen = [words for words in headings(page) if words != publisher]
    tab = tidy(next((title.text for title in page.iter("title")), None)) or ""
    for words in seen:
        if claimed and _letters(claimed) == _letters(words):
            return words
    if claimed and _letters(claimed) in _letters(tab):
        return claimed
    on_tab = (words for words in seen if _letters(words) in _letters(tab))
    alone = seen[0] if len(seen) == 1 else None
    return next(on_tab, alone) or max(_BETWEEN_TITLES.split(tab), key=len) or None


def headings(page: Element) -> list[str]:
    """Return the headings of the first level, each as one line."""
    found = (tidy(" ".join(heading.itertext())) for heading in page.iter("h1"))
    return [words for words in found if words]


def claimed_title(page: Element) -> str | None:
    """Return the title in the page's metadata."""
    for name in ("og:title", "twitter:title", "dc.title"):
        for meta in page.iter("meta"):
            if name in (meta.get("property"), meta.get("name")):
                return tidy(meta.get("content"))
    return None


def _source_url(page: Element, address: str | None) -> str | None:
    """Return the canonical address; of a fetched page, only one of the same site."""
    links = (link for link in page.iter("link") if link.get("rel") == "canonical")
    stated = next((link.get("href") for link in links), None)
    canonical = link_to(stated.strip(), on=address or "") if stated else None
    if canonical is None or canonical.parts.scheme not in SCHEMES:
        return address
    own = address is None or _site(canonical.address) == _site(address)
    return tidy(canonical.address) if own else address


def _site(address: str) -> str:
    return _host(address).removeprefix("www.").removeprefix("m.")


def _host(address: str | None) -> str:
    link = link_to(address or "")
    return (link.parts.hostname or "") if link else ""


def _language(page: Element) -> str | None:
    """Return the language of the page, else of its body, else of its metadata."""
    tags = [page.get("lang"), page.get("xml:lang")]
    tags += [body.get("lang") for body in page.iter("body")]
    tags += [
        meta.get("content")
        for meta in page.iter("meta")
        if "og:locale" in (meta.get("property"), meta.get("name"))
    ]
    stated = next(filter(None, tags), "")
    return language_tag(stated.strip().replace("_", "-"))


def _is_name(words: str) -> bool:
    return 0 < len(words) <= _LONGEST_NAME and "/" not in words


def _letters(words: str) -> str:
    return _NOT_WORDS.sub("", words).casefold()
