"""A file that holds is proved; a changed one is not, wherever it was changed."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.recipes import load_recipe
from extractor.records.markers import Evidence
from extractor.verification import Verdict, verify
from tests.answers import actor, claim, inference, nuance, said, strike_answer
from tests.articles import STRIKE, article_of
from tests.files import file_of
from tests.toys import Notes, conclusion, note, notes_of, recipe_of

Place = tuple[str | int, ...]


@cache
def valid() -> str:
    """Return a valid briefing file of the strike article as JSON."""
    answer = strike_answer()
    answer["claims"][1]["nuance"]["disputes"] = [3]
    answer["inferences"].append(
        inference(6, statement="Prices of grain rise.", affected=[1, 6])
    )
    return file_of(load_recipe(), answer, STRIKE).model_dump_json()


def changed(*steps: str | int, to: Any) -> dict[str, Any]:
    """Return the valid file with another value at a place."""
    document: dict[str, Any] = json.loads(valid())
    inner: Any = document
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = to
    return document


def broken(document: Any) -> list[str]:
    """Return where a document does not hold."""
    return [found.where for found in verify(document).breaks]


def leaves(value: Any, where: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield every string, number and null of a document with its place."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*where, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*where, place))
    else:
        yield where, value


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


@pytest.mark.parametrize(
    "steps",
    [
        ("briefing", "headline"),
        ("briefing", "gaps", 0),
        ("briefing", "claims", 0, "statement"),
        ("briefing", "implications", 1, "assumption"),
        ("briefing", "actors", 0, "role"),
        ("article", "title"),
        ("article", "publisher"),
        ("provenance", "engine", "model"),
        ("provenance", "run", "seconds"),
    ],
)
def test_wording_and_provenance_are_not_judged(steps):
    assert verify(changed(*steps, to="7")).holds


def test_unknown_keys_are_ignored_everywhere():
    document = json.loads(valid())
    stack: list[Any] = [document]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            stack += value.values()
            value["later"] = {"added": [1]}
        elif isinstance(value, list):
            stack += value

    assert verify(document).breaks == ()


def test_rules_are_run_when_the_schema_is_the_files(briefing_recipe):
    document = changed("briefing", "claims", 0, "statement", to="They will strike.")

    verdict = verify(document, recipe=briefing_recipe)

    (found,) = verdict.breaks
    assert found.where == "/briefing/claims/0/statement"
    assert found.message.startswith("V10: it begins with 'They'")
    assert found.message.endswith("no finding says so")


def test_a_broken_rule_that_a_finding_tells_of_is_no_break(briefing_recipe):
    document = changed("briefing", "claims", 0, "statement", to="They will strike.")
    where = "/briefing/claims/0/statement"
    document["findings"] = [{"code": "V10", "where": where}]

    assert verify(document, recipe=briefing_recipe).holds


def test_rules_of_another_schema_are_not_run_and_the_verdict_says_so(briefing_recipe):
    other = replace(briefing_recipe, schema_sha256="0" * 64)

    verdict = verify(json.loads(valid()), recipe=other)

    assert verdict.holds
    assert verdict.notes == (
        "rules were not run: the recipe 'briefing' at hand has another schema than the "
        "one that wrote the file",
    )


def test_a_verdict_without_the_recipe_says_that_rules_were_not_run():
    verdict = verify(json.loads(valid()))

    assert verdict.notes == (
        "rules were not run: the recipe 'briefing' is not at hand",
    )


def test_a_file_is_verified_as_model_as_json_and_by_its_path(tmp_path, briefing_recipe):
    file = file_of(briefing_recipe, strike_answer(), STRIKE)
    path = tmp_path / "strike.json"
    path.write_text(file.model_dump_json(indent=2), encoding="utf-8")

    verdicts = [
        verify(given, recipe=briefing_recipe)
        for given in (file, json.loads(path.read_bytes()), path, str(path))
    ]

    assert verdicts == [Verdict(())] * 4


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_does_not_hold(content, tmp_path):
    path = tmp_path / "junk.json"
    path.write_bytes(content)

    assert not verify(path).holds


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match=r"none\.json"):
        verify(tmp_path / "none.json")


@pytest.mark.parametrize("depth", [600, 900, 5_000, 100_000])
@pytest.mark.parametrize("place", ["format", "briefing", "findings", "article"])
def test_nesting_without_end_does_not_hold_and_does_not_crash(place, depth, tmp_path):
    path = tmp_path / "deep.json"
    deep = '{"a":' * depth + "1" + "}" * depth
    document = changed(place, to="DEEP")
    path.write_text(json.dumps(document).replace('"DEEP"', deep), encoding="utf-8")

    assert verify(path).breaks


@pytest.mark.parametrize("name", ["format", "article", "provenance", "briefing"])
def test_json_parsed_elsewhere_may_be_nested_without_end_too(name):
    deep: Any = 1
    for _ in range(50_000):
        deep = {"a": deep}
    document = changed(name, to=deep)

    assert broken(document) == [""]


@pytest.mark.parametrize("name", ["findings", "dropped"])
@pytest.mark.parametrize("junk", [None, {}, "x", [1], [None]])
def test_findings_and_dropped_items_that_are_no_lists_of_objects_are_found(name, junk):
    assert broken(changed(name, to=junk)) == [f"/{name}"]


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | st.sampled_from(["a1", "c1", "briefing", "stated", "\ud800"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["start", "end", "quote", "sentence", "id", "\ud800"])
            | st.text(max_size=3),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(JUNK)
def test_junk_never_raises_and_never_holds(junk):
    assert not verify({"format": "extractor/briefing.v1", **_as_dict(junk)}).holds


def _as_dict(junk: Any) -> dict[str, Any]:
    return junk if isinstance(junk, dict) else {"briefing": junk}


def inner_places(value: Any, where: Place = ()) -> Iterator[Place]:
    """Yield the place of everything inside a document."""
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for step, part in inner:
        yield (*where, step)
        yield from inner_places(part, (*where, step))


@given(st.data(), JUNK)
def test_junk_anywhere_in_a_valid_file_never_raises(data, junk):
    where = data.draw(st.sampled_from([*inner_places(json.loads(valid()))]))

    verdict = verify(changed(*where, to=junk), recipe=load_recipe())

    assert isinstance(verdict.holds, bool)


def test_a_file_with_dropped_items_and_findings_holds_with_its_rules(briefing_recipe):
    answer = strike_answer()
    answer["claims"] += [
        claim(3, statement="It will rain."),
        claim(
            5, "pay was cut", statement="Pay was cut.", by=[4], attribution=said(None)
        ),
        claim(8, statement="The port handles 1.2 million tonnes of grain every year."),
        claim(6, nuance=nuance("possible", "could"), statement="Grain exports slow."),
    ]
    answer["actors"] += [actor("Nobody Known"), actor("pavel brandt")]

    file = file_of(briefing_recipe, answer, STRIKE)

    assert {item.reason for item in file.dropped} >= {"V6", "V10"}
    assert {finding.code for finding in file.findings} >= {"V7", "V9"}
    assert verify(file, recipe=briefing_recipe).breaks == ()


def test_entries_of_one_actor_publish_only_forms_that_the_article_holds(
    briefing_recipe,
):
    answer = strike_answer()
    answer["actors"].append(actor("PAVEL BRANDT", aliases=["Brandt"]))

    file = file_of(briefing_recipe, answer, STRIKE)

    assert file.briefing.actors[1].aliases == ("Brandt",)
    assert verify(file, recipe=briefing_recipe).breaks == ()


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


@given(st.integers(1, 9), st.sampled_from(["Brandt", "strike", "grain", "port"]))
def test_every_quote_that_was_written_stands_at_its_offsets(n, quote):
    answer = strike_answer()
    answer["claims"].append(claim(n, quote, statement=f"Sentence {n} says {quote}."))

    file = file_of(load_recipe(), answer, STRIKE)

    for told in file.briefing.claims:
        for span in told.evidence:
            assert STRIKE.text[span.start : span.end] == span.quote
            evidence = Evidence(sentence=span.sentence, quote=span.quote)
            assert STRIKE.span_of(evidence) == span
    assert verify(file, recipe=load_recipe()).breaks == ()


def test_paths_are_named_in_no_verdict():
    verdict = verify(json.loads(valid()))

    assert str(Path.cwd()) not in repr(verdict)
