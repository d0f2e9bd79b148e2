"""Rules about English words judge English; the others judge any language."""

import pytest

from extractor.records.article import Article
from extractor.review import Reviewer
from extractor.schemas.briefing import Briefing, publish
from extractor.schemas.briefing_answer import Answer
from extractor.schemas.briefing_english import reads_as_english
from extractor.schemas.briefing_words import content_words, overlap, word_count
from tests.answers import answer, claim, evidence, inference
from tests.articles import article_of

GERMAN = "Der Minister sagte, die Truppen werden nicht in die Stadt geschickt."
FOREIGN = {
    "German": GERMAN,
    "Portuguese": "O ministro disse que as tropas ficam no porto da cidade.",
    "Chinese": "部长说，军队不会被派往这座城市。",
    "Arabic": "قال الوزير إن القوات لن ترسل إلى المدينة.",
    "Hindi": "मंत्री ने कहा कि सैनिक शहर नहीं भेजे जाएंगे।",
}


def codes(recipe, text: str, statement: str, language: str | None = None) -> list[str]:
    """Return the codes of all that is said of one claim on a whole sentence."""
    article = article_of(text, language=language)
    told = claim(1, statement=statement)
    reviewer = Reviewer(recipe=recipe, article=article)
    review = reviewer.review(answer(claims=[told]))
    found = {problem.code for problem in review.problems}
    return sorted(found | {f.code for f in reviewer.conclude(review).findings})


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize(
    "statement",
    [
        "The troops will not be sent to the city.",
        "The troops may be sent to the city.",
        "The troops are sent to the city.",
    ],
)
def test_an_english_statement_on_other_words_is_not_judged_by_english_ones(
    text, statement, briefing_recipe
):
    assert codes(briefing_recipe, text, statement) == []


def test_a_known_language_tells_that_an_article_is_not_english(briefing_recipe):
    text, statement = "No to the plan of the port.", "The plan of the port is good."

    assert codes(briefing_recipe, text, statement, language="en") == [
        "negation_differs"
    ]
    assert codes(briefing_recipe, text, statement, language="pt") == []


@pytest.mark.parametrize(
    "statement",
    [
        "I lavoratori del porto faranno sciopero venerdì.",
        "I Oslo skal havnen stenges på fredag.",
        "My strajkujemy w porcie w piątek.",
    ],
)
def test_a_word_of_another_language_is_no_english_pronoun(statement, briefing_recipe):
    assert codes(briefing_recipe, GERMAN, statement) == []


def test_an_inference_on_an_article_in_another_script_may_name_its_people(
    briefing_recipe,
):
    article = article_of("普京抵达莫斯科。")
    told = claim(1, statement="Vladimir Putin arrived in Moscow.")
    drawn = inference(1, statement="Vladimir Putin stays in Moscow for 3 days.")
    given = answer(claims=[told], inferences=[drawn])

    end = Reviewer(recipe=briefing_recipe, article=article).review(given).conclusion

    assert end is not None
    assert end.findings == ()


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The minister said that the troops will not be sent.", True),
        ("Talks failed.", True),
        ("", True),
        ("Il ministro ha detto che le truppe non saranno inviate.", False),
        ("De minister zei dat de troepen niet worden gestuurd.", False),
        ("Ministeren sagde, at tropperne ikke bliver sendt for tiden.", False),
        *((text, False) for text in FOREIGN.values()),
    ],
)
def test_english_is_told_by_its_commonest_words(text, english):
    assert reads_as_english(text) is english


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("军队将被派往城市。", "军队将被派往该城市。", 0.6, 0.99),
        ("军队将被派往城市。", "部长抵达北京。", 0.0, 0.1),
        ("मंत्री ने कहा", "मंत्री ने कहा", 1.0, 1.0),
        ("मंत्री दिल्ली में", "सैनिक मुंबई को", 0.0, 0.0),
    ],
)
def test_overlap_counts_words_in_any_script(one, other, least, most):
    assert least <= overlap(content_words(one), content_words(other)) <= most


def test_a_word_keeps_its_vowel_signs():
    assert content_words("हिन्दी में") == {"हिन्दी", "में"}


@pytest.mark.parametrize(
    ("text", "count"),
    [("“We will not load”", 4), ("「我们不会派兵到那里」", 4), ("“हम नहीं जाएंगे”", 3)],
)
def test_words_are_counted_where_none_are_set_apart(text, count):
    assert abs(word_count(text) - count) <= 1


def test_a_quoted_passage_in_chinese_that_no_claim_covers_is_told_of(briefing_recipe):
    article = article_of("部长说：“我们不会派兵到那座城市去。”", "他离开了北京。")
    given = answer(claims=[claim(2, statement="The minister left Beijing.")])

    end = Reviewer(recipe=briefing_recipe, article=article).review(given).conclusion

    assert end is not None
    assert [f.code for f in end.findings] == ["uncovered_quote"]


def published(article: Article, quote: str) -> Briefing:
    told = claim(1, evidence=[evidence(1, quote)], statement=None)
    return publish(Answer.model_validate(answer(claims=[told])), article).value


@pytest.mark.parametrize(
    ("text", "quote", "statement"),
    [
        ("部长说军队不会被派往这里", "军队不会被派往这里", "军队不会被派往这里。"),
        ("मंत्री ने कहा", "मंत्री ने कहा", "मंत्री ने कहा।"),
        ("قال الوزير نعم", "قال الوزير نعم", "قال الوزير نعم."),
    ],
)
def test_a_statement_left_out_ends_as_its_script_does(text, quote, statement):
    (told,) = published(article_of(text), quote).claims

    assert told.statement == statement
