"""Kind, certainty, hedges and polarity of claims, by their words."""

import pytest

from extractor.answerers.offline.answering import reports
from tests.answerers.offline.readings import drafter_of

FIRMNESS = {
    "plain": ("Vogt said the dam was safe.", "certain", [], False),
    "may": ("Vogt said the dam may fail.", "possible", ["may"], False),
    "likely": ("Vogt said the dam is likely safe.", "probable", ["likely"], False),
    "believes": ("Vogt believes the dam is safe.", "probable", ["believes"], False),
    "suggest": ("The figures suggest the dam is safe.", "probable", ["suggest"], False),
    "could not is no doubt": ("Vogt said she could not come.", "certain", [], True),
    "as soon as possible": (
        "Vogt said work would begin as soon as possible.",
        "certain",
        [],
        False,
    ),
    "hedge in a side clause": (
        "Vogt said she knows a man who may come.",
        "certain",
        [],
        False,
    ),
    "not": ("Vogt said the dam was not safe.", "certain", [], True),
    "denied": ("Vogt denied hiding the report.", "certain", [], True),
    "asked": ("Vogt asked whether the dam was safe.", "unspecified", [], False),
}
KINDS = {
    "fact": ("Vogt said the dam broke in May.", "fact"),
    "prediction": ("Vogt said the dam will break.", "prediction"),
    "intent": ("Vogt vowed to close the harbour.", "intent"),
    "demand": ("The union called for an independent inquiry.", "intent"),
    "commitment": ("Vogt asserted a commitment to protect workers.", "intent"),
    "judgment": ("Vogt said the plan was unfair.", "judgment"),
    "name-calling": ("Vogt called the strike a disgrace.", "judgment"),
    "consequence": ("Vogt said the strike could delay exports.", "consequence"),
    "consequence, told back": (
        "Vogt said the strike threatened the whole deal.",
        "consequence",
    ),
    "a person who may act": ("Vogt said Brandt may leave the union.", "fact"),
    "what may have been": ("Vogt said the ship may have sunk.", "fact"),
}


@pytest.mark.parametrize(
    ("text", "certainty", "hedges", "negated"), FIRMNESS.values(), ids=FIRMNESS
)
def test_a_claim_is_as_firm_as_its_words(
    text: str, certainty: str, hedges: list[str], negated: bool
):
    [report] = reports(drafter_of(text))
    firm = report.firmness

    assert (firm.certainty, firm.negated) == (certainty, negated)
    assert [token.text for token in firm.hedges] == hedges


@pytest.mark.parametrize(("text", "kind"), KINDS.values(), ids=KINDS)
def test_a_claims_kind_follows_its_verbs(text: str, kind: str):
    [report] = reports(drafter_of(text))

    assert report.kind == kind


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Vogt said the dam broke on Friday.", "Friday"),
        ("Vogt said the dam broke two years ago.", "two years ago"),
        ("Vogt said the 14-year-old dam is safe.", None),
    ],
)
def test_when_is_a_point_in_time_in_the_articles_words(text: str, when: str | None):
    [report] = reports(drafter_of(text))

    assert report.when == when
