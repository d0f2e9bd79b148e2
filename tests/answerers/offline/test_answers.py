"""What the rules make of one construction at a time, in sentences of our own."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import UnreadableArticle, article_from_text, load_recipe
from extractor.answerers.offline import answer_of, missed_passages
from extractor.records.article import Article
from extractor.review import Reviewer

BEFORE = "The talks in the north\n\n"
AFTER = " It was raining in the town that day and the people were at home."


@dataclass(frozen=True)
class Case:
    """One construction: who says what, through whom, by which word."""

    text: str
    words: str
    by: tuple[str, ...] = ("Jane Hart",)
    cue: str | None = "said"
    via: tuple[str, ...] = ()
    kind: str | None = None
    certainty: str = "certain"
    negated: bool = False


CASES = {
    "verb behind": Case(
        "The plan will fail, economist Jane Hart said on Monday.", "The plan will fail"
    ),
    "verb before": Case("Jane Hart said that the plan fails.", "the plan fails"),
    "according to before": Case(
        "According to Jane Hart, the plan will fail.",
        "the plan will fail",
        cue="According to",
        kind="prediction",
    ),
    "according to behind, described": Case(
        "The plan will fail, according to officials in Oslo.",
        "The plan will fail",
        by=("officials in Oslo",),
        cue="according to",
    ),
    "quotation": Case(
        "“We will not sign it,” said Jane Hart. “It is a bad deal.”",
        "We will not sign it",
        negated=True,
    ),
    "quotation goes on": Case(
        "“We will not sign it,” said Jane Hart. “It is a bad deal.”",
        "It is a bad deal",
    ),
    "passive hearsay": Case(
        "The bridge is believed to have collapsed at night.",
        "The bridge is believed to have collapsed at night.",
        by=(),
        cue="believed",
        certainty="probable",
    ),
    "adverb": Case(
        "The company reportedly sold its stake in the port.",
        "The company reportedly sold its stake in the port.",
        by=(),
        cue="reportedly",
        certainty="probable",
    ),
    "pronoun": Case(
        "Jane Hart arrived in Oslo on Monday. She said the talks had failed.",
        "the talks had failed",
    ),
    "relay before": Case(
        "As reported by the Northern Press Agency, Jane Hart described the talks as a "
        "failure.",
        "the talks as a failure",
        cue="described",
        via=("Northern Press Agency",),
    ),
    "relay told": Case(
        "Jane Hart told the Daily Post that the talks had failed.",
        "the talks had failed",
        cue="told",
        via=("Daily Post",),
    ),
    "collective": Case(
        "Analysts warned that the strike could delay exports.",
        "the strike could delay exports",
        by=("Analysts",),
        cue="warned",
        kind="consequence",
        certainty="possible",
    ),
    "denial": Case(
        "Jane Hart denied that the ministry had paid the firm.",
        "the ministry had paid the firm",
        cue="denied",
        negated=True,
    ),
    "nominal": Case(
        "The ministry issued a statement calling on both sides to stop the fighting.",
        "calling on both sides to stop the fighting",
        by=("ministry",),
        cue="calling on",
        kind="intent",
    ),
    "jointly": Case(
        "Germany and France said they would close the border.",
        "they would close the border",
        by=("Germany", "France"),
    ),
}


def read(text: str) -> tuple[Article, Any]:
    article = article_from_text(f"{BEFORE}{text}{AFTER}")
    return article, answer_of(article)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_construction_gives_its_claim(case: Case) -> None:
    article, answer = read(case.text)
    names = [actor.name for actor in answer.actors]
    found = {article.span_of(c.evidence[0]).quote: c for c in answer.claims if c.by}

    claim = found[case.words]

    assert [names[n - 1] for n in claim.by if n] == list(case.by)
    assert (claim.by == [0]) == (not case.by)
    assert claim.attribution.cue == case.cue
    assert [names[n - 1] for n in claim.attribution.via] == list(case.via)
    assert case.kind in (None, claim.kind)
    nuance = claim.nuance
    assert (nuance.certainty if nuance else "certain") == case.certainty
    assert (nuance.negated if nuance else False) == case.negated


def test_a_consequence_nobody_says_is_the_reporters_own() -> None:
    _, answer = read("The strike could lead to shortages of fuel in the north.")

    [claim] = [c for c in answer.claims if c.kind == "consequence"]

    assert claim.by == []
    assert claim.nuance.certainty == "possible"
    assert claim.nuance.hedges == ["could"]


def test_evidence_never_stands_in_bylines_or_trailers() -> None:
    article = article_from_text(
        "Big plan\n\nBy Jane Hart\n\nThe plan will fail, economist Ada Quill said on "
        "Monday in the town.\n\nOriginal Source: www.example.org"
    )

    sentences = {e.sentence for c in answer_of(article).claims for e in c.evidence}

    kinds = {article.sentences[n - 1].kind for n in sentences}
    assert kinds == {"body"}


def test_the_second_reader_finds_what_no_range_covers() -> None:
    article, _ = read("Jane Hart said that the plan fails.")
    [passage] = missed_passages(article, [])

    assert "the plan fails" in passage.words
    assert missed_passages(article, [(0, len(article.text))]) == []


ODD = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [
                *("“", "”", '"', "'", "said", "he said", "according to", ".", "\n\n"),
                *("Mr. Smith", "The U.S.", "could", "reportedly", "(", ")", "—", "# "),
                *("the government of France", "told the BBC", "that", "denied", "!?"),
            ]
        ),
    ),
    max_size=25,
).map(" ".join)


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(ODD)
def test_odd_inputs_give_an_answer_that_review_accepts_whole(text: str) -> None:
    padded = f"{text}\n\nThe mayor said that the plan of the town is in the works."
    try:
        article = article_from_text(padded)
        answer = answer_of(article)
    except UnreadableArticle:
        return

    softened = frozenset({"V10", "V19"})
    reviewer = Reviewer(recipe=load_recipe(), article=article, softened=softened)
    review = reviewer.review(answer.model_dump())

    assert [p.code for p in review.problems if p.code in ("V2", "V3", "shape")] == []


@pytest.mark.parametrize(
    "text", ["— Ï1*00", "said", "According to", "“", "- The EU said", "told the"]
)
def test_a_scrap_of_text_is_read_without_a_crash(text: str) -> None:
    padded = f"{text}\n\nThe mayor said that the plan of the town is in the works."

    assert answer_of(article_from_text(padded)).claims
