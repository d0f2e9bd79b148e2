from hypothesis import given
from hypothesis import strategies as st

from extractor.records.article import Article
from extractor.report.passages import Labelled, Line, Piece, lines_of
from tests.articles import STRIKE, article_of

WORDS = st.text("ab😀é ", min_size=1, max_size=12).filter(lambda s: bool(s.strip()))
ARTICLES = st.builds(
    lambda units, between: article_of(*(u.strip() for u in units), between=between),
    st.lists(WORDS, min_size=1, max_size=6),
    st.sampled_from(["\n", " ", "\n\n"]),
)
RANGES = st.lists(
    st.builds(
        Labelled,
        st.integers(-2, 40),
        st.integers(-2, 60),
        st.sampled_from(["claim", "actor"]),
        st.sampled_from(["x1", "x2", "x3"]),
    ),
    max_size=8,
)


def pieces(lines: tuple[Line, ...]) -> list[Piece]:
    return [p for line in lines for s in line.stretches for p in s.pieces]


@given(ARTICLES, RANGES)
def test_the_pieces_hold_the_text_of_every_line_and_nothing_else(
    article: Article, ranges: list[Labelled]
) -> None:
    lines = lines_of(article, ranges)

    shown = ["".join(p.text for p in pieces((line,))) for line in lines]
    assert shown == [line for line in article.text.split("\n") if line]


@given(ARTICLES, RANGES)
def test_a_character_carries_the_labels_of_the_ranges_that_hold_it(
    article: Article, ranges: list[Labelled]
) -> None:
    for piece in pieces(lines_of(article, ranges)):
        for at in range(piece.start, piece.end):
            over = {
                r.label for r in ranges if r.layer == "claim" and r.start <= at < r.end
            }
            assert set(piece.claims) == over


@given(ARTICLES, RANGES)
def test_a_piece_stands_where_it_says(article: Article, ranges: list[Labelled]) -> None:
    for piece in pieces(lines_of(article, ranges)):
        assert article.text[piece.start : piece.end] == piece.text


def test_every_sentence_is_a_stretch_of_its_own() -> None:
    lines = lines_of(STRIKE, [])

    stretches = [s.sentence for line in lines for s in line.stretches if s.sentence]
    assert tuple(stretches) == STRIKE.sentences


def test_a_claim_is_referred_to_once_where_its_words_end() -> None:
    ranges = [Labelled(0, 6, "claim", "c1"), Labelled(2, 6, "claim", "c2")]

    closing = [p.closing for p in pieces(lines_of(article_of("abcdefgh"), ranges))]

    assert closing == [{}, {"claim": ("c1", "c2")}, {}]
