"""A file that holds is proved, and what was not checked is said."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records.markers import Evidence
from extractor.verification import Verdict, verify
from tests.answers import actor, claim, nuance, said, strike_answer
from tests.articles import STRIKE
from tests.files import briefing, file_of
from tests.verification.changing import changed, valid


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


def test_a_file_from_before_a_field_was_added_holds():
    document = json.loads(valid())
    del document["article"]["excluded"]
    for told in document["briefing"]["claims"]:
        del told["when"]

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
        "rules were not run, nor times settled again: the recipe 'briefing' at hand "
        "has another schema than the one that wrote the file",
    )


def test_times_that_another_schema_settled_otherwise_are_not_judged(briefing_recipe):
    document = changed("briefing", "claims", 0, "when", to=None)
    other = replace(briefing_recipe, schema_sha256="0" * 64)

    assert not verify(document, recipe=briefing_recipe).holds
    assert verify(document, recipe=other).holds


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


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match=r"none\.json"):
        verify(tmp_path / "none.json")


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


@given(st.integers(1, 9), st.sampled_from(["Brandt", "strike", "grain", "port"]))
def test_every_quote_that_was_written_stands_at_its_offsets(n, quote):
    answer = strike_answer()
    answer["claims"].append(claim(n, quote, statement=f"Sentence {n} says {quote}."))

    file = file_of(briefing(), answer, STRIKE)

    for told in file.briefing.claims:
        for span in told.evidence:
            assert STRIKE.text[span.start : span.end] == span.quote
            evidence = Evidence(sentence=span.sentence, quote=span.quote)
            assert STRIKE.span_of(evidence) == span
    assert verify(file, recipe=briefing()).breaks == ()
