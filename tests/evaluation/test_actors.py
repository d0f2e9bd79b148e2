"""Each figure about actors, with its value worked out by hand."""

from typing import Any

from extractor.evaluation.actors import judge_actors, purity
from extractor.evaluation.counts import Count
from extractor.evaluation.gold import GoldRow
from extractor.evaluation.judgments import counted
from tests.evaluation.briefings import actor, briefing, row_of, spans

TEXT = "Ada Quill met Bo Reed of Larnby Steel. Quill left. Larnby Steel did not."
ADA, QUILL, BO = (0, 9), (39, 44), (14, 21)
STEEL, STEEL_AGAIN, PLACE = (25, 37), (51, 63), (25, 31)


def entity(name: str, kind: str, *places: tuple[int, int], **more: Any) -> Any:
    return {"id": name, "type": kind, "mentions": spans(*places), **more}


GOLD = row_of(
    TEXT,
    entities=[
        entity("ada", "person", ADA, QUILL),
        entity("bo", "person", BO),
        entity("steel", "organization", STEEL, STEEL_AGAIN),
        entity("larnby", "place", PLACE),
        entity("meeting", "event", (10, 13), (10, 13)),
    ],
)


def test_those_named_once_and_known_to_nobody_are_not_asked_for() -> None:
    found = counted(judge_actors(GOLD, briefing((actor("Ada Quill", ADA),))))

    assert found["actor_recall"] == Count(1, 2)  # Ada and the steel works


def test_those_in_an_encyclopedia_are_asked_for() -> None:
    row = row_of(TEXT, entities=[entity("bo", "person", BO, wikipedia="Bo_Reed")])

    assert counted(judge_actors(row, briefing()))["actor_recall"] == Count(0, 1)


def test_any_overlap_of_mentions_finds_an_actor() -> None:
    surname = actor("Quill", QUILL)

    assert counted(judge_actors(GOLD, briefing((surname,))))["actor_recall"] == Count(
        1, 2
    )


def test_the_kinds_that_a_gum_type_may_be() -> None:
    works = actor("Larnby Steel", STEEL, kind="state")
    ada = actor("Ada Quill", ADA, kind="organization")

    found = counted(judge_actors(GOLD, briefing((works, ada))))

    assert found["actor_kind"] == Count(1, 2)


def test_an_actor_made_of_two_people_is_not_pure() -> None:
    mixed = actor("Ada Quill", ADA, BO)
    whole = actor("Larnby Steel", STEEL, STEEL_AGAIN)

    assert purity(GOLD, briefing((mixed, whole))) == {"actor_purity": Count(1, 2)}


def test_a_mention_belongs_to_the_entity_that_it_overlaps_best() -> None:
    town = actor("Larnby", PLACE)

    assert purity(GOLD, briefing((town,))) == {"actor_purity": Count(1, 1)}


def test_an_actor_that_touches_no_gold_is_left_out_of_purity() -> None:
    stray = actor("met", (64, 67))

    assert purity(GOLD, briefing((stray,))) == {"actor_purity": Count(0, 0)}


def own(**traits: Any) -> GoldRow:
    return row_of(TEXT, actors=[{"mentions": spans(ADA), **traits}])


def test_country_kind_and_named_of_own_cases() -> None:
    row = own(country="NOR", kind="person", named=True)
    wrong = actor("Ada Quill", ADA, country="SWE", kind="group", named=False)
    right = actor("Ada Quill", ADA, country="NOR")

    for published, value in ((wrong, 0), (right, 1)):
        found = counted(judge_actors(row, briefing((published,))))
        assert found["country"] == Count(value, 1)
        assert found["actor_kind"] == Count(value, 1)
        assert found["named"] == Count(value, 1)


def test_no_country_is_a_gold_value_and_silence_is_none() -> None:
    stateless = actor("Ada Quill", ADA)

    given = counted(judge_actors(own(country=None), briefing((stateless,))))
    silent = counted(judge_actors(own(), briefing((stateless,))))

    assert given["country"] == Count(1, 1)
    assert "country" not in silent


def test_an_own_actor_that_is_not_there_has_no_trait_right() -> None:
    found = counted(judge_actors(own(country=None, named=False), briefing()))

    assert found["actor_recall"] == Count(0, 1)
    assert found["country"] == Count(0, 1)
    assert found["named"] == Count(0, 1)
