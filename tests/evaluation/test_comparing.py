"""Differences between results, how sure they are, and where results part."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import SettingsError
from extractor.evaluation import Comparison, Made, Result, compare, result_of
from extractor.evaluation.bootstrap import DRAWS, Interval, paired_interval
from extractor.evaluation.comparing import Difference
from extractor.evaluation.counts import NOTHING, Count
from extractor.evaluation.judgments import Judgment, counted
from extractor.evaluation.results import ArticleScore, GoldUsed, figures
from extractor.evaluation.tables import comparison_table, result_table

GOLD = GoldUsed(name="gold.jsonl", sha256="0" * 64, articles=3, characters=90)
PARTS = st.integers(min_value=0, max_value=9)
NO_COSTS = MappingProxyType[str, float]({})
FEW = settings(max_examples=15)  # each draws 2,000 times
COUNTS = st.lists(PARTS.map(lambda part: Count(part, 9)), min_size=2, max_size=8)


def judged(gold: str, *, right: bool, text: str = "words") -> Judgment:
    return Judgment(
        metric="found",
        gold=gold,
        right=right,
        text=text,
        expected="Ada",
        got="c1 Ada: So." if right else "no claim covers it",
    )


def article(
    name: str, *rights: bool, text: str = "0", costs: Mapping[str, float] = NO_COSTS
) -> ArticleScore:
    judgments = [judged(f"g{n}", right=right) for n, right in enumerate(rights)]
    counts = {metric: Count(value, 1) for metric, value in costs.items()}
    return ArticleScore(
        id=name,
        article=text,
        outcome="done",
        figures=figures({**counted(judgments), **counts}),
        judgments=tuple(judgments),
    )


def result(label: str, *articles: ArticleScore) -> Result:
    return result_of(label, gold=GOLD, made=Made(extractor="0"), articles=articles)


def found(comparison: Comparison, metric: str = "found") -> Difference:
    [difference] = [d for d in comparison.compared[0].differences if d.metric == metric]
    return difference


ALL = tuple(article(name, True, True, costs={"tokens": 10}) for name in "abc")
NONE = tuple(article(name, False, False, costs={"tokens": 20}) for name in "abc")


def test_a_figure_is_the_ratio_of_the_articles_sums() -> None:
    made = result("one", article("a", True, False, False), article("b", True))

    assert made.value("found") == 0.5  # 2 of 4, not the mean of 1/3 and 1
    assert made.value("speaker") is None


def test_a_change_that_every_draw_shows_is_sure() -> None:
    difference = found(compare([result("one", *NONE), result("two", *ALL)]))

    assert (difference.first, difference.second) == (0, 1)
    assert (difference.low, difference.high) == (1, 1)
    assert difference.verdict == "better"


def test_less_is_better_where_the_metric_says_so() -> None:
    comparison = compare([result("one", *ALL), result("two", *NONE)])

    assert found(comparison, "tokens").verdict == "worse"
    assert found(comparison).verdict == "worse"
    assert comparison.compared[0].worse == ["found", "tokens"]


def test_a_change_that_goes_both_ways_is_open() -> None:
    one = result("one", article("a", True), article("b", False))
    two = result("two", article("a", False), article("b", True))

    difference = found(compare([one, two]))

    assert (difference.low, difference.high) == (-1, 1)
    assert difference.verdict == "open"


def test_an_interval_by_hand() -> None:
    """Of two places with changes 0 and 1, draws give 0, .5 and 1 at 1/4, 1/2, 1/4."""
    interval = paired_interval([Count(0, 1)] * 2, [Count(0, 1), Count(1, 1)])

    assert interval == Interval(0, 1)


@FEW
@given(COUNTS)
def test_a_result_against_itself_changes_nothing(counts: list[Count]) -> None:
    assert paired_interval(counts, counts) == Interval(0, 0)


@FEW
@given(COUNTS)
def test_intervals_are_the_same_each_time_and_turn_round(counts: list[Count]) -> None:
    ones = [Count(1, 9) for _ in counts]

    forth, back = paired_interval(ones, counts), paired_interval(counts, ones)

    assert forth is not None
    assert back is not None
    assert forth == paired_interval(ones, counts)
    assert back.low == pytest.approx(-forth.high)
    assert back.high == pytest.approx(-forth.low)


def test_one_place_or_nothing_counted_has_no_interval() -> None:
    assert paired_interval([Count(1, 1)], [Count(0, 1)]) is None
    assert paired_interval([NOTHING] * 3, [NOTHING] * 3) is None
    assert DRAWS >= 1_000


def test_an_articles_interval_draws_its_pieces_of_gold() -> None:
    comparison = compare([result("one", *NONE), result("two", *ALL)])

    [first, *_] = comparison.compared[0].articles
    by_name = {d.metric: d for d in first.differences}
    assert by_name["found"].verdict == "better"
    assert by_name["tokens"].difference == 10 - 20
    assert by_name["tokens"].low is None


def test_disagreements_name_the_words_and_who_is_right() -> None:
    comparison = compare([result("one", *ALL[:1]), result("two", *NONE[:1])])

    [first, second] = comparison.compared[0].disagreements
    assert (first.article, first.gold, first.right) == ("a", "g0", "first")
    assert first.second == "no claim covers it"
    assert second.gold == "g1"


def test_the_longest_passages_come_first() -> None:
    one, two = (
        ArticleScore(
            id="a",
            article="0",
            outcome="done",
            figures={},
            judgments=tuple(
                judged(name, right=right, text=name * 9) for name in ("x", "longer")
            ),
        )
        for right in (True, False)
    )

    comparison = compare([result("one", one), result("two", two)])

    assert [d.gold for d in comparison.compared[0].disagreements] == ["longer", "x"]


def test_only_articles_with_the_same_text_on_all_sides_are_compared() -> None:
    one = result("one", *ALL)
    two = result("two", ALL[0], article("b", True, text="another"))

    comparison = compare([one, two])

    assert comparison.articles == ("a",)
    assert comparison.left_out == ("b", "c")


def test_articles_with_another_gold_are_not_compared() -> None:
    grown = ALL[1].model_copy(update={"gold": "another"})

    comparison = compare([result("one", *ALL), result("two", ALL[0], grown, ALL[2])])

    assert comparison.articles == ("a", "c")
    assert comparison.left_out == ("b",)


def test_the_price_of_a_failure_is_not_set_against_that_of_an_answer() -> None:
    cheap = (article("a", True, costs={"tokens": 1}), article("b", True))
    dear = (article("a", True, costs={"tokens": 1}), article("b", costs={"tokens": 9}))

    change = found(compare([result("one", *cheap), result("two", *dear)]), "tokens")

    assert (change.first, change.second) == (1, 1)


def test_a_metric_of_another_version_is_passed_over() -> None:
    old = judged("g1", right=True).model_copy(update={"metric": "old_metric"})
    new = old.model_copy(update={"right": False})
    one, two = (ALL[0].model_copy(update={"judgments": (j,)}) for j in (old, new))

    comparison = compare([result("one", one), result("two", two)])

    assert comparison.compared[0].disagreements == ()


def test_results_without_a_shared_article_are_refused() -> None:
    with pytest.raises(SettingsError, match="share no article"):
        compare([result("one", *ALL), result("two", article("z", True))])


def test_one_result_has_nothing_to_be_compared_with() -> None:
    with pytest.raises(SettingsError, match="two results or more"):
        compare([result("one", *ALL)])


def test_the_table_of_a_comparison_marks_what_is_sure() -> None:
    table = comparison_table(compare([result("one", *ALL), result("two", *NONE)]))

    assert "  ! attributions found" in table
    assert "[-1.000, -1.000]" in table
    assert "no claim covers it" in table


def test_nothing_that_was_given_disturbs_the_terminal() -> None:
    hostile = "\x1b[2Jone\nline"
    one, two = result(hostile, *ALL), result("two", *NONE)

    told = result_table(one) + comparison_table(compare([one, two]))

    assert "\x1b" not in told
    assert "one line" in told


def test_the_table_of_a_result_names_articles_without_a_briefing() -> None:
    failed = ArticleScore(id="z", article="0", outcome="timeout", figures={})

    table = result_table(result("one", *ALL, failed))

    assert "attributions found" in table
    assert "z: timeout" in table
