"""What the article tells in its own voice, and never twice."""

from extractor.answerers.offline import answer_of
from extractor.schemas.briefing_answer import Claim
from extractor.sources import article_from_text

FILLER = "It was raining in the town that day, and the people were at home."


def own_claims(text: str) -> list[Claim]:
    answer = answer_of(article_from_text(f"{FILLER}\n\n{text}"))
    return [c for c in answer.claims if not c.by and c.evidence[0].sentence > 1]


def test_what_an_event_may_lead_to_is_a_consequence():
    [claim] = own_claims("The strike could lead to shortages of fuel in the north.")

    assert (claim.kind, claim.attribution) == ("consequence", None)


def test_a_participle_that_raises_concerns_is_a_consequence_of_its_own():
    claims = own_claims(
        "Norway has left the pact, stirring concerns over Norway’s oil."
    )

    assert [(c.kind, c.statement) for c in claims] == [
        ("fact", "Norway has left the pact"),
        ("consequence", "stirring concerns over Norway’s oil"),
    ]


def test_an_actors_deed_is_a_fact():
    [claim] = own_claims("Lena Vogt met Pavel Brandt in the harbour.")

    assert (claim.kind, claim.evidence[0].quote) == ("fact", None)


def test_what_somebody_says_is_not_told_again_in_the_articles_voice():
    assert own_claims("Lena Vogt said Pavel Brandt met the union in May.") == []


def test_a_summary_does_not_double_what_was_told():
    text = (
        "The long strike has raised alarms over fuel supplies for northern towns. "
        "Trains ran again.\n\nThe strike is raising alarms over fuel supplies."
    )

    raised = [c for c in own_claims(text) if "alarms" in (c.statement or "")]

    assert len(raised) == 1


def test_a_question_is_no_fact():
    assert own_claims("Has Lena Vogt met Pavel Brandt in the harbour?") == []
