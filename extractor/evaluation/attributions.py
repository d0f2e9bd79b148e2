"""Attributions: which are found, whose they are, and how exactly they are cut out."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.evaluation.counts import Count
from extractor.evaluation.gold import GoldAttribution, GoldRow
from extractor.evaluation.judgments import Judgment
from extractor.evaluation.overlaps import FOUND_SHARE, characters, coverage, pairs
from extractor.evaluation.speakers import gold_words, is_named, tellers
from extractor.records.quotation import quoted_ranges, quoted_share
from extractor.schemas.briefing_published import Briefing, Claim, QuoteType
from extractor.schemas.briefing_publishing import DIRECT_SHARE

NOTHING_COVERS = "no claim covers it"


@dataclass(frozen=True, slots=True)
class Reported:
    """A claim that is not the article's own, with the characters it rests on."""

    claim: Claim
    covered: frozenset[int]


def reported(briefing: Briefing) -> list[Reported]:
    """Return the claims that are scored: those not in the article's own voice."""
    return [
        Reported(claim, characters(claim.evidence))
        for claim in briefing.claims
        if claim.voice != "article"
    ]


def judge_attributions(row: GoldRow, briefing: Briefing) -> Iterator[Judgment]:
    """Yield whether each gold attribution is found, and if so, its speaker right."""
    claims = reported(briefing)
    for attribution in row.gold.attributions:
        gold = characters(attribution.content)
        hits = sorted(
            (c for c in claims if coverage(gold, c.covered) > FOUND_SHARE),
            key=lambda c: -coverage(gold, c.covered),
        )
        told = [_told(c.claim, briefing) for c in hits]
        words = " … ".join(row.text[s.start : s.end] for s in attribution.content)
        speaker = " ".join(row.text[s.start : s.end] for s in attribution.source)
        yield Judgment(
            metric="found",
            gold=attribution.id,
            right=bool(hits),
            text=words,
            expected=speaker or "nobody named",
            got="; ".join(told) or NOTHING_COVERS,
            also=(f"found_{quote_type_of(row, attribution)}",),
        )
        if hits and attribution.source:
            wanted = gold_words(row, attribution)
            yield Judgment(
                metric="speaker",
                gold=attribution.id,
                right=any(is_named(tellers(c.claim, briefing), wanted) for c in hits),
                text=words,
                expected=speaker,
                got="; ".join(told),
            )


def _told(claim: Claim, briefing: Briefing) -> str:
    names = ", ".join(actor.name for actor in tellers(claim, briefing))
    return f"{claim.id} {names or 'nobody named'}: {claim.statement}"


def quote_type_of(row: GoldRow, attribution: GoldAttribution) -> QuoteType:
    """Return the gold's quote type, or what the quote marks in the text make it."""
    if attribution.quote_type is not None:
        return attribution.quote_type
    spans = [(s.start, s.end) for s in attribution.content]
    share = quoted_share(spans, quoted_ranges(row.text))
    if share > DIRECT_SHARE:
        return "direct"
    return "mixed" if share > 0 else "indirect"


def span_counts(row: GoldRow, briefing: Briefing | None) -> dict[str, Count]:
    """Return span F1 at IoU .5, the speakers of matched spans, and character F1.

    Nothing where gold tells no attributions, or not all: what is not among them might
    be right.
    """
    if row.partial or "attributions" not in row.gold.model_fields_set:
        return {}
    wanted = row.gold.attributions
    claims = reported(briefing) if briefing else []
    contents = [characters(a.content) for a in wanted]
    covered = [c.covered for c in claims]
    gold, predicted = (
        frozenset[int]().union(*contents),
        frozenset[int]().union(*covered),
    )
    matched = list(pairs(contents, covered))
    named = [(wanted[g], claims[p].claim) for g, p in matched if wanted[g].source]
    right = [
        is_named(tellers(claim, briefing), gold_words(row, attribution))
        for attribution, claim in named
        if briefing
    ]
    return {
        "span_f1": Count(2 * len(matched), len(wanted) + len(claims)),
        "character_f1": Count(2 * len(gold & predicted), len(gold) + len(predicted)),
        "matched_speaker": Count(sum(right), len(right)),
    }


def missed_attributions(row: GoldRow) -> Iterator[Judgment]:
    """Yield a miss for each gold attribution of an article without a briefing."""
    for attribution in row.gold.attributions:
        yield Judgment(
            metric="found",
            gold=attribution.id,
            right=False,
            text=" … ".join(row.text[s.start : s.end] for s in attribution.content),
            expected=" ".join(row.text[s.start : s.end] for s in attribution.source)
            or "nobody named",
            got="no briefing",
            also=(f"found_{quote_type_of(row, attribution)}",),
        )
