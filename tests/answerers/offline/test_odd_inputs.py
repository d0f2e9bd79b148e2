"""Odd inputs: an answer whose every word stands in the text, or a refusal."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.answerers.offline import answer_of
from extractor.errors import ArticleError
from extractor.records.outcome import Recipe
from extractor.review import Reviewer
from extractor.schemas.briefing import Briefing
from extractor.sources import article_from_text

PIECES = [
    *("Kim", "Putin", "he", "they", "it", "who", "said", "told reporters", "reported"),
    *("according to", "the", "that", ",", ".", ";", ":", "?", "“", "”", '"', "'", "’"),
    *("''", "``", "(", ")", "—", "…", "\n", "\n\n", "U.S.", "Moscow", "North Korea"),
    *("officials", "President", "Mr.", "and", "but", "while", "as", "of", "for", "is"),
    *("believed", "reportedly", "could", "raise concerns", "claim", "denied", "urged"),
    *("called for", "not", "citing", "quoting", "AFP", "BBC", "poll", "Monday", "😀"),
    *("\u00a0", "İ", "ﬁ", "\u200b", "$5", "10%", "Image:", "KIM:", "one", "some"),
]
SENTENCES = [
    "Minister Lena Vogt said the harbour would close on Friday.",
    "“We will not load a single ship,” Brandt told the Harbour Post. “Never.”",
    "According to the Harbour Post, citing police, two ships sank in May.",
    "The strike could delay exports, stirring concerns over fuel.",
]
BITS = st.sampled_from(PIECES) | st.sampled_from(SENTENCES) | st.text(max_size=20)


@settings(
    max_examples=200,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
    ],
)
@given(bits=st.lists(BITS, max_size=40), between=st.sampled_from(["", " "]))
def test_an_odd_text_gives_an_answer_without_problems_or_is_refused(
    briefing_recipe: Recipe[Briefing], bits: list[str], between: str
):
    try:
        article = article_from_text(between.join(bits))
        answer = answer_of(article)
    except ArticleError:
        return

    review = Reviewer(
        recipe=briefing_recipe, article=article, softened=frozenset({"V10", "V19"})
    ).review(answer.model_dump())

    assert review.problems == ()
    assert answer == answer_of(article)
