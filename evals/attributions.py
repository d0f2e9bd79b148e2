"""How well attributed claims match gold attributions.

    python -m evals.attributions [GOLD.jsonl]

span: one-to-one greedy match of evidence at character overlap (IoU) of at least .5.
character: overlap of all evidence characters with all gold content characters.
speaker: among matched pairs with a gold source, the asserters or relays share a content
speaker: among matched pairs with a gold source, asserters or relays share a content
found: share of gold contents of which some claim covers more than 30 %.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.answerers.offline import answer_of
from extractor.recipes import load_recipe
from extractor.records.article import Article
from extractor.review import Reviewer
from extractor.schemas.briefing import Briefing, Claim
from extractor.sources import article_from_text

GOLD = Path(__file__).resolve().parent / "gum_news" / "dev.jsonl"
IOU, COVERED = 0.5, 0.3
SOFTENED = frozenset({"V10", "V19"})
_STOP = frozenset(
    {
        *("the", "a", "an", "of", "for", "and", "in", "on", "at", "to", "his", "her"),
        *("its", "their", "mr", "mrs", "ms", "president", "said"),
    }
)


@dataclass(slots=True)
class Score:
    """Counts that the figures are made of."""

    matched: int = 0
    predicted: int = 0
    gold: int = 0
    characters: list[int] = field(default_factory=lambda: [0, 0, 0])
    spoken: int = 0
    right: int = 0
    found: int = 0

    @property
    def span_f1(self) -> float:
        """F1 of matched spans."""
        return 2 * self.matched / max(1, self.predicted + self.gold)

    @property
    def character_f1(self) -> float:
        """F1 of characters."""
        both, predicted, gold = self.characters
        return 2 * both / max(1, predicted + gold)

    @property
    def speaker(self) -> float:
        """Share of matched pairs with the right speaker."""
        return self.right / max(1, self.spoken)


def main() -> None:
    """Score the keyless engine and print."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD
    score = score_engine(path)
    print(
        f"span F1 {score.span_f1:.3f}, character F1 {score.character_f1:.3f}, speaker "
        f"{score.speaker:.3f} ({score.right}/{score.spoken}), found "
        f"{score.found}/{score.gold}; {score.predicted} claims attributed"
    )


def score_engine(path: Path) -> Score:
    """Return the keyless engine's score on a gold file."""
    score = Score()
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        article = article_from_text(gold["text"])
        add(score, gold, article, briefing=offline_briefing(article))
    return score


def offline_briefing(article: Article) -> Briefing:
    """Return what the keyless engine publishes of an article."""
    reviewer = Reviewer(recipe=load_recipe(), article=article, softened=SOFTENED)
    review = reviewer.review(answer_of(article).model_dump())
    return reviewer.conclude(review).value


def add(score: Score, gold: Any, article: Article, *, briefing: Briefing) -> None:
    """Add one article to a score; text and article must be the same characters."""
    if article.text != gold["text"]:
        message = f"{gold['id']}: normalising changed the gold text"
        raise ValueError(message)
    wanted = gold["gold"]["attributions"]
    claims = [claim for claim in briefing.claims if claim.voice == "actor"]
    contents = [_characters(a["content"]) for a in wanted]
    evidence = [_characters([s.model_dump() for s in c.evidence]) for c in claims]
    _add_characters(score, contents, evidence)
    score.predicted += len(claims)
    score.gold += len(wanted)
    for g, p in _pairs(contents, evidence):
        score.matched += 1
        if wanted[g]["source"]:
            score.spoken += 1
            names = _names(claims[p], briefing)
            score.right += any(_words(n) & _gold_words(gold, wanted[g]) for n in names)


def _add_characters(
    score: Score, contents: list[set[int]], evidence: list[set[int]]
) -> None:
    gold, predicted = set[int]().union(*contents), set[int]().union(*evidence)
    for n, size in enumerate((len(gold & predicted), len(predicted), len(gold))):
        score.characters[n] += size
    score.found += sum(
        any(len(g & p) > COVERED * len(g) for p in evidence) for g in contents
    )


def _characters(spans: list[Any]) -> set[int]:
    return {n for span in spans for n in range(span["start"], span["end"])}


def _pairs(
    contents: list[set[int]], evidence: list[set[int]]
) -> Iterator[tuple[int, int]]:
    """Yield matched pairs, the best overlaps first, each side once."""
    overlaps = sorted(
        (
            (len(g & p) / len(g | p), n, m)
            for n, g in enumerate(contents)
            for m, p in enumerate(evidence)
            if g & p
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for iou, n, m in overlaps:
        if iou >= IOU and n not in used[0] and m not in used[1]:
            used[0].add(n)
            used[1].add(m)
            yield n, m


def _names(claim: Claim, briefing: Briefing) -> list[str]:
    tellers = {*claim.asserted_by, *claim.via}
    actors = [actor for actor in briefing.actors if actor.id in tellers]
    return [name for actor in actors for name in (actor.name, *actor.aliases)]


def _gold_words(gold: Any, attribution: Any) -> set[str]:
    entities = {e["id"]: e for e in gold["gold"].get("entities", [])}
    words = _words(" ".join(s["text"] for s in attribution["source"]))
    entity = entities.get(attribution.get("source_entity"), {})
    for mention in entity.get("mentions", []):
        words |= _words(mention["text"])
    return words


def _words(text: str) -> set[str]:
    found = set(re.findall(r"\w+", text.lower()))
    return {w for w in found if w not in _STOP and len(w) > 1} or found


if __name__ == "__main__":
    main()
