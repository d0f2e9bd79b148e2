from hypothesis import given
from hypothesis import strategies as st

from extractor.records.article import Article
from extractor.windows import Size, cut, fits
from extractor.windows.cutting import tokens
from tests.articles import Unit, article_of

SIZES = st.builds(
    Size,
    sentences=st.integers(1, 12),
    tokens=st.integers(1, 60),
    overlap=st.integers(0, 14),
)
UNITS: st.SearchStrategy[Unit] = st.integers(1, 200).map(lambda n: "x" * n) | st.just(
    ("byline", "By Ines Okoro")
)
ARTICLES = st.lists(UNITS, min_size=1, max_size=40).map(lambda us: article_of(*us))


def shown_in(article: Article) -> list[int]:
    """Return the numbers of the sentences that a model may see."""
    return [unit.n for unit in article.sentences if unit.kind == "body"]


def size_of(article: Article, numbers: list[int]) -> int:
    return sum(tokens(article.words(n)) for n in numbers)


@given(ARTICLES, SIZES)
def test_every_sentence_that_is_shown_is_new_in_exactly_one_window(article, size):
    windows = cut(article, size)

    new = [
        n
        for window in windows
        for n in range(window.fresh, window.last + 1)
        if n in shown_in(article)
    ]
    assert new == shown_in(article)


@given(ARTICLES, SIZES)
def test_a_window_holds_no_more_than_it_may_unless_one_sentence_does(article, size):
    for window in cut(article, size):
        held = [n for n in shown_in(article) if n in window.shown]
        new = [n for n in held if n >= window.fresh]

        assert len(held) <= size.sentences
        assert size_of(article, held) <= size.tokens or len(new) == 1
        assert size_of(article, held) - size_of(article, new) <= size.tokens // 2


@given(ARTICLES, SIZES)
def test_windows_overlap_by_as_much_as_is_wanted_where_there_is_room(article, size):
    for window in cut(article, size)[1:]:
        again = [n for n in shown_in(article) if window.first <= n < window.fresh]

        assert len(again) <= min(size.overlap, size.sentences - 1)


@given(ARTICLES, SIZES)
def test_an_article_fits_when_it_is_one_window(article, size):
    windows = cut(article, size)

    assert fits(article, size) == (len(windows) <= 1)


def test_windows_of_short_sentences_overlap():
    article = article_of(*(f"Sentence {n}." for n in range(1, 26)))

    windows = cut(article, Size(sentences=10, overlap=3))

    assert [(w.first, w.fresh, w.last) for w in windows] == [
        (1, 1, 10),
        (8, 11, 17),
        (15, 18, 24),
        (22, 25, 25),
    ]


def test_the_characters_of_a_window_are_those_of_its_new_sentences():
    article = article_of("12345", "1234567", "123")

    windows = cut(article, Size(sentences=2, overlap=1))

    assert [window.characters for window in windows] == [12, 3]


def test_a_token_is_four_bytes_so_other_scripts_take_more_than_a_quarter():
    assert tokens("abcdefgh") == 2
    assert tokens("北京时间") == 3
