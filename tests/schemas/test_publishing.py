"""From an answer to a briefing: order, ids, quote types, stated implications."""

from typing import Any

import pytest

from extractor.records.article import Article
from extractor.records.problems import Publication
from extractor.schemas.briefing import Briefing, publish
from extractor.schemas.briefing_answer import Answer
from tests.answers import actor, answer, claim, evidence, inference, nuance, said
from tests.articles import STRIKE, article_of


def published(article: Article = STRIKE, **given: Any) -> Publication[Briefing]:
    return publish(Answer.model_validate(answer(**given)), article)


def briefing(article: Article = STRIKE, **given: Any) -> Briefing:
    return published(article, **given).value


def consequence(sentence: int, statement: str) -> dict[str, Any]:
    return claim(sentence, statement=statement, kind="consequence")


def test_actors_are_numbered_by_first_mention():
    actors = [actor("Lena Vogt"), actor("analysts"), actor("Pavel Brandt")]

    found = briefing(actors=actors).actors

    assert [(a.id, a.name) for a in found] == [
        ("a1", "Pavel Brandt"),
        ("a2", "analysts"),
        ("a3", "Lena Vogt"),
    ]


def test_claims_are_numbered_by_evidence_start_then_end_then_answer_order():
    claims = [
        claim(7, statement="Fourth."),
        claim(3, "Dock workers in Tarnholm", statement="Second."),
        claim(3, "Dock workers", statement="First."),
        claim(3, "Dock workers in Tarnholm", statement="Third."),
    ]

    found = briefing(claims=claims).claims

    assert [(c.id, c.statement) for c in found] == [
        ("c1", "First."),
        ("c2", "Second."),
        ("c3", "Third."),
        ("c4", "Fourth."),
    ]


def test_evidence_of_a_claim_stands_in_the_order_of_the_article_each_once():
    proof = [evidence(7), evidence(3, "will strike"), evidence(7)]

    (told,) = briefing(claims=[claim(1, evidence=proof)]).claims

    assert [(s.sentence, s.quote) for s in told.evidence] == [
        (3, "will strike"),
        (7, "Minister Lena Vogt reportedly offered talks."),
    ]


def test_every_reference_is_the_id_of_the_item_it_meant():
    told = briefing(
        actors=[actor("Lena Vogt"), actor("Pavel Brandt"), actor("Harbour Post")],
        claims=[
            claim(7, by=[1, 2], attribution=said("told", 3), about=[2]),
            claim(3, nuance=nuance(disputes=[1, 2])),
        ],
        inferences=[inference(1, affected=[3, 1])],
    )

    later = told.claims[1]
    assert (later.asserted_by, later.via, later.about) == (
        ("a3", "a1"),
        ("a2",),
        ("a1",),
    )
    assert told.claims[0].disputes == ("c2",)
    implied = told.implications[0].model_dump()
    assert (implied["rests_on"], implied["affected"]) == (("c2",), ("a2", "a3"))


def test_entries_of_one_actor_count_once_in_every_reference():
    actors = [actor("Lena Vogt"), actor("Vogt", aliases=["Lena Vogt"])]

    told = briefing(actors=actors, claims=[claim(7, by=[2, 1], about=[1, 2])])

    assert told.claims[0].asserted_by == told.claims[0].about == ("a1",)


@pytest.mark.parametrize(
    ("by", "voice"), [([], "article"), ([0], "unattributed"), ([1], "actor")]
)
def test_the_voice_follows_from_who_asserts(by, voice):
    told = briefing(
        actors=[actor("Lena Vogt")],
        claims=[claim(7, by=by, attribution=said("reportedly", 1))],
    ).claims[0]

    assert told.voice == voice
    assert told.asserted_by == (("a1",) if voice == "actor" else ())
    assert told.cue == (None if voice == "article" else "reportedly")
    assert told.via == (() if voice == "article" else ("a1",))


def test_a_claim_without_nuance_is_certain_positive_and_plain():
    (told,) = briefing(claims=[claim(7)]).claims

    assert (told.certainty, told.polarity) == ("certain", "positive")
    assert (told.hedges, told.disputes) == ((), ())


QUOTED = article_of(f"“{'x' * 7} y” {'z' * 88}. {'w' * 9}", "“One two”, he said.")


@pytest.mark.parametrize(
    ("sentence", "quote", "expected"),
    [
        (2, "“One two”", "direct"),
        (2, "One two", "direct"),
        (2, "“One two”,", "mixed"),
        (2, None, "mixed"),
        (2, "he said", "indirect"),
        (1, "z" * 88, "indirect"),
    ],
)
def test_the_quote_type_is_the_share_of_evidence_inside_quote_marks(
    sentence, quote, expected
):
    told = briefing(QUOTED, claims=[claim(sentence, quote, by=[0])])

    assert told.claims[0].quote_type == expected


@pytest.mark.parametrize(
    ("inside", "outside", "expected"),
    [(91, 9, "direct"), (90, 10, "mixed"), (3, 97, "mixed")],
)
def test_over_nine_tenths_is_direct_and_over_nothing_is_mixed(
    inside, outside, expected
):
    quoted, plain = f"“{'a' * (inside - 2)}”", "b" * outside
    proof = [evidence(1, quoted), evidence(1, plain)]

    told = briefing(
        article_of(f"{quoted} {plain}"), claims=[claim(1, evidence=proof, by=[0])]
    )

    assert told.claims[0].quote_type == expected


def test_the_articles_own_voice_has_no_quote_type():
    told = briefing(QUOTED, claims=[claim(2, "“One two”")])

    assert told.claims[0].quote_type == "none"


def test_each_consequence_is_a_stated_implication_in_claim_order():
    claims = [consequence(7, "Later."), claim(3), consequence(6, "Earlier.")]

    told = briefing(claims=claims, inferences=[inference(1)])

    stated, second, inferred = told.implications
    assert stated.model_dump() == {
        "id": "i1",
        "basis": "stated",
        "statement": "Earlier.",
        "claim": "c2",
    }
    assert (second.id, second.statement) == ("i2", "Later.")
    assert (inferred.id, inferred.basis) == ("i3", "inferred")
    assert len(told.claims) == 3


WEAK = [
    claim(7, by=[0]),
    claim(6, nuance=nuance("possible", "could")),
    claim(5, by=[1], attribution=said("denied")),
]


@pytest.mark.parametrize(
    ("rests_on", "confidence"),
    [
        ([1], "low"),
        ([2], "low"),
        ([3], "low"),
        ([1, 2, 3], "low"),
        ([1, 4], "moderate"),
    ],
)
def test_confidence_is_low_when_all_beneath_is_unnamed_or_unsure(rests_on, confidence):
    publication = published(
        actors=[actor("port office", named=False)],
        claims=[*WEAK, claim(3)],
        inferences=[inference(*rests_on)],
    )

    (inferred,) = publication.value.implications
    assert inferred.model_dump()["confidence"] == confidence
    notes = [(note.code, note.where) for note in publication.notes]
    lowered = [("V14", ("implications", 0, "confidence"))]
    assert notes == (lowered if confidence == "low" else [])


def test_every_published_item_is_traced_to_the_answer():
    publication = published(
        actors=[actor("Lena Vogt"), actor("Pavel Brandt")],
        claims=[consequence(7, "Later."), claim(3)],
        inferences=[inference(1)],
    )

    assert publication.places == {
        ("actors", 0): ("actors", 1),
        ("actors", 1): ("actors", 0),
        ("claims", 0): ("claims", 1),
        ("claims", 1): ("claims", 0),
        ("implications", 1): ("inferences", 0),
    }


@pytest.mark.parametrize(
    ("given", "code", "severity"),
    [
        ("DEU", "DEU", None),
        ("deu", "DEU", "info"),
        ("Germany", "DEU", "info"),
        ("U.S.", "USA", "info"),
        ("Atlantis", None, "warning"),
        (None, None, None),
    ],
)
def test_a_country_becomes_its_code_or_null_with_a_finding(given, code, severity):
    publication = published(actors=[actor("Lena Vogt", country=given)])

    assert publication.value.actors[0].country == code
    found = [note.severity for note in publication.notes]
    assert found == ([severity] if severity else [])


def test_entries_of_different_kinds_for_one_actor_are_a_warning():
    kinds = [actor("Lena Vogt"), actor("Lena Vogt", kind="group")]

    assert [n.severity for n in published(actors=kinds).notes] == ["warning"]
    assert [n.severity for n in published(actors=kinds[:1] * 2).notes] == ["info"]


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        (None, "Dock workers in Tarnholm will strike"),
        ("will strike", "Will strike."),
    ],
)
def test_a_statement_left_out_is_the_words_of_the_evidence(quote, statement):
    (told,) = briefing(claims=[claim(3, quote, statement=None)]).claims

    assert told.statement.startswith(statement)
    assert told.statement.endswith(".")


def test_a_statement_left_out_on_a_whole_sentence_is_that_sentence():
    (told,) = briefing(claims=[claim(3, statement=None)]).claims

    assert told.statement == told.evidence[0].quote


@pytest.mark.parametrize(
    ("kind", "when"), [("intent", "2031-05-09"), ("fact", None), ("consequence", None)]
)
def test_when_it_happens_is_settled_by_kind_words_and_the_articles_date(kind, when):
    (told,) = briefing(claims=[claim(3, kind=kind, when="on Friday")]).claims

    assert (told.when_text, told.when) == ("on Friday", when)
