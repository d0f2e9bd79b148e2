"""The article: numbered units, and the way from words to spans."""

import hashlib

import pytest

from extractor.records.article import article_id
from extractor.records.markers import Evidence
from tests.articles import STRIKE, article_of

TWICE = article_of("No deal, no deal.", "A deal at last.")


@pytest.mark.parametrize(
    ("n", "found"), [(0, None), (1, 1), (2, 2), (3, None), (-1, None)]
)
def test_a_sentence_is_had_by_its_number_only(n, found):
    unit = TWICE.sentence(n)

    assert (unit.n if unit else None) == found


@pytest.mark.parametrize(
    ("offset", "n"),
    [(-1, None), (0, 1), (16, 1), (17, None), (18, 2), (32, 2), (33, None)],
)
def test_no_sentence_holds_what_stands_between_two(offset, n):
    unit = TWICE.sentence_at(offset)

    assert (unit.n if unit else None) == n


def test_words_are_found_in_the_named_sentence_only():
    assert TWICE.find_in_sentence(1, "deal") == [(3, 7), (12, 16)]
    assert TWICE.find_in_sentence(2, "deal") == [(20, 24)]
    assert TWICE.find("deal") == [(3, 7), (12, 16), (20, 24)]


def test_words_over_two_lines_are_found_in_the_text_and_in_no_sentence():
    assert TWICE.find("no deal. A deal") == [(9, 24)]
    assert not TWICE.find_in_sentence(1, "no deal. A deal")


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence(sentence=1, quote=None), "No deal, no deal."),
        (Evidence(sentence=1, quote="no deal"), "no deal"),
        (Evidence(sentence=2, quote="A deal"), "A deal"),
    ],
)
def test_a_span_holds_the_true_words_and_their_place(evidence, words):
    span = TWICE.span_of(evidence)

    assert span.quote == words == TWICE.text[span.start : span.end]
    assert span.sentence == evidence.sentence


def test_unsettled_evidence_has_no_span():
    with pytest.raises(ValueError, match="in sentence 2, found nothing"):
        TWICE.span_of(Evidence(sentence=2, quote="no deal"))


def test_a_range_that_begins_in_no_sentence_has_no_span():
    with pytest.raises(ValueError, match="inside a sentence, found 17"):
        TWICE.span(17, 20)


def test_the_id_is_the_sha256_of_the_text_in_utf8():
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    assert article_id("abc") == abc
    assert article_id("déjà") == hashlib.sha256(b"d\xc3\xa9j\xc3\xa0").hexdigest()


def test_what_was_removed_from_the_text_is_not_written_into_files():
    article = STRIKE.model_copy(update={"removed": {"bidi": 2}})

    assert "removed" not in article.model_dump(mode="json")
