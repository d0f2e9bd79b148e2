"""A reviewer of notes about a small talk."""

from typing import Any

from pydantic import BaseModel

from extractor.records.problems import Rule
from extractor.review import Reviewer
from tests.articles import article_of
from tests.toys import Notes, recipe_of

TALK = article_of("Ann says it holds.", "Ben says no.", "Cem says nothing. Cem left.")
PEOPLE = [{"name": "Ann"}, {"name": "Ben"}, {"name": "Cem"}]


def reviewer(
    *rules: Rule[Any], answer: type[BaseModel] = Notes, softened: str = ""
) -> Reviewer[Any]:
    recipe = recipe_of(answer, rules=rules)
    return Reviewer(recipe=recipe, article=TALK, softened=frozenset(softened.split()))
