"""A recipe of one's own, as files in a folder."""

from pathlib import Path

from tests.toys import USER

SCHEMA = '''
"""Promises."""
from typing import Annotated
from pydantic import BaseModel, Field, field_validator
from extractor.records import Evidence, Ref, Verbatim
from .promises_rules import RULES


class Person(BaseModel):
    name: Verbatim


class Promise(BaseModel):
    proof: Evidence
    by: Annotated[int, Ref["people"]]
    words: str = Field(description="What is promised.")


class Answer(BaseModel):
    people: list[Person]
    promises: list[Promise]
'''
RULES = """
from extractor.records import Fault, Rule


def is_short(value, article):
    for n, promise in enumerate(value.promises):
        if len(promise["words"]) > 20:
            yield Fault(("promises", n), "too long")


RULES = (Rule("short", "hard", "A promise is short.", is_short),)
"""


def promises_in(folder: Path) -> Path:
    """Write the recipe `promises` into a folder, and return the folder."""
    (folder / "prompts" / "promises").mkdir(parents=True)
    (folder / "schemas").mkdir()
    write(folder, "prompts/promises/system.md", "List the promises.")
    write(folder, "prompts/promises/user.md", USER)
    write(folder, "schemas/promises.py", SCHEMA)
    write(folder, "schemas/promises_rules.py", RULES)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
