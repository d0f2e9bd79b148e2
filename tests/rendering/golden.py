"""The rendered prompts of a small article, as text to be read in diffs.

    python -m tests.rendering.golden

writes it anew after a change of the prompt or the schema.
"""

from pathlib import Path

from extractor.recipes import load_recipe
from extractor.rendering import describe_fields, render
from tests.articles import STRIKE

GOLDENS = Path(__file__).parent / "goldens"
PROMPT, FIELDS = GOLDENS / "strike_prompt.txt", GOLDENS / "briefing_fields.txt"


def prompt_text() -> str:
    """Return both messages about the strike article, as one text."""
    recipe = load_recipe()
    prompt = render(STRIKE, system=recipe.system, user=recipe.user)
    return f"--- system ---\n{prompt.system}\n--- user ---\n{prompt.user}\n"


def fields_text() -> str:
    """Return the fields of the briefing in words."""
    return describe_fields(load_recipe().strict_schema) + "\n"


if __name__ == "__main__":
    PROMPT.write_text(prompt_text(), encoding="utf-8")
    FIELDS.write_text(fields_text(), encoding="utf-8")
