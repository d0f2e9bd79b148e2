"""Each figure about attributions, with its value worked out by hand."""

from extractor.evaluation.attributions import judge_attributions, span_counts
from extractor.evaluation.counts import Count
from extractor.evaluation.judgments import counted
from extractor.evaluation.overlaps import characters, coverage, iou, pairs
from extractor.schemas.briefing import Briefing
from tests.evaluation.briefings import (
    Range,
    actor,
    attribution,
    briefing,
    claim,
    row_of,
    spans,
)

TEXT = "Ada Quill said ten pay. Bo Reed said nine pay. “We pay,” Cy Ng said. So do all."
ADA, BO, CY = (0, 9), (24, 31), (57, 62)
TEN, NINE, WE = (15, 22), (37, 45), (47, 56)
A, B, C = actor("Ada Quill", ADA), actor("Bo Reed", BO), actor("Cy Ng", CY)
GOLD = row_of(
    TEXT,
    attributions=[
        attribution("ten", TEN, source=spans(ADA)),
        attribution("nine", NINE, source=spans(BO)),
        attribution("we", WE, source=spans(CY)),
    ],
)


def said(*claims: tuple[Range, object]) -> Briefing:
    """Return a briefing of claims on these words by these actors."""
    made = tuple(claim(TEXT, words, by=(by,)) for words, by in claims)
    return briefing((A, B, C), made)


def counts(published: Briefing) -> dict[str, Count]:
    judged = counted(judge_attributions(GOLD, published))
    return judged | span_counts(GOLD, published)


def test_overlap_of_two_ranges() -> None:
    [gold] = [characters(GOLD.gold.attributions[0].content)]
    half = frozenset(range(15, 19))

    assert coverage(gold, half) == 4 / 7
    assert iou(gold, half) == 4 / 7
    assert iou(gold, half | {30}) == 4 / 8
    assert coverage(gold, frozenset()) == iou(gold, frozenset()) == 0


def test_the_best_overlaps_are_matched_first_and_each_side_once() -> None:
    gold = [frozenset(range(10)), frozenset(range(8, 18))]
    predicted = [frozenset(range(2, 18)), frozenset(range(1, 9))]

    assert list(pairs(gold, predicted)) == [(0, 1), (1, 0)]


def test_found_needs_more_than_three_tenths_of_a_content() -> None:
    short, enough = (15, 17), (15, 18)  # 2/7 = .286 and 3/7 = .429

    assert counts(said((short, A)))["found"] == Count(0, 3)
    assert counts(said((enough, A)))["found"] == Count(1, 3)


def test_two_claims_that_cover_a_content_in_parts_do_not_find_it() -> None:
    assert counts(said(((15, 17), A), ((20, 22), A)))["found"] == Count(0, 3)


def test_the_articles_own_claims_find_nothing() -> None:
    own = briefing((A,), (claim(TEXT, TEN), claim(TEXT, NINE)))

    assert counts(own)["found"] == Count(0, 3)
    assert counts(own)["span_f1"] == Count(0, 3)


def test_speakers_are_judged_where_something_is_found() -> None:
    found = counts(said((TEN, A), (NINE, A)))

    assert found["found"] == Count(2, 3)
    assert found["speaker"] == Count(1, 2)


def test_one_right_speaker_among_the_covering_claims_is_enough() -> None:
    assert counts(said((TEN, B), (TEN, A)))["speaker"] == Count(1, 1)


def test_who_passes_it_on_counts_as_a_speaker_too() -> None:
    relayed = briefing((A, B), (claim(TEXT, TEN, by=(B,), via=(A,)),))

    assert counts(relayed)["speaker"] == Count(1, 1)


def test_an_alias_names_the_speaker() -> None:
    known = actor("Mayor", (0, 3), aliases=("Ms Quill",))

    found = counts(briefing((known,), (claim(TEXT, TEN, by=(known,)),)))

    assert found["speaker"] == Count(1, 1)


def test_a_title_that_anybody_may_have_names_nobody() -> None:
    president = actor("President Reed", (24, 31))
    row = row_of(
        "President Quill said ten pay.",
        attributions=[attribution("ten", (21, 28), source=spans((0, 15)))],
    )
    made = claim(row.text, (21, 28), by=(president,))

    judged = counted(judge_attributions(row, briefing((president,), (made,))))

    assert judged["speaker"] == Count(0, 1)


def test_any_mention_of_the_sources_entity_names_the_speaker() -> None:
    text = "Ada Quill left. She said ten pay."
    row = row_of(
        text,
        attributions=[
            attribution("ten", (25, 32), source=spans((16, 19)), source_entity="e1")
        ],
        entities=[{"id": "e1", "type": "person", "mentions": spans((0, 9), (16, 19))}],
    )
    made = briefing((A,), (claim(text, (25, 32), by=(A,)),))

    assert counted(judge_attributions(row, made))["speaker"] == Count(1, 1)


def test_direct_and_indirect_are_counted_apart() -> None:
    found = counts(said((WE, C), (TEN, A)))

    assert found["found_direct"] == Count(1, 1)
    assert found["found_indirect"] == Count(1, 2)


def test_a_quote_type_that_gold_gives_is_taken() -> None:
    row = row_of(TEXT, attributions=[attribution("we", WE, quote_type_derived="mixed")])

    assert counted(judge_attributions(row, briefing()))["found_mixed"] == Count(0, 1)


def test_span_f1_counts_both_sides_once() -> None:
    found = counts(said((TEN, A), ((37, 41), B), (ADA, A)))  # 7/7, 4/8, a stray one

    assert found["span_f1"] == Count(2 * 2, 3 + 3)
    assert found["matched_speaker"] == Count(2, 2)


def test_character_f1_counts_characters_of_both_sides() -> None:
    found = counts(said(((15, 20), A), ((30, 40), B)))  # 5 + 3 of 7 + 8 + 9, in 5 + 10

    assert found["character_f1"] == Count(2 * 8, 24 + 15)


def test_an_attribution_without_a_source_has_no_speaker_to_judge() -> None:
    row = row_of(TEXT, attributions=[attribution("ten", TEN)])

    judged = counted(judge_attributions(row, said((TEN, A))))

    assert judged["found"] == Count(1, 1)
    assert "speaker" not in judged


def test_what_is_claimed_where_nothing_is_attributed_is_wrong() -> None:
    none = row_of(TEXT, attributions=[])
    untold = row_of(TEXT, entities=[])

    assert span_counts(none, said((TEN, A)))["span_f1"] == Count(0, 1)
    assert span_counts(none, said((TEN, A)))["character_f1"] == Count(0, 7)
    assert span_counts(untold, said((TEN, A))) == {}


def test_where_gold_may_be_missing_nothing_claimed_is_wrong() -> None:
    partial = GOLD.model_copy(update={"partial": True})

    assert span_counts(partial, said((TEN, A), (ADA, A))) == {}
    assert counted(judge_attributions(partial, said((TEN, A))))["found"] == Count(1, 3)
