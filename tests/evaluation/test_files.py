"""Figures that come from a whole briefing file, worked out by hand."""

import pytest

from extractor.evaluation.counts import Count
from extractor.evaluation.inferences import inference_counts, unsupported_by_rule
from extractor.evaluation.proof import proof
from extractor.evaluation.scoring import Scored, score
from extractor.evaluation.spending import answer_characters, spending
from extractor.evaluation.volume import volume
from extractor.records.briefing_file import Attempt, BriefingFile, Engine, Run, Usage
from extractor.records.findings import Dropped, Finding
from extractor.schemas.briefing import Briefing, InferredImplication
from tests.evaluation.briefings import (
    actor,
    article_of,
    briefing,
    claim,
    file_of,
    row_of,
)

TEXT = "“We pay ten,” Ada Quill said. Nine “pay” too. All of it is so."
QUOTE, SHORT = (0, 13), (35, 40)  # 13 and 5 characters inside quote marks
ADA = actor("Ada Quill", (14, 23))
ONE = briefing((ADA,), (claim(TEXT, (1, 12), by=(ADA,)),))


def inference(**changes: object) -> InferredImplication:
    plain: dict[str, object] = {
        "id": "i1",
        "basis": "inferred",
        "statement": "Grain buyers turn elsewhere.",
        "rests_on": ("c2",),
        "likelihood": "likely",
        "confidence": "low",
        "assumption": "It lasts.",
        "affected": (),
        "horizon": "short_term",
    }
    return InferredImplication.model_validate({**plain, **changes})


def file(published: Briefing = ONE, **changes: object) -> BriefingFile[Briefing]:
    return file_of(TEXT, published).model_copy(update=changes)


def test_claims_are_counted_for_a_thousand_characters() -> None:
    found = volume(article_of(TEXT), ONE)["claims_per_1000"]

    assert found == Count(1, len(TEXT) / 1000)


def test_quoted_text_is_covered_by_the_character() -> None:
    assert volume(article_of(TEXT), ONE)["quoted_covered"] == Count(11, 13 + 5)


def test_a_span_that_is_not_the_text_is_counted_against_exactness() -> None:
    true = ONE.claims[0]
    moved = true.evidence[0].model_copy(update={"start": 2, "end": 13})
    untrue = true.model_copy(update={"id": "c9", "evidence": (moved,)})

    found = proof(file(briefing((ADA,), (true, untrue))))

    assert found["exact_spans"] == Count(1, 2)


def attempts(*kinds: str, problems: tuple[str, ...] = ()) -> tuple[Attempt, ...]:
    last = len(kinds) - 1
    return tuple(
        Attempt.model_validate(
            {"kind": kind, "status": "ok", "problems": problems if n != last else ()}
        )
        for n, kind in enumerate(kinds)
    )


def test_an_article_asked_again_counts_once_and_a_retry_does_not() -> None:
    for kinds, value in (
        (("first",), 0),
        (("first", "transport"), 0),
        (("first", "reask", "reask"), 1),
    ):
        made = file_of(TEXT, ONE, attempts=attempts(*kinds))
        assert proof(made)["reasked"] == Count(value, 1)


def test_the_rules_are_never_asked_again() -> None:
    assert "reasked" not in proof(file())


def test_dropped_items_are_counted_of_all_items() -> None:
    dropped = (Dropped(item={}, reason="V12", where="/claims/1"),)

    found = proof(file(dropped=dropped))

    assert found["dropped"] == Count(1, 3)  # with one actor and one claim
    assert found["refused_quotes"] == Count(0, 1)


def test_refused_quotes_are_those_asked_for_again() -> None:
    problems = (
        "claims 4, evidence 1: the quote 'grain' is not in sentence 3: copy a part",
        "claims 4, evidence 2: there is no sentence 9: the numbers go from 1 to 3",
        "claims 5, evidence 2: sentence 3 is a byline",
        "claims 5, evidence 3, quote: Input should be a valid string",
        "claims 6: the statement is too long",
    )
    made = file_of(TEXT, ONE, attempts=attempts("first", "reask", problems=problems))

    assert proof(made)["refused_quotes"] == Count(2, 3)


def test_a_quote_that_was_dropped_in_the_end_was_refused_too() -> None:
    again = attempts(
        "first", "reask", problems=("claims 2, evidence 1: the quote 'a' is not in it",)
    )
    dropped = (Dropped(item={}, reason="V3", where="/claims/1/evidence/0"),)
    made = file_of(TEXT, ONE, attempts=again).model_copy(update={"dropped": dropped})

    assert proof(made)["refused_quotes"] == Count(2, 3)


def test_what_is_dropped_inside_an_item_is_no_item() -> None:
    dropped = (
        Dropped(item={}, reason="V3", where="/claims/1/evidence/0"),
        Dropped(item={}, reason="rests_on_dropped", where="/claims/1"),
        Dropped(item=3, reason="V2", where="/inferences/0/affected/1"),
    )
    made = file(dropped=dropped)

    assert proof(made)["dropped"] == Count(1, 3)
    assert inference_counts(made)["unsupported"] == Count(0, 0)


@pytest.mark.parametrize(
    "fault",
    [
        {"statement": "Grain buyers will likely turn elsewhere."},
        {"statement": "We say with high confidence that buyers turn elsewhere."},
        {"assumption": " "},
    ],
    ids=["likelihood inside", "confidence inside", "no assumption"],
)
def test_an_inference_out_of_form_is_not_icd_203(fault: dict[str, str]) -> None:
    both = (inference(), inference(id="i2", **fault))
    made = file(briefing((), ONE.claims, implications=both))

    assert inference_counts(made)["icd_203"] == Count(1, 2)


def test_unsupported_inferences_are_counted_once_each_and_by_rule() -> None:
    findings = tuple(
        Finding(code=code, severity="warning", where=where, message="")
        for code, where in (
            ("unknown_detail", "/briefing/implications/0/statement"),
            ("unknown_detail", "/briefing/implications/0/statement"),
            ("V14", "/briefing/implications/1/confidence"),
            ("V2", "/briefing/implications/1/affected/1"),
            ("negation_differs", "/briefing/claims/0/statement"),
        )
    )
    dropped = (
        Dropped(item=inference().model_dump(), reason="V16", where="/inferences/2"),
        Dropped(item={}, reason="V15", where="/inferences/3"),
        Dropped(item={}, reason="V3", where="/claims/3"),
    )
    both = (inference(), inference(id="i2"))
    made = file(
        briefing((), ONE.claims, implications=both), findings=findings, dropped=dropped
    )

    found = inference_counts(made)

    assert found["unsupported"] == Count(2, 4)
    assert found["icd_203"] == Count(3, 4)  # a dropped one that has the form too
    assert unsupported_by_rule(findings, dropped) == {"V16": 1, "unknown_detail": 1}


def test_an_answer_is_measured_as_compact_json() -> None:
    assert answer_characters({"a": [1, "é"]}) == len('{"a":[1,"é"]}')

    found = spending(file(), [{"a": 1}])

    assert found["answer_per_character"] == Count(7, len(TEXT))


def test_the_answers_about_a_long_article_are_measured_together() -> None:
    found = spending(file(), [{"a": 1}, {"b": 22}])

    assert found["answer_per_character"] == Count(7 + 8, len(TEXT))


def test_what_is_not_known_is_left_out() -> None:
    assert spending(file(), []) == {"seconds": Count(2.0, 1)}
    assert spending(file(), [], timed=False) == {}


def test_tokens_cost_and_seconds_are_for_an_article() -> None:
    made = file_of(
        TEXT,
        ONE,
        attempts=attempts("first"),
        usage=Usage(prompt=100, completion=20, requests=1),
        cost_usd=0.5,
        engine=Engine(kind="llm", model="somebody"),
        run=Run(started_at="2031-05-01T00:00:00+00:00", seconds=3.5),
    )

    assert spending(made, []) == {
        "seconds": Count(3.5, 1),
        "tokens": Count(120, 1),
        "cost_usd": Count(0.5, 1),
    }


def test_an_article_that_failed_misses_all_its_gold_and_costs_nothing_known() -> None:
    row = row_of(TEXT, claims=[{"id": "k1", "content": [{"start": 0, "end": 9}]}])

    found = score(row, Scored(outcome="timeout"))

    assert found.outcome == "timeout"
    assert found.counts == {"case_found": Count(0, 1)}


def test_an_article_that_failed_was_paid_for_and_asked_again_all_the_same() -> None:
    row = row_of(TEXT, claims=[{"id": "k1", "content": [{"start": 0, "end": 9}]}])
    sent = Attempt.model_validate(
        {
            "kind": "reask",
            "status": "truncated",
            "tokens": {"prompt": 90, "completion": 7},
        }
    )

    found = score(row, Scored(outcome="truncated", attempts=(sent,), cost_usd=0.5))

    assert found.counts["tokens"] == Count(97, 1)
    assert found.counts["cost_usd"] == Count(0.5, 1)
    assert found.counts["reasked"] == Count(1, 1)
