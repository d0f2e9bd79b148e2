"""Publishing for recipes that bring no publish of their own."""

from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel

from extractor.records.markers import Evidence, Ref
from extractor.records.problems import Pointer, Publication
from extractor.review import Reviewer
from extractor.review.publishing import publish_plainly, published_model
from tests.articles import article_of
from tests.toys import Notes, conclusion, note, notes_of, recipe_of

TALK = article_of("Ann says it holds.", "Ben says no.")


def published(answer: BaseModel) -> dict[str, Any]:
    value: dict[str, Any] = publish_plainly(answer, TALK).value.model_dump()
    return value


def test_evidence_becomes_a_span_and_references_become_ids():
    answer = notes_of(
        people=[{"name": "Ann"}, {"name": "Ben"}],
        notes=[note(2, "says no", by=[2])],
        conclusions=[conclusion(1, 1)],
    )

    value = published(Notes.model_validate(answer))

    span = {"sentence": 2, "quote": "says no", "start": 23, "end": 30}
    assert value["notes"][0]["proof"] == [span]
    assert value["notes"][0]["by"] == ["p2"]
    assert value["conclusions"][0]["rests_on"] == ["n1"]
    assert value["conclusions"][0]["about"] == "p1"


def test_only_items_that_are_referred_to_get_ids():
    answer = notes_of(people=[{"name": "Ann"}], conclusions=[conclusion(1, 1)])

    value = published(Notes.model_construct(**_filled(answer)))

    assert value["people"] == [{"id": "p1", "name": "Ann"}]
    assert "id" not in value["conclusions"][0]


def _filled(answer: Any) -> dict[str, Any]:
    full = Notes.model_validate(answer)
    return {name: getattr(full, name) for name in Notes.model_fields}


def test_lists_with_one_first_letter_get_longer_prefixes():
    class Item(BaseModel):
        name: str

    class Link(BaseModel):
        one: Annotated[int, Ref["places"]]
        other: Annotated[int, Ref["people"]]

    class Both(BaseModel):
        places: list[Item]
        people: list[Item]
        links: list[Link]

    both = Both.model_validate(
        {
            "places": [{"name": "x"}],
            "people": [{"name": "y"}],
            "links": [{"one": 1, "other": 1}],
        }
    )

    assert published(both)["links"] == [{"one": "pl1", "other": "pe1"}]


def test_nobody_named_is_published_as_null():
    class Item(BaseModel):
        by: Annotated[int, Ref["items", 0]]

    class Items(BaseModel):
        items: list[Item]

    value = published(Items.model_validate({"items": [{"by": 0}, {"by": 1}]}))

    assert [item["by"] for item in value["items"]] == [None, "i1"]


def test_the_published_model_holds_any_value_under_the_same_names():
    model = published_model(Notes)

    assert list(model.model_fields) == list(Notes.model_fields)
    assert published_model(Notes) is model


def test_findings_stand_at_items_whose_places_publishing_does_not_name():
    def publish(answer: Any, article: Any) -> Publication[Any]:
        places: dict[Pointer, Pointer] = {
            ("people", 0): ("people", 1),
            ("people", 1): ("people", 0),
        }
        return replace(publish_plainly(answer, article), places=places)

    recipe = replace(recipe_of(Notes), publish=publish)
    end = Reviewer(recipe=recipe, article=TALK)
    notes = [note(1), note(2, about=[1, 9])]

    review = end.review(
        notes_of(people=[{"name": "Ann"}, {"name": "Ben"}], notes=notes)
    )

    assert review.conclusion is not None
    assert [f.where for f in review.conclusion.findings] == ["/briefing/notes/1"]


def test_findings_about_an_item_that_publishing_took_into_another_name_the_list():
    def publish(answer: Any, article: Any) -> Publication[Any]:
        whole = publish_plainly(answer, article)
        value = whole.value.model_copy(update={"notes": whole.value.notes[:1]})
        places: dict[Pointer, Pointer] = {("notes", 0): ("notes", 0)}
        return replace(whole, value=value, places=places)

    recipe = replace(recipe_of(Notes), publish=publish)
    notes = [note(1), note(2, about=[1, 9])]

    review = Reviewer(recipe=recipe, article=TALK).review(
        notes_of(people=[{"name": "Ann"}], notes=notes)
    )

    assert review.conclusion is not None
    assert [f.where for f in review.conclusion.findings] == ["/briefing/notes"]


def test_an_evidence_item_of_its_own_becomes_a_span():
    class One(BaseModel):
        proof: Evidence | None

    one = One(proof=Evidence(sentence=1, quote="holds"))

    assert published(one)["proof"]["start"] == 12
    assert published(One(proof=None)) == {"proof": None}
