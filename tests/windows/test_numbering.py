"""Numbers of a part, in the whole: right, or out of reach."""

from types import MappingProxyType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from extractor.records.outcome import Review
from extractor.windows.joining import Brought, Joined
from extractor.windows.numbering import Numbers, renumbered
from tests.answers import actor, claim, said
from tests.files import briefing
from tests.toys import Notes, note, notes_of

PLACES = st.lists(st.integers(0, 50), unique=True, max_size=8)


def parts() -> Any:
    found = briefing().parts
    assert found is not None
    return found


@given(PLACES, st.integers(0, 20), st.integers(0, 8), st.integers(-30, 90))
def test_a_number_means_what_was_told_or_its_own_or_nothing(told, held, own, number):
    told = [place for place in told if place < held]
    numbers = Numbers(told, range(held, held + own))

    whole = numbers.of_whole(number)

    if 1 <= number <= len(told):
        assert whole == told[number - 1] + 1
    elif len(told) < number <= len(told) + own:
        assert whole == held + number - len(told)
    else:
        assert whole <= 0


@given(st.lists(st.integers(0, 7), max_size=4), st.integers(0, 7))
def test_only_references_change_and_nobody_named_stays(by, answers):
    given_notes = notes_of(
        people=[{"name": "Brandt"}],
        notes=[note(3, by=by, answers=[answers], cue="said")],
    )
    numbers = {"people": Numbers([4], [9]), "notes": Numbers((), [6])}

    [whole] = renumbered(given_notes, Notes, numbers=numbers)["notes"]

    whole_of_people = {0: 0, 1: 5, 2: 10}
    assert whole["by"] == [whole_of_people.get(n, -n) for n in by]
    assert whole["answers"] == [{1: 7}.get(answers, -answers)]
    assert whole | {"by": by, "answers": [answers]} == given_notes["notes"][0]


def test_items_of_a_wrong_shape_keep_their_places_and_their_words():
    wrong, right = {"proof": "none"}, note(3, by=[1])
    numbers = {"people": Numbers([2], ()), "notes": Numbers((), [0, 1])}

    whole = renumbered(notes_of(notes=[wrong, right]), Notes, numbers=numbers)

    assert whole["notes"] == [wrong, right | {"by": [3]}]


def window(*names: str, by: list[int]) -> dict[str, Any]:
    """Return what a window tells: its own actors, and a claim."""
    told = claim(1, by=by, attribution=said("said"))
    return {"actors": [actor(name) for name in names], "claims": [told]}


def brought(
    data: Any, *, shown: range, window: int = 0, told: Any = MappingProxyType({})
) -> Brought:
    return Brought(window=window, review=Review(data=data), told=told, shown=shown)


def test_actors_that_a_window_was_told_of_are_those_that_its_claims_name():
    joined = Joined.of(parts())
    first = window("Ada Quill", "Pavel Brandt", by=[2])
    joined = joined.joined(brought(first, shown=range(1, 5)), parts())

    told = joined.told(parts(), "Mr Brandt. Pavel Brandt said so.")
    second = window("Lena Vogt", by=[1, 2])
    joined = joined.joined(
        brought(second, window=2, told=told, shown=range(1, 9)), parts()
    )

    names = [each["name"] for each in joined.lists["actors"]]
    by = [[names[n - 1] for n in each["by"]] for each in joined.lists["claims"]]
    assert [known.item.name for known in told["actors"]] == ["Pavel Brandt"]
    assert by == [["Pavel Brandt"], ["Pavel Brandt", "Lena Vogt"]]
    assert joined.windows == {"actors": (0, 0, 2), "claims": (0, 2)}


def test_a_whole_sentence_that_was_not_shown_is_out_of_reach():
    told = {"actors": [], "claims": [claim(3), claim(9), claim(3, "words")]}

    joined = Joined.of(parts()).joined(brought(told, shown=range(8, 12)), parts())

    sentences = [c["evidence"][0]["sentence"] for c in joined.lists["claims"]]
    assert sentences == [-3, 9, 3]
