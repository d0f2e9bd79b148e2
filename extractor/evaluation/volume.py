"""How much is told: claims for the length of the article, and its quoted words."""

from extractor.evaluation.counts import Count
from extractor.evaluation.overlaps import characters
from extractor.records.article import Article
from extractor.schemas.briefing_published import Briefing

PER_CHARACTERS = 1_000


def volume(article: Article, briefing: Briefing) -> dict[str, Count]:
    """Return claims per thousand characters, and the covered share of quoted text."""
    covered = characters(span for claim in briefing.claims for span in claim.evidence)
    quoted = {n for start, end in article.quoted for n in range(start, end)}
    return {
        "claims_per_1000": Count(
            len(briefing.claims), len(article.text) / PER_CHARACTERS
        ),
        "quoted_covered": Count(len(quoted & covered), len(quoted)),
    }
