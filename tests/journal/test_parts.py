"""Parts of a long article that were paid for are not asked for again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import AccessError, ModelUnavailable
from extractor.journal import Journal, KeepingParts, Spent, status_of
from extractor.journal.bills import Bill, billed_to
from extractor.records.briefing_file import Attempt, Tokens
from extractor.records.outcome import Prompt, Recipe, Request
from extractor.review import Reviewer
from tests.articles import STRIKE
from tests.fakes import Clock, FakeAnswerer
from tests.toys import Notes, note, notes_of, recipe_of

pytestmark = pytest.mark.anyio

RECIPE: Recipe[Any] = recipe_of(Notes)
ANSWER = notes_of(notes=[note(3)])
ASKED = {"model": "toy"}
SENT = Attempt(kind="first", status="ok", tokens=Tokens(prompt=100, completion=20))
A_PART = Spent(requests=1, prompt=100, completion=20, cost_usd=0.25)


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
    journal.begin("a.txt")

    def around(answerer: FakeAnswerer, **asked: Any) -> KeepingParts:
        return KeepingParts(answerer, journal, asked={**ASKED, **asked})

    return around


@pytest.fixture(autouse=True)
def bill() -> Iterator[Bill]:
    """Return the bill of the article that is asked about."""
    with billed_to("a.txt") as bill:
        yield bill


def paid_in(out: Path) -> Spent:
    """Return what the journal says that all was paid."""
    status = status_of(out / ".extractor", now=Clock()())
    return Spent(
        requests=status.requests,
        prompt=status.prompt,
        completion=status.completion,
        cost_usd=status.cost_usd,
        unpriced=bool(status.unpriced),
    )


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
        journal.keep_part(article, b"key", reply="reply", source="a", spent=Spent())

    journal.forget_parts("one")

    assert journal.part("one", b"key") is None
    assert journal_in().part("two", b"key") == "reply"


async def test_a_part_is_paid_when_it_is_kept_and_never_again(keeping, bill, out):
    await keeping(FakeAnswerer(ANSWER, attempts=[SENT])).answer(request())
    with billed_to("a.txt") as later:
        again = await keeping(FakeAnswerer()).answer(request())

    assert paid_in(out) == bill.paid == A_PART
    assert later.paid == Spent()
    assert again.attempts == (SENT,)


@pytest.mark.parametrize("error", [ModelUnavailable("gone", "gone"), AccessError("no")])
async def test_what_an_error_cost_is_paid_at_once(error, keeping, bill, out):
    error.attempts, error.cost_usd = (SENT,), 0.25

    with pytest.raises(type(error)):
        await keeping(FakeAnswerer(error)).answer(request())

    assert paid_in(out) == bill.paid == A_PART


async def test_an_answer_that_cannot_be_used_is_paid(keeping, bill, out):
    await keeping(FakeAnswerer("no JSON", attempts=[SENT])).answer(request())

    assert paid_in(out) == bill.paid == A_PART


async def test_an_article_that_is_asked_about_whole_has_no_bill(keeping, bill, out):
    whole = request(characters=None)

    await keeping(FakeAnswerer(ANSWER, attempts=[SENT])).answer(whole)

    assert bill.paid is None
    assert paid_in(out) == Spent()
