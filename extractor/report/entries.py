"""What the index keeps of a briefing, once its page is written."""

from dataclasses import dataclass

from extractor.report.naming import address
from extractor.report.pages import Page

MOST_SPEAKERS = 8  # more would fill the row; the page names them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the index.

    Attributes:
        href: The page's address.
        headline: What the page is called.
        title: The article's own title, unless it is the headline.
        date: When it was published, ISO 8601, as far as it is known.
        publisher: By whom.
        speakers: Names of the actors that assert something.
        claims: Their number; None for a recipe of one's own.
        stated: Implications that the article states.
        inferred: Implications that it does not.
        findings: Their number, without those that only inform.
        dropped: Items that were left out.
        holds: Whether the file verifies.
    """

    href: str
    headline: str
    title: str
    date: str
    publisher: str
    speakers: tuple[str, ...]
    claims: int | None
    stated: int | None
    inferred: int | None
    findings: int
    dropped: int
    holds: bool


def entry_of(page: Page, name: str) -> Entry:
    """Return the row of a page."""
    article, briefing = page.file.article, page.briefing
    bases = [i.basis for i in briefing.implications] if briefing else []
    title = article.title or ""
    return Entry(
        href=address(name),
        headline=page.title,
        title="" if title == page.title else title,
        date=article.published or "",
        publisher=article.publisher or "",
        speakers=_speakers(page),
        claims=len(briefing.claims) if briefing else None,
        stated=bases.count("stated") if briefing else None,
        inferred=bases.count("inferred") if briefing else None,
        findings=sum(f.severity != "info" for f in page.file.findings),
        dropped=len(page.file.dropped),
        holds=page.holds,
    )


def _speakers(page: Page) -> tuple[str, ...]:
    if page.briefing is None:
        return ()
    speaking = {a for claim in page.briefing.claims for a in claim.asserted_by}
    names = [a.name for a in page.briefing.actors if a.id in speaking]
    more = len(names) - MOST_SPEAKERS
    return (*names[:MOST_SPEAKERS], *([f"{more} more"] if more > 0 else []))
