"""A file that was changed is found out, wherever code can know."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.verification import verify
from tests.articles import STRIKE, article_of
from tests.files import file_of
from tests.toys import Notes, conclusion, note, notes_of, recipe_of
from tests.verification.changing import Place, broken, changed, leaves, valid


def checked_leaves() -> list[tuple[Place, Any]]:
    """Return the leaves that no change may leave valid."""
    return [leaf for leaf in leaves(json.loads(valid())) if _is_checked(leaf[0])]


def _is_checked(where: Place) -> bool:
    if where[:1] == ("article",):
        return where[1] in ("id", "text") or where[-1] in ("n", "start", "end")
    if where[:1] != ("briefing",):
        return False
    computed = {
        "id",
        "quote",
        "quote_type",
        "start",
        "end",
        "sentence",
        "claim",
        "basis",
    }
    references = {"asserted_by", "via", "about", "disputes", "rests_on", "affected"}
    return where[-1] in computed or not references.isdisjoint(map(str, where))


@given(st.data())
def test_a_change_of_one_character_is_found_wherever_code_can_know(data):
    where, value = data.draw(st.sampled_from(checked_leaves()))
    text = str(value)
    place = data.draw(st.integers(0, len(text) - 1))
    new = data.draw(
        st.sampled_from("0123456789abcxyz “.").filter(lambda c: c != text[place])
    )
    other: Any = text[:place] + new + text[place + 1 :]
    if isinstance(value, int) and other.strip().isdigit() and int(other) != value:
        other = int(other)

    assert other == value or broken(changed(*where, to=other))


@given(st.data())
def test_a_character_put_in_or_taken_out_of_the_text_is_found(data):
    text = STRIKE.text
    place = data.draw(st.integers(0, len(text) - 1))
    put_in = data.draw(st.sampled_from(["", "x", " ", "\u200b", "\n"]))
    kept = data.draw(st.booleans())
    other = text[:place] + put_in + text[place + (not kept) :]

    assert other == text or broken(changed("article", "text", to=other))


@given(st.data())
def test_a_reference_changed_to_another_valid_one_is_found(data):
    references = [
        (where, value)
        for where, value in checked_leaves()
        if isinstance(value, str) and len(value) == 2 and where[0] == "briefing"
    ]
    where, value = data.draw(st.sampled_from(references))
    other = data.draw(st.integers(1, 6).map(lambda n: f"{value[0]}{n}"))

    assert other == value or broken(changed(*where, to=other))


@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("name", ["start", "end"])
@pytest.mark.parametrize("n", range(9))
def test_a_moved_bound_of_a_sentence_is_found(n, name, step):
    bound = getattr(STRIKE.sentences[n], name)

    assert broken(changed("article", "sentences", n, name, to=bound + step))


@pytest.mark.parametrize(
    ("steps", "to", "where"),
    [
        (("article", "id"), "0" * 64, "/article/id"),
        (("article", "sentences", 4, "n"), 6, "/article/sentences/4/n"),
        (("briefing", "claims", 0, "evidence", 0, "sentence"), 4, "/sentence"),
        (("briefing", "claims", 0, "evidence", 0, "quote"), "Dock", "/quote"),
        (("briefing", "claims", 0, "evidence", 0, "end"), 10**9, "/evidence/0"),
        (("briefing", "claims", 0, "quote_type"), "direct", "/claims/0/quote_type"),
        (("briefing", "claims", 0, "voice"), "article", "/claims/0/quote_type"),
        (("briefing", "claims", 3, "kind"), "fact", "/briefing/implications"),
        (("briefing", "claims", 3, "cue"), "shouted", "/briefing/claims/3/cue"),
        (("briefing", "claims", 3, "hedges"), ["might"], "/claims/3/hedges/0"),
        (("briefing", "claims", 0, "when_text"), "on Monday", "/when_text"),
        (("briefing", "claims", 0, "when"), "2031-05-10", "/claims/0/when"),
        (("briefing", "claims", 0, "when"), None, "/claims/0/when"),
        (("briefing", "claims", 0, "when"), "Friday", "/claims/0/when"),
        (("briefing", "claims", 5, "when"), "2031", "/claims/5/when"),
        (("article", "published"), "2031-05-20", "/claims/0/when"),
        (("briefing", "claims", 0, "asserted_by"), [], "/briefing/claims/0/voice"),
        (("briefing", "claims", 0, "asserted_by"), ["a9"], "/claims/0/asserted_by"),
        (("briefing", "claims", 1, "disputes"), ["c2"], "/claims/1/disputes"),
        (("briefing", "implications", 0, "statement"), "Other.", "/implications"),
        (("briefing", "implications", 0, "claim"), "c1", "/briefing/implications"),
        (("briefing", "actors", 1, "mentions"), [], "/briefing/actors/1/mentions"),
        (("briefing", "actors", 1, "aliases"), ["Brand"], "/actors/1/aliases/0"),
        (("briefing", "actors", 2, "id"), "a2", "/briefing/actors/2/id"),
    ],
)
def test_the_break_is_named_where_it_is(steps, to, where):
    assert any(found.endswith(where) for found in broken(changed(*steps, to=to)))


def test_evidence_on_a_trailer_is_found():
    unit = STRIKE.sentences[8]
    span = STRIKE.span(unit.start, unit.end).model_dump()

    document = changed("briefing", "claims", 5, "evidence", to=[span])

    assert "/briefing/claims/5/evidence/0/sentence" in broken(document)


def test_claims_and_actors_out_of_order_are_found():
    document = json.loads(valid())
    document["briefing"]["claims"].reverse()
    document["briefing"]["actors"].reverse()

    found = broken(document)

    assert {"/briefing/claims", "/briefing/actors"} <= set(found)


def test_a_stated_implication_that_is_missing_is_found():
    document = json.loads(valid())
    del document["briefing"]["implications"][0]

    assert "/briefing/implications" in broken(document)


TOY = recipe_of(Notes)


TALK = article_of("Ann says the bridge holds.", "Ben says it does not.")


TALKED = notes_of(
    people=[{"name": "Ann"}, {"name": "Ben"}],
    notes=[note(1, "the bridge holds", by=[1]), note(2, by=[2], answers=[1])],
    conclusions=[conclusion(1, 1, 2)],
)


@pytest.mark.parametrize(
    ("steps", "to"),
    [
        (("notes", 0, "proof", 0, "start"), 14),
        (("notes", 0, "proof", 0, "quote"), "the bridge falls"),
        (("notes", 0, "proof", 0, "sentence"), 2),
        (("notes", 1, "answers"), ["n2"]),
        (("notes", 0, "by"), ["p2"]),
        (("people", 0, "id"), "p2"),
        (("conclusions", 0, "about"), "p2"),
    ],
)
def test_files_of_any_recipe_are_proved_as_far_as_their_markers_go(steps, to):
    document = file_of(TOY, TALKED, TALK).model_dump(mode="json")
    assert verify(document, recipe=TOY).breaks == ()
    damaged = copy.deepcopy(document)
    inner: Any = damaged["briefing"]
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = to

    assert verify(damaged, recipe=TOY).breaks


@pytest.mark.parametrize(
    ("ranges", "where"),
    [
        ([(0, 29)], []),
        ([(0, 29), (0, 29)], ["/article/excluded/1"]),
        ([(0, 28)], ["/article/excluded/0"]),
        ([(0, 10**6)], ["/article/excluded/0"]),
        ([(29, 0)], ["/article/excluded/0"]),
    ],
)
def test_what_is_excluded_is_whole_sentences_in_order(ranges, where):
    excluded = [{"start": s, "end": e, "reason": "share"} for s, e in ranges]

    assert broken(changed("article", "excluded", to=excluded)) == where


def test_evidence_on_what_is_excluded_is_found():
    unit = STRIKE.sentences[7]
    excluded = [{"start": unit.start, "end": unit.end, "reason": "share"}]

    found = broken(changed("article", "excluded", to=excluded))

    assert "/briefing/claims/5/evidence/0/sentence" in found
