import asyncio
from typing import Any

from extractor.engine import Engine
from extractor.evaluation.listening import Listening
from extractor.records.outcome import Done, Recipe
from tests.answers import strike_answer
from tests.articles import STRIKE
from tests.fakes import Clock, FakeAnswerer


def test_a_listener_keeps_the_answer_and_changes_nothing(
    briefing_recipe: Recipe[Any],
) -> None:
    answer = strike_answer()
    listening = Listening(FakeAnswerer(answer, softened=frozenset({"V10"})))
    engine = Engine(
        recipe=briefing_recipe, answerer=listening, now=Clock(), version="0"
    )

    outcome = asyncio.run(engine.extract(STRIKE, "strike.txt"))

    assert isinstance(outcome, Done)
    assert listening.answers == {STRIKE.id: [answer]}
    assert listening.softened == {"V10"}


def test_every_answer_about_an_article_is_kept(briefing_recipe: Recipe[Any]) -> None:
    first, second = strike_answer(), strike_answer(headline="Another one.")
    listening = Listening(FakeAnswerer(first, second))
    engine = Engine(
        recipe=briefing_recipe, answerer=listening, now=Clock(), version="0"
    )

    for _ in range(2):
        asyncio.run(engine.extract(STRIKE, "strike.txt"))

    assert listening.answers[STRIKE.id] == [first, second]
