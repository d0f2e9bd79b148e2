"""The whole answer: verbatim, the same twice, and right for the article in seeds/."""

from pathlib import Path
from typing import Any

import pytest

from extractor.answerers.offline import answer_of
from extractor.records import Article
from extractor.schemas.briefing import Answer
from extractor.schemas.briefing_answer import Claim
from extractor.sources import article_from_text
from tests.articles import STRIKE

SEED = Path(__file__).parents[3] / "seeds" / "000_aea5ba39c10c2b18.txt"
NAMED = {
    "Vladimir Putin": ("person", "RUS"),
    "Kim Jong Un": ("person", "PRK"),
    "Ri Hi Yong": ("person", "PRK"),
    "Donald Trump": ("person", "USA"),
    "Russia": ("state", "RUS"),
    "North Korea": ("state", "PRK"),
    "South Korea": ("state", "KOR"),
    "Ukraine": ("state", "UKR"),
    "U.S.": ("state", "USA"),
    "Korean Central News Agency": ("organization", "PRK"),
}


@pytest.fixture(scope="module")
def seed() -> Article:
    return article_from_text(SEED.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def answer(seed: Article) -> Answer:
    return answer_of(seed)


def with_words(answer: Answer, words: str) -> list[Claim]:
    return [c for c in answer.claims if words in (c.statement or "")]


def names(answer: Answer, numbers: list[int]) -> list[str]:
    return [answer.actors[n - 1].name for n in numbers]


def test_the_seeds_actors_have_names_kinds_and_countries(answer: Answer):
    found = {a.name: (a.kind, a.country) for a in answer.actors}

    assert NAMED.items() <= found.items()


def test_the_agency_relays_kims_words(answer: Answer):
    [claim] = with_words(answer, "a significant duty")

    assert names(answer, claim.by) == ["Kim Jong Un"]
    assert claim.attribution is not None
    assert names(answer, claim.attribution.via) == ["Korean Central News Agency"]


def test_south_korea_is_the_source_of_the_troop_observation(answer: Answer):
    [claim] = with_words(answer, "an increase in troop deployments")

    assert names(answer, claim.by) == ["South Korea"]


def test_hearsay_is_unattributed(answer: Answer):
    [claim] = with_words(answer, "increased troop support")

    assert claim.by == [0]
    assert claim.nuance is not None
    assert claim.nuance.hedges == ["reportedly"]


@pytest.mark.parametrize(
    "words",
    [
        "could have broader implications",
        "signifies a deepening alliance",
        "may impact future global dynamics",
        "has raised alarms over potential sanctions relief",
    ],
)
def test_the_seeds_consequences_are_found(answer: Answer, words: str):
    [claim] = with_words(answer, words)

    assert claim.kind == "consequence"


def test_the_seeds_lead_and_summary_double_nothing(answer: Answer):
    assert with_words(answer, "stirring concerns") == []
    assert with_words(answer, "met with North Korean leaders") == []


def test_the_headline_is_the_title_else_the_first_body_sentence(
    seed: Article, answer: Answer
):
    assert answer_of(STRIKE).headline == STRIKE.title
    assert answer.headline == seed.words(1)


def test_nothing_is_inferred(answer: Answer):
    assert (answer.inferences, answer.gaps) == ([], [])


def strings_of(answer: Answer) -> list[str]:
    found = [answer.headline]
    for actor in answer.actors:
        found += [actor.name, *actor.aliases, *([actor.role] if actor.role else [])]
    for claim in answer.claims:
        found += [claim.statement or "", *(e.quote for e in claim.evidence if e.quote)]
        found += [claim.when] if claim.when else []
        found += claim.nuance.hedges if claim.nuance else []
        if claim.attribution and claim.attribution.cue:
            found.append(claim.attribution.cue)
    return found


@pytest.mark.parametrize("which", ["seed", "strike"])
def test_every_string_stands_in_the_article(which: str, request: Any):
    article = STRIKE if which == "strike" else request.getfixturevalue("seed")

    missing = [s for s in strings_of(answer_of(article)) if s not in article.text]

    assert missing == []


def test_two_answers_are_equal(seed: Article, answer: Answer):
    assert answer_of(seed) == answer


def test_a_short_article_gives_each_report_its_source():
    answer = answer_of(STRIKE)

    told = {
        c.statement: (names(answer, c.by) if c.by != [0] else [0])
        for c in answer.claims
    }

    assert told == {
        "Dock workers in Tarnholm will strike on Friday": ["Pavel Brandt"],
        "We will not load a single ship": ["Pavel Brandt"],
        "pay was cut": ["port office"],
        "The strike could delay grain exports": ["analysts"],
        "Minister Lena Vogt reportedly offered talks": [0],
    }
