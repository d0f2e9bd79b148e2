"""The second reader: attributed passages that no given range covers."""

from extractor.answerers.offline import OfflineSecondReader, missed_passages
from tests.articles import STRIKE, article_of

PLEDGE = "We will not load a single ship"


def test_every_attributed_passage_is_missed_when_nothing_is_covered():
    words = [passage.words for passage in missed_passages(STRIKE, [])]

    assert PLEDGE in words
    assert "pay was cut" in words


def test_a_passage_covered_by_a_third_is_not_missed():
    start = STRIKE.text.index(PLEDGE)
    third = len(PLEDGE) // 3 + 1

    words = [p.words for p in missed_passages(STRIKE, [(start, start + third)])]

    assert PLEDGE not in words


def test_ranges_that_overlap_count_once():
    start = STRIKE.text.index(PLEDGE)
    few = (start, start + len(PLEDGE) // 5)

    words = [p.words for p in missed_passages(STRIKE, [few, few, few])]

    assert PLEDGE in words


def test_another_language_has_no_passages():
    article = article_of(
        "Der Hafen bleibt am Freitag zu, sagte die Ministerin nach dem Treffen mit der "
        "Gewerkschaft, die seit Wochen streikt."
    )

    assert missed_passages(article, []) == []


def test_a_finding_names_sentence_words_speaker_and_cue():
    findings = OfflineSecondReader().missed(STRIKE, [])

    [finding] = [f for f in findings if PLEDGE in f.message]
    assert (finding.code, finding.severity) == ("missed_passage", "info")
    assert finding.where == "/article/sentences/3"
    assert "Pavel Brandt" in finding.message
    assert "'told'" in finding.message
