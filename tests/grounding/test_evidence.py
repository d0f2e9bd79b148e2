"""Evidence: exact in the named sentence, corrected when only one holds it, refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.grounding.evidence import Found, Refused, locate
from extractor.records.markers import Evidence
from extractor.sources import article_from_text
from tests.articles import STRIKE, article_of

PAIR = article_of(
    "The bridge was closed on Monday, and the bridge stays closed.",
    "Mayor Ada Quill said: “We will send help”.",
    "Critics will not send help to the town.",
    "The town waits; nobody will send money.",
    "The town waits again.",
    ("trailer", "Original Source: Larnby Herald"),
    ("byline", "By Tom Ridley"),
)


def located(sentence: int, quote: str | None) -> Found | Refused:
    return locate(PAIR, Evidence(sentence=sentence, quote=quote))


def test_a_quote_stands_as_the_article_has_it():
    found = located(2, '"We will send help"')

    assert found == Found(Evidence(sentence=2, quote="“We will send help”"))


def test_no_quote_means_the_whole_sentence():
    assert located(3, None) == Found(Evidence(sentence=3, quote=None))


def test_a_quote_with_one_word_changed_is_refused():
    found = located(3, "Critics will send help to the town")

    assert isinstance(found, Refused)
    assert found.code == "V3"
    assert "not in sentence 3: copy a contiguous part" in found.message


def test_a_quote_of_several_hits_is_the_first_of_them_with_a_finding():
    found = located(1, "the bridge")
    twice = located(1, "closed")

    assert found == Found(Evidence(sentence=1, quote="the bridge"))
    assert isinstance(twice, Found)
    assert (twice.code, twice.evidence.quote) == ("ambiguous", "closed")
    assert "stands 2 times in sentence 1" in twice.message


def test_the_sentence_is_corrected_when_exactly_one_other_holds_the_quote():
    found = located(1, "nobody will send money")

    assert isinstance(found, Found)
    assert found.evidence == Evidence(sentence=4, quote="nobody will send money")
    assert found.code == "sentence_corrected"
    assert "named in sentence 1 and stands only in sentence 4" in found.message


def test_a_sentence_that_is_not_there_is_corrected_likewise():
    found = located(99, "nobody will send money")

    assert isinstance(found, Found)
    assert found.evidence.sentence == 4


def test_a_quote_in_several_other_sentences_is_refused():
    found = located(1, "The town waits")

    assert isinstance(found, Refused)
    assert "stands in sentences 4, 5: name the one you mean" in found.message


def test_a_quote_over_two_sentences_is_refused_and_told_to_be_split():
    found = located(3, "help to the town. The town waits")

    assert isinstance(found, Refused)
    assert "runs over sentences 3 to 4" in found.message
    assert "one evidence item for each sentence" in found.message


@pytest.mark.parametrize("quote", [None, "Larnby Herald"])
def test_a_trailer_is_no_evidence(quote):
    found = located(6, quote)

    assert isinstance(found, Refused)
    assert found.code == "V18"
    assert "sentence 6 is a trailer line" in found.message


def test_a_byline_is_no_evidence():
    found = located(7, "Tom Ridley")

    assert isinstance(found, Refused)
    assert found.code == "V18"


def test_no_quote_is_moved_onto_a_trailer():
    found = located(1, "Larnby Herald")

    assert isinstance(found, Refused)
    assert found.code == "V3"


@pytest.mark.parametrize("sentence", [0, -1, 8, 10**9])
def test_a_whole_sentence_that_is_not_there_is_refused_with_the_numbers_that_are(
    sentence,
):
    found = located(sentence, None)

    assert isinstance(found, Refused)
    assert found.code == "V3"
    assert f"no sentence {sentence}: the numbers go from 1 to 7" in found.message


@pytest.mark.parametrize("quote", ["", " ", "…", "“”", "-", "\n"])
def test_a_quote_without_a_letter_or_digit_is_refused(quote):
    assert isinstance(located(2, quote), Refused)


@given(st.integers(-2, 12), st.none() | st.text(max_size=40))
def test_whatever_is_accepted_stands_in_a_shown_sentence_of_the_article(n, quote):
    found = locate(STRIKE, Evidence(sentence=n, quote=quote))

    if isinstance(found, Found):
        span = STRIKE.span_of(found.evidence)
        unit = STRIKE.sentences[span.sentence - 1]
        assert span.quote == STRIKE.text[span.start : span.end]
        assert unit.start <= span.start < span.end <= unit.end
        assert unit.kind not in ("byline", "trailer")


@given(st.sampled_from(STRIKE.sentences), st.data())
def test_any_run_of_words_of_a_shown_sentence_is_accepted_where_it_stands(unit, data):
    words = STRIKE.text[unit.start : unit.end].split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))

    found = locate(STRIKE, Evidence(sentence=unit.n, quote=" ".join(words[first:last])))

    shown = unit.kind not in ("byline", "trailer")
    assert isinstance(found, Found if shown else Refused)


@pytest.mark.parametrize("quote", [None, "Kim tests missile"])
def test_boilerplate_is_no_evidence(quote):
    article = article_from_text("It flew.\n\nAlso read: Kim tests missile\n\nIt fell.")

    found = locate(article, Evidence(sentence=2, quote=quote))

    assert isinstance(found, Refused)
    assert found.code == "V18"
    assert "sentence 2 is boilerplate (link)" in found.message


def test_a_quote_retyped_in_other_letters_that_look_the_same_is_refused():
    article = article_of("President Рutin left Moscow.")  # a Cyrillic Er

    retyped = locate(article, Evidence(sentence=1, quote="President Putin left"))
    copied = locate(article, Evidence(sentence=1, quote="President Рutin left"))

    assert isinstance(retyped, Refused)
    assert "character for character" in retyped.message
    assert isinstance(copied, Found)
