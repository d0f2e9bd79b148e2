"""The answerer as the engine meets it: reply, refusals, provenance."""

from dataclasses import replace

import pytest

from extractor.answerers.offline import OfflineAnswerer, answer_of
from extractor.errors import SettingsError, UnreadableArticle
from extractor.records.outcome import Prompt, Recipe, Request
from extractor.review import Reviewer
from extractor.schemas.briefing import Briefing
from extractor.sources import article_from_text
from tests.articles import STRIKE
from tests.toys import Note, recipe_of


@pytest.fixture
def request_for_strike(briefing_recipe: Recipe[Briefing]) -> Request[Briefing]:
    offline = OfflineAnswerer()
    reviewer = Reviewer(
        recipe=briefing_recipe, article=STRIKE, softened=offline.softened
    )
    return Request(
        article=STRIKE,
        recipe=briefing_recipe,
        prompt=Prompt(system="", user=""),
        review=reviewer.review,
    )


@pytest.mark.anyio
async def test_the_reply_is_reviewed_whole_and_costs_nothing(
    request_for_strike: Request[Briefing],
):
    reply = await OfflineAnswerer().answer(request_for_strike)

    assert reply.review.problems == ()
    assert reply.review.conclusion is not None
    assert (reply.attempts, reply.cost_usd) == ((), 0.0)


@pytest.mark.anyio
async def test_the_reply_names_the_parser_and_its_hash(
    request_for_strike: Request[Briefing],
):
    engine = (await OfflineAnswerer().answer(request_for_strike)).engine.model_dump()

    assert (engine["kind"], engine["model"]) == ("offline", None)
    assert engine["parser"] == "en_core_web_sm 3.8.0"
    assert len(engine["parser_sha256"]) == 64


@pytest.mark.anyio
async def test_another_recipe_is_refused_with_what_to_do(
    request_for_strike: Request[Briefing],
):
    other = replace(request_for_strike, recipe=recipe_of(Note))

    with pytest.raises(SettingsError, match="choose a model"):
        await OfflineAnswerer().answer(other)


def test_another_language_is_refused_with_what_to_do():
    article = article_from_text(
        "Der Hafen bleibt am Freitag zu, sagte die Ministerin nach dem Treffen mit der "
        "Gewerkschaft, die seit Wochen streikt und nicht nachgeben will."
    )

    with pytest.raises(UnreadableArticle, match="choose a model") as refused:
        answer_of(article)

    assert refused.value.reason == "not_english"


def test_a_language_tag_is_believed():
    article = STRIKE.model_copy(update={"language": "nb"})

    with pytest.raises(UnreadableArticle, match="'nb'"):
        answer_of(article)


def test_a_text_without_sentences_is_refused_with_what_to_do():
    article = article_from_text("the harbour was closed and the ships were not " * 300)

    with pytest.raises(UnreadableArticle, match="break its lines") as refused:
        answer_of(article)

    assert refused.value.reason == "no_sentences"
