"""What a recipe brings to read long articles, and what is wrong with it."""

from pathlib import Path

import pytest

from extractor.errors import RecipeError
from extractor.recipes import load_recipe
from tests.recipes.promises import SCHEMA, write

PARTS = """

class Window(BaseModel):
    people: list[Person]
    promises: list[Promise]


class Closing(BaseModel):
    summary: str


KNOWN = {"people": lambda person, words: person.name in words}


def tell(item, article):
    return getattr(item, "name", None) or item.words


def merge(window, windows):
    return {}
"""
WHOLE = SCHEMA + "    summary: str\n" + PARTS
FEW = """
    @field_validator("promises")
    def are_few(cls, promises):
        return promises
"""
WINDOW = "<$marker>\nKnown:\n$people\n$sentences\n</$marker>\nNew from $fresh on."
CLOSING = "<$marker>\n$people\n$promises\n</$marker>"


@pytest.fixture
def long(folder: Path) -> Path:
    """Return a folder whose recipe `promises` reads long articles."""
    write(folder, "schemas/promises.py", WHOLE)
    write(folder, "prompts/promises/window.md", WINDOW)
    write(folder, "prompts/promises/closing.md", CLOSING)
    return folder


def faults(folder: Path) -> str:
    with pytest.raises(RecipeError) as caught:
        load_recipe("promises", recipes=folder)
    return "\n".join(caught.value.faults)


def test_a_recipe_of_ones_own_reads_long_articles(long):
    parts = load_recipe("promises", recipes=long).parts

    assert parts is not None
    assert parts.window.user == WINDOW
    assert list(parts.window.strict_schema["properties"]) == ["people", "promises"]
    assert list(parts.closing.strict_schema["properties"]) == ["summary"]
    assert parts.known.keys() == {"people"}


def test_a_recipe_may_do_without(folder):
    assert load_recipe("promises", recipes=folder).parts is None


def test_the_prompts_of_parts_count_in_the_fingerprint(long):
    before = load_recipe("promises", recipes=long)
    write(long, "prompts/promises/window.md", WINDOW + "\nBe short.")

    after = load_recipe("promises", recipes=long)

    assert before.fingerprint != after.fingerprint
    assert before.schema_sha256 == after.schema_sha256


def test_the_built_in_recipe_asks_its_parts_with_one_system_message(briefing_recipe):
    parts = briefing_recipe.parts

    assert parts is not None
    assert parts.window.system == parts.closing.system == briefing_recipe.system


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("def merge", "def merged", "merge are missing beside Window"),
        ("class Window(BaseModel)", "class Window", "Window to be a pydantic model"),
        ("    summary: str\n\n\nKNOWN", "    other: str\n\n\nKNOWN", "share out"),
        ("summary: str\n\n\nKNOWN", "summary: int\n\n\nKNOWN", "the type that Answer"),
        ("    summary: str", "    summary: int", "Closing.summary: expected what may"),
        ("    summary: str", "    summary: Verbatim", "Closing.summary: expected what"),
        (
            "    promises: list[Promise]",
            "    promises: list[Promise] = Field(min_length=1)",
            "Window.promises: found MinLen(min_length=1): windows bring nothing",
        ),
        (
            "    promises: list[Promise]\n\n\nclass Closing",
            "    promises: list[Promise] = Field(max_length=9)\n\n\nclass Closing",
            "Window.promises: found MaxLen(max_length=9): windows bring nothing or are",
        ),
        (
            "    promises: list[Promise]\n    summary",
            "    promises: list[Promise] = Field(max_length=9)\n    summary",
            "Answer.promises: found MaxLen(max_length=9): windows bring nothing or are",
        ),
        (
            "\n\nclass Window(BaseModel):",
            f"{FEW}\n\nclass Window(BaseModel):",
            "Answer: found the validator are_few: windows bring nothing or are joined",
        ),
        (
            "\n\nclass Closing(BaseModel):",
            f"{FEW}\n\nclass Closing(BaseModel):",
            "Window: found the validator are_few: windows bring nothing or are joined",
        ),
        (
            "    summary: str",
            '    summary: str = Field(pattern="[.]$")',
            "Closing.summary: expected what may be empty until the end: a list, a "
            "plain string, or null; '' does not fit: String should match pattern",
        ),
        (
            "    summary: str\n\n\nclass Window",
            '    summary: str = Field(pattern="[.]$")\n\n\nclass Window',
            "Answer.summary: expected what may be empty until the end: a list, a "
            "plain string, or null; '' does not fit: String should match pattern",
        ),
        (
            "    summary: str",
            "    summary: str = Field(min_length=1)",
            "Closing.summary: expected what may be empty until the end",
        ),
        ('KNOWN = {"people"', 'KNOWN = {"persons"', "'persons' is no list of Window"),
        ('KNOWN = {"people"', 'KNOWN = {"promises"', "hold evidence or references"),
    ],
)
def test_models_that_do_not_fit_are_named(old, new, told, long):
    write(long, "schemas/promises.py", WHOLE.replace(old, new))

    assert told in faults(long)


def test_the_rest_refers_to_what_windows_bring_only(long):
    point = "class Point(BaseModel):\n    after: Annotated[int, Ref['summary']]\n\n\n"
    schema = WHOLE.replace("summary: str", "summary: list[Point]")
    write(
        long,
        "schemas/promises.py",
        schema.replace("class Answer", f"{point}class Answer"),
    )

    assert faults(long) == (
        "schema: Closing: Ref['summary'] names no list of Window, and only those are "
        "numbered when the rest is asked for; refer to one of them"
    )


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("window.md", WINDOW + "$first", "window.md: $first is unknown"),
        ("window.md", "<$marker>$sentences</$marker>", "window.md: $people is missing"),
        (
            "window.md",
            WINDOW.replace("$people\n", "") + "$people",
            "must stand between",
        ),
        ("closing.md", CLOSING + "$sentences", "closing.md: $sentences is unknown"),
        (
            "closing.md",
            "<$marker>$people</$marker>",
            "closing.md: $promises is missing",
        ),
        ("closing.md", "$people$promises$marker", "put the article between"),
    ],
)
def test_frames_that_do_not_fit_are_named(file, text, told, long):
    write(long, f"prompts/promises/{file}", text)

    assert told in faults(long)


@pytest.mark.parametrize("file", ["window.md", "closing.md"])
def test_a_missing_prompt_is_named(file, long):
    (long / "prompts" / "promises" / file).unlink()

    assert f"{file} are missing beside Window" in faults(long)
