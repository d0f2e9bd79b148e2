"""Answers with one thing made wrong, built from answers that were given."""

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from extractor.records.article import Article

MOST_OF_A_KIND = 5  # in one article: every kind weighs alike, and a run stays short
_NEGATOR = re.compile(r"\s*\b(?:not|never|no|cannot)\b|n['’]t\b", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:will|would|can|could|should|may|might|must|is|are|was|were|has|have|had)\b"
    r"(?!\s+(?:not|no|never)\b)(?!n['’]t)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d(?!\d)")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mutant:
    """An answer with one thing wrong.

    Attributes:
        kind: What was done to it.
        answer: The whole answer.
        claim: Place of the claim it was done to, from 0.
        before: What stood there.
        after: What stands there now.
    """

    kind: str
    answer: Json
    claim: int
    before: str
    after: str


def mutants(answer: Json, article: Article) -> Iterator[Mutant]:
    """Yield the mutants of an answer to the briefing recipe, in a fixed order."""
    for kind, change in KINDS.items():
        yield from islice(_of_kind(kind, change, answer, article), MOST_OF_A_KIND)


Change = Callable[[Json, Json, Article], tuple[str, str] | None]


def _of_kind(
    kind: str, change: Change, answer: Json, article: Article
) -> Iterator[Mutant]:
    for place in range(len(answer["claims"])):
        mutant = copy.deepcopy(answer)
        done = change(mutant["claims"][place], mutant, article)
        if done is not None:
            before, after = done
            yield Mutant(kind, mutant, place, before, after)


def _quote(alter: Callable[[str], str | None]) -> Change:
    """Return the change of a quote; a quote that the article holds too is no fault."""

    def change(claim: Json, answer: Json, article: Article) -> tuple[str, str] | None:
        del answer
        for evidence in claim["evidence"]:
            words = _words(evidence, article)
            altered = alter(words) if words else None
            if words and altered and not article.find(altered):
                evidence["quote"] = altered
                return words, altered
        return None

    return change


def _words(evidence: Json, article: Article) -> str | None:
    """Return the words of an evidence item that stands in the article."""
    number, quote = evidence["sentence"], evidence["quote"]
    if article.sentence(number) is None:
        return None
    return article.words(number) if quote is None else quote


def _statement(alter: Callable[[str], str | None]) -> Change:
    """Return the change of a statement; the evidence stays as it was."""

    def change(claim: Json, answer: Json, article: Article) -> tuple[str, str] | None:
        del answer
        words = claim["statement"] or _words(claim["evidence"][0], article)
        altered = alter(words) if words else None
        if words and altered:
            claim["statement"] = altered
            return words, altered
        return None

    return change


def without_negation(words: str) -> str | None:
    """Return the words less their first negator, or None when there is none."""
    altered = _NEGATOR.sub("", words, count=1).strip()
    return altered if altered not in ("", words) else None


def with_negation(words: str) -> str | None:
    """Return the words with "not" after their first auxiliary, or None likewise."""
    hit = _AUXILIARY.search(words)
    if hit is None or _NEGATOR.search(words):
        return None
    return f"{words[: hit.end()]} not{words[hit.end() :]}"


def with_another_number(words: str) -> str | None:
    """Return the words with the last digit of their first number one higher."""
    hit = _NUMBER.search(words)
    if hit is None:
        return None
    digit = (int(hit.group()) + 1) % 10
    return f"{words[: hit.start()]}{digit}{words[hit.end() :]}"


def _flag(claim: Json, answer: Json, article: Article) -> tuple[str, str]:
    """Turn the polarity round; evidence and statement stay as they were."""
    del answer, article
    plain = {"certainty": "certain", "negated": False, "hedges": [], "disputes": []}
    nuance = claim["nuance"] = {**plain, **(claim["nuance"] or {})}
    nuance["negated"] = not nuance["negated"]
    polarity = ("positive", "negative")
    now = nuance["negated"]
    return polarity[not now], polarity[now]


def _speaker(claim: Json, answer: Json, article: Article) -> tuple[str, str] | None:
    """Give the claim to the next actor of the list that has not said it."""
    del article
    by, actors = claim["by"], answer["actors"]
    if not by or 0 in by or len(actors) <= len(by):
        return None
    told = {*by, *(claim["attribution"] or {}).get("via", ())}
    others = _others(told, len(actors), after=by[0])
    if not others:
        return None
    claim["by"] = [others[0]]
    return actors[by[0] - 1]["name"], actors[others[0] - 1]["name"]


def _others(told: set[int], number: int, *, after: int) -> Sequence[int]:
    turned = [(after + step) % number + 1 for step in range(number)]
    return [n for n in turned if n not in told]


KINDS: dict[str, Change] = {
    "quote_negation_removed": _quote(without_negation),
    "quote_negation_added": _quote(with_negation),
    "quote_number_changed": _quote(with_another_number),
    "statement_negation_removed": _statement(without_negation),
    "statement_negation_added": _statement(with_negation),
    "statement_number_changed": _statement(with_another_number),
    "polarity_turned": _flag,
    "speaker_swapped": _speaker,
}
