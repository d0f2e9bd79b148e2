"""Decisions proved again: each is about something that is there, in its own words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extractor.annotations.deciding import next_id, reference_faults
from extractor.annotations.decisions import Decision, briefing_sha256
from extractor.annotations.standing import Standing, standings
from extractor.records.article import Article
from extractor.schemas.briefing import Actor, Claim
from extractor.schemas.briefing_actors import occurs
from extractor.schemas.briefing_publishing import quote_type
from extractor.verification.breaks import Break
from extractor.verification.spans import span_breaks

Numbered = tuple[int, Decision | str]


def annotation_breaks(
    lines: Iterable[Numbered], documents: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[int, Break]]:
    """Yield each line of an annotation file that does not hold, and where.

    Args:
        lines: The lines, numbered from 1, each a decision or what is wrong with it.
        documents: The briefing files beside it, parsed.
    """
    known = {briefing_sha256(one): one for one in documents}
    made: dict[str, list[Decision]] = {}
    for n, line in lines:
        if isinstance(line, str):
            yield n, Break("", line)
            continue
        document = known.get(line.briefing_sha256)
        if document is None:
            message = "no briefing beside it that holds is the one decided about"
            yield n, Break("/briefing_sha256", message)
            continue
        before = made.setdefault(line.briefing_sha256, [])
        for found in _decision_breaks(line, before, document):
            yield n, found
        before.append(line)


def _decision_breaks(
    decision: Decision, before: list[Decision], document: Mapping[str, Any]
) -> Iterator[Break]:
    if decision.n != len(before) + 1:
        message = f"expected {len(before) + 1}, found {decision.n}: lines are missing"
        yield Break("/n", message)
    standing = standings(document["briefing"], before)
    yield from _target_breaks(decision, standing)
    if decision.item is not None:
        for fault in reference_faults(decision.kind, decision.item, standing):
            yield Break("/item", fault)
        article = Article.model_validate(document["article"])
        yield from span_breaks(decision.item, article, where=("item",))
        yield from _word_breaks(decision, article)


def _target_breaks(
    decision: Decision, standing: Mapping[str, Standing]
) -> Iterator[Break]:
    found = standing.get(decision.target)
    if decision.action == "add":
        expected = next_id(decision.kind, standing)
        if decision.target != expected:
            yield Break("/target", f"expected {expected}, found {decision.target}")
    elif found is None or found.kind != decision.kind:
        yield Break("/target", f"there is no {decision.kind} {decision.target!r}")


def _word_breaks(decision: Decision, article: Article) -> Iterator[Break]:
    """Yield what an item says is the article's, or computed, and is not."""
    if decision.kind == "claim":
        claim = Claim.model_validate(decision.item)
        for words in filter(None, (claim.cue, claim.when_text, *claim.hedges)):
            if words not in article.text:
                yield Break("/item", f"V5: {words!r} does not occur in the article")
        expected = quote_type(claim.evidence, claim.voice, article)
        if claim.quote_type != expected:
            message = f"expected {expected}, found {claim.quote_type}"
            yield Break("/item/quote_type", message)
    elif decision.kind == "actor":
        actor = Actor.model_validate(decision.item)
        for alias in actor.aliases:
            if not occurs(alias, article):
                yield Break("/item/aliases", f"V5: {alias!r} does not occur")
