"""Recipes of one's own, read in windows: what cannot be used is said, never raised."""

import json
from dataclasses import replace
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, model_validator

from extractor.errors import InvalidReply
from extractor.records.markers import Evidence, Ref
from extractor.records.outcome import Done, Failed, Parts, Recipe
from extractor.records.problems import Fault, Rule
from extractor.verification import verify
from extractor.windows import Size
from tests.articles import article_of
from tests.fakes import FakeAnswerer
from tests.toys import recipe_of
from tests.windows.splitting import read_with

pytestmark = pytest.mark.anyio

SIZE = Size(sentences=2, overlap=0)
ARTICLE = article_of(*(f"Plan {n} holds." for n in range(1, 7)))
NOTHING: dict[str, Any] = {"claims": []}


class Claim(BaseModel):
    proof: Evidence


class Window(BaseModel):
    claims: list[Claim]


class Closing(BaseModel):
    headline: str
    main: Annotated[int, Ref["claims"]] | None


class Answer(BaseModel):
    claims: list[Claim]
    headline: str
    main: Annotated[int, Ref["claims"]] | None


class Few(Answer):
    @model_validator(mode="after")
    def are_few(self) -> "Few":
        if len(self.claims) > 1:
            message = "expected at most one claim"
            raise ValueError(message)
        return self


def told(sentence: int) -> dict[str, Any]:
    return {"claims": [{"proof": {"sentence": sentence, "quote": None}}]}


def closing(main: int | None) -> dict[str, Any]:
    return {"headline": "Plans hold.", "main": main}


def recipe(
    answer: type[BaseModel] = Answer, *rules: Rule[Any], merge: Any = None
) -> Recipe[Any]:
    """Return a recipe that reads in windows, as it is without any check at load."""
    parts = Parts(
        window=recipe_of(Window),
        closing=recipe_of(Closing),
        merge=merge or (lambda window, windows: {}),
        tell=lambda item, article: article.span_of(item.proof).quote,
    )
    return replace(recipe_of(answer, rules=rules), parts=parts)


async def read(*answers: Any, by: Recipe[Any] | None = None) -> Any:
    answerer = FakeAnswerer(*answers)
    return await read_with(answerer, ARTICLE, SIZE, recipe=by or recipe())


async def test_the_rest_names_what_the_windows_brought():
    outcome = await read(told(1), told(3), told(5), closing(2))

    assert isinstance(outcome, Done)
    assert outcome.value.model_dump()["main"] == "c2"
    assert verify(json.loads(outcome.file.model_dump_json())).holds


@pytest.mark.parametrize("main", [99, 0, -1])
async def test_a_closing_answer_that_names_nothing_is_lost_and_the_claims_stay(main):
    outcome = await read(told(1), told(3), told(5), closing(main))

    assert isinstance(outcome, Done)
    [lost] = [f for f in outcome.file.findings if f.code == "closing_lost"]
    assert f"there is no number {main} in claims" in lost.message
    published = outcome.value.model_dump()
    assert (len(published["claims"]), published["main"]) == (3, None)
    assert published["headline"] == ""


async def test_a_closing_answer_that_rests_on_what_rules_refuse_is_lost():
    unsaid = Rule("said", "hard", "A main claim is the first.", main_is_first)

    outcome = await read(
        told(1), told(3), told(5), closing(2), by=recipe(Answer, unsaid)
    )

    assert isinstance(outcome, Done)
    assert [f.code for f in outcome.file.findings][:1] == ["closing_lost"]
    assert len(outcome.value.model_dump()["claims"]) == 3


def main_is_first(value: Any, _: Any) -> Any:
    if value.main not in (None, "c1"):
        yield Fault(
            ("claims", int(value.main[1:]) - 1), "it is main, and not the first"
        )


@pytest.mark.parametrize("second", [NOTHING, InvalidReply("refused", "no")])
async def test_merging_is_told_which_window_told_each_item(second):
    seen: list[Any] = []

    def merge(_: Any, windows: Any) -> Any:
        seen.append(windows["claims"])
        return {}

    outcome = await read(told(1), second, told(5), closing(1), by=recipe(merge=merge))

    assert isinstance(outcome, Done)
    assert seen == [[0, 2], [0, 2]]


async def test_an_article_of_whose_parts_no_whole_can_be_made_fails_with_its_cost():
    outcome = await read(told(1), told(3), told(5), by=recipe(Few))

    assert isinstance(outcome, Failed)
    assert outcome.reason == "invalid_reply"
    assert "expected at most one claim" in outcome.message
    assert outcome.cost_usd == 0.75
