from typing import Any

from extractor.report.figures import Figure, Figures
from extractor.schemas.briefing import Briefing
from tests.report.reports import Json, strike


def briefing_with(**changes: Any) -> Briefing:
    """Return the briefing of STRIKE, its first actor changed."""
    published: Json = strike()["briefing"]
    first = next(a for a in published["actors"] if a["name"] == "Pavel Brandt")
    first |= changes
    return Briefing.model_validate(published)


def brandts(*briefings: Briefing) -> list[Figure]:
    figures = Figures()
    for n, briefing in enumerate(briefings):
        figures.add(briefing, n)
    return [f for f in figures.all() if "brandt" in f.name.lower()]


def test_equal_names_are_one_actor_and_its_claims_are_added_up() -> None:
    (brandt,) = brandts(briefing_with(), briefing_with(name="PAVEL  BRANDT"))

    assert [a.entry for a in brandt.appearances] == [0, 1]
    assert brandt.asserts == 4
    assert brandt.name == "Pavel Brandt"


def test_an_alias_merges_nothing() -> None:
    assert len(brandts(briefing_with(), briefing_with(name="Brandt"))) == 2


def test_two_countries_keep_equal_names_apart() -> None:
    two = brandts(briefing_with(country="DEU"), briefing_with(country="AUT"))

    assert {brandt.country for brandt in two} == {"DEU", "AUT"}


def test_an_unknown_country_joins_the_only_known_one() -> None:
    (brandt,) = brandts(briefing_with(), briefing_with(country="DEU"))

    assert brandt.country == "DEU"
    assert [a.entry for a in brandt.appearances] == [0, 1]


def test_an_unknown_country_joins_none_of_several() -> None:
    three = brandts(
        briefing_with(),
        briefing_with(country="DEU"),
        briefing_with(country="AUT"),
    )

    assert len(three) == 3


def test_another_kind_is_another_actor() -> None:
    assert len(brandts(briefing_with(), briefing_with(kind="organization"))) == 2


def test_unnamed_speakers_are_never_merged_over_articles() -> None:
    assert brandts(briefing_with(named=False)) == []
