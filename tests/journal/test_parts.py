"""Parts of a long article that were paid for are not asked for again."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.errors import ModelUnavailable
from extractor.journal import Journal, KeepingParts
from extractor.records.outcome import Prompt, Recipe, Request
from extractor.review import Reviewer
from tests.articles import STRIKE
from tests.fakes import FakeAnswerer
from tests.toys import Notes, note, notes_of, recipe_of

pytestmark = pytest.mark.anyio

RECIPE: Recipe[Any] = recipe_of(Notes)
ANSWER = notes_of(notes=[note(3)])
ASKED = {"model": "toy"}


def request(user: str = "Part 1.", *, characters: int | None = 90) -> Request[Any]:
    return Request(
        article=STRIKE,
        recipe=RECIPE,
        prompt=Prompt("Take notes.", user),
        review=Reviewer(recipe=RECIPE, article=STRIKE).review,
        characters=characters,
    )


@pytest.fixture
def keeping(journal_in: Callable[[], Journal]) -> Callable[..., KeepingParts]:
    """Return a function that asks an answerer beside one and the same journal."""
    journal = journal_in()

    def around(answerer: FakeAnswerer, **asked: Any) -> KeepingParts:
        return KeepingParts(answerer, journal, asked={**ASKED, **asked})

    return around


async def test_a_part_is_asked_for_once_and_its_cost_is_remembered(keeping):
    first = await keeping(FakeAnswerer(ANSWER, incident="It ended.")).answer(request())

    again = await keeping(FakeAnswerer()).answer(request())

    assert again == first


@pytest.mark.parametrize("changed", ["prompt", "model"])
async def test_another_question_is_asked(changed, keeping):
    await keeping(FakeAnswerer(ANSWER)).answer(request())
    asked = {"model": "larger"} if changed == "model" else {}
    other = FakeAnswerer(ANSWER)

    await keeping(other, **asked).answer(request("Part 2." if not asked else "Part 1."))

    assert len(other.requests) == 1


async def test_an_article_that_is_asked_about_whole_is_not_kept(keeping):
    whole = request(characters=None)
    answerer = FakeAnswerer(ANSWER, ANSWER)

    for _ in range(2):
        await keeping(answerer).answer(whole)

    assert len(answerer.requests) == 2


async def test_what_failed_or_cannot_be_used_is_asked_for_again(keeping):
    gone = ModelUnavailable("http_503", "busy")
    answerer = FakeAnswerer(gone, "no JSON", ANSWER)

    with pytest.raises(ModelUnavailable):
        await keeping(answerer).answer(request())
    await keeping(answerer).answer(request())
    reply = await keeping(answerer).answer(request())

    assert reply.review.usable
    assert len(answerer.requests) == 3


async def test_parts_are_forgotten_by_article(journal_in):
    journal = journal_in()
    for article in ("one", "two"):
        journal.keep_part(article, b"key", "reply")

    journal.forget_parts("one")

    assert journal.part("one", b"key") is None
    assert journal_in().part("two", b"key") == "reply"
