"""Who said it: names of predicted speakers against words of gold ones."""

import re
from collections.abc import Iterable

from extractor.evaluation.gold import GoldAttribution, GoldRow
from extractor.schemas.briefing_published import Actor, Briefing, Claim

# Words that name nobody. Every figure about speakers rests on this list.
_STOP = frozenset(
    {
        *("the", "a", "an", "of", "for", "and", "in", "on", "to", "his", "her", "its"),
        *("their", "mr", "mrs", "ms", "president", "said"),
    }
)
_WORD = re.compile(r"\w+")


def name_words(text: str) -> frozenset[str]:
    """Return the words that name somebody, in small letters; all if none does."""
    found = frozenset(_WORD.findall(text.lower()))
    return frozenset(w for w in found if w not in _STOP and len(w) > 1) or found


def gold_words(row: GoldRow, attribution: GoldAttribution) -> frozenset[str]:
    """Return the words of a gold source and of all mentions of its entity."""
    words = name_words(" ".join(row.text[s.start : s.end] for s in attribution.source))
    for entity in row.gold.entities:
        if entity.id == attribution.source_entity:
            for mention in entity.mentions:
                words |= name_words(row.text[mention.start : mention.end])
    return words


def tellers(claim: Claim, briefing: Briefing) -> list[Actor]:
    """Return who asserts a claim, then who passes it on."""
    actors = {actor.id: actor for actor in briefing.actors}
    return [actors[i] for i in (*claim.asserted_by, *claim.via) if i in actors]


def forms(actor: Actor) -> tuple[str, ...]:
    """Return an actor's name and aliases."""
    return (actor.name, *actor.aliases)


def is_named(actors: Iterable[Actor], words: frozenset[str]) -> bool:
    """Tell whether a name or alias of one of the actors shares a word with these."""
    return any(name_words(form) & words for actor in actors for form in forms(actor))
