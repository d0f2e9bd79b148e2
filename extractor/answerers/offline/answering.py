"""The whole way from an article to an answer, without a model and without a guess."""

from spacy.language import Language

from extractor.answerers.offline.actors.figures import Figures
from extractor.answerers.offline.actors.mentions import mentions_of
from extractor.answerers.offline.actors.roles import give_roles
from extractor.answerers.offline.actors.speakers import Speakers
from extractor.answerers.offline.claims.drafts import Draft, Drafter
from extractor.answerers.offline.claims.filling import filled
from extractor.answerers.offline.claims.own_voice import own_consequences, own_facts
from extractor.answerers.offline.claims.repeats import told_once
from extractor.answerers.offline.constructions.attributing import attributions
from extractor.answerers.offline.constructions.attribution import Attribution
from extractor.answerers.offline.second_reader import AttributedPassage
from extractor.answerers.offline.text.reading import (
    SENTENCE_CHARS,
    Reading,
    read,
)
from extractor.errors import UnreadableArticle
from extractor.records import Article
from extractor.schemas.briefing import Answer


def answered(article: Article, parser: Language) -> Answer:
    """Return what the rules find in an English article; every string stands in it."""
    reading = read(article, parser)
    _require_sentences(reading)
    drafter = drafter_for(reading)
    reported = reports(drafter)
    drafts = told_once(reading, [*reported, *_own(drafter, reported)])
    return filled(reading, drafter.figures, drafts)


def _require_sentences(reading: Reading) -> None:
    """Do nothing if any sentence was read, or none was to be.

    Raises:
        UnreadableArticle: What is shown of the article has no sentence to read.
    """
    if reading.article.shown and not reading.lines:
        message = (
            f"the offline engine reads sentences of up to {SENTENCE_CHARS:,} "
            "characters, and the article has none: break its lines, or choose a model "
            "with --model"
        )
        raise UnreadableArticle("no_sentences", message)


def reported(article: Article, parser: Language) -> list[AttributedPassage]:
    """Return the passages that the article credits to others, in its order."""
    reading = read(article, parser)
    drafts = told_once(reading, reports(drafter_for(reading)))
    return [_passage(reading, draft) for draft in drafts]


def _passage(reading: Reading, draft: Draft) -> AttributedPassage:
    unit = reading.article.sentence_at(draft.spans[0].start)
    return AttributedPassage(
        sentence=unit.n if unit is not None else 1,
        spans=draft.spans,
        words=reading.text(max(draft.spans, key=len)),
        cue=draft.cue,
        speakers=tuple(figure.name for figure in draft.by),
    )


def drafter_for(reading: Reading) -> Drafter:
    """Return what makes claims of a reading, with its figures and their roles."""
    figures = Figures(mentions_of(reading))
    give_roles(reading, figures.all)
    return Drafter(reading, figures, Speakers(reading, figures))


def reports(drafter: Drafter) -> list[Draft]:
    """Return the claims that the article credits to others, in the cues' order."""
    found = sorted(attributions(drafter.reading), key=_order)
    drafts = (drafter.attributed(a) for a in found)
    return [draft for draft in drafts if draft is not None]


def _order(found: Attribution) -> int:
    return found.cue.start if found.cue is not None else found.start


def _own(drafter: Drafter, reported: list[Draft]) -> list[Draft]:
    """Return the claims in the article's own voice that no report holds."""
    told = [span for draft in reported for span in draft.spans]
    consequences = list(own_consequences(drafter.reading, told))
    told += [stretch for stretch, _ in consequences]
    facts = own_facts(drafter.reading, drafter.figures, told)
    drafts = (drafter.own_voice(*found) for found in (*consequences, *facts))
    return [draft for draft in drafts if draft is not None]
