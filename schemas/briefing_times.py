"""The rule about times: settled, and not after the article unless still to come."""

from collections.abc import Iterator

from extractor.records import Article, Fault, Rule

from .briefing_calendar import first_day
from .briefing_published import Briefing, Claim
from .briefing_when import first_day_of, needs_a_date

TO_COME = frozenset({"intent", "prediction", "consequence"})  # kinds that look forward


def times_fit(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each time that lies after the article, or that its date would settle."""
    for n, claim in enumerate(briefing.claims):
        message = _fault(claim, article)
        if message:
            yield Fault(("claims", n, "when"), message)


def _fault(claim: Claim, article: Article) -> str | None:
    published = first_day_of(article.published)
    if claim.when is None:
        if published or not claim.when_text or not needs_a_date(claim.when_text):
            return None
        return (
            f"{claim.when_text!r} needs the article's date, which is not known: give "
            "it with the article"
        )
    begins = first_day(claim.when)
    if claim.kind in TO_COME or not (published and begins and begins > published):
        return None
    return (
        f"{claim.when} lies after the article, which is of {article.published}; "
        f"a claim of kind {claim.kind} tells what is or was"
    )


TIME_RULES: tuple[Rule[Briefing], ...] = (
    Rule(
        "V17",
        "warning",
        "A time is settled as far as the article's date allows, and lies after it only "
        "in an intent, prediction or consequence.",
        times_fit,
    ),
)
