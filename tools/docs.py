"""Writes the documents that are made from code; with --check, says which are stale.

python -m tools.docs [--check]
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from extractor.annotations import Decision
from extractor.cli import app
from extractor.recipes import load_recipe
from extractor.recipes.schemas import file_schema
from extractor.review.codes import ENGINE_CODES
from extractor.schemas.briefing import NOTES, RULES
from extractor.settings import Settings, setting_names
from tools.evaluation_page import evaluation_page

DOCS = Path(__file__).resolve().parent.parent / "docs"
MADE = "<!-- Made by `python -m tools.docs`; change the code instead. -->\n"
LEVELS = {
    "hard": "hard: asked again, then the item is dropped",
    "drop": "drop: the item is dropped and not asked for",
    "warning": "soft: a finding, warning",
    "info": "soft: a finding, info",
    "error": "a finding, error: something is lost",
    "verify": "`extractor verify` only",
}


def documents() -> dict[str, str]:
    """Return the text of each made document by its name in docs/."""
    recipe = load_recipe()
    return {
        "rules.md": rules_page(),
        "commands.md": commands_page(),
        "settings.md": settings_page(),
        "evaluation.md": evaluation_page(),
        "briefing.v1.schema.json": _json(file_schema(recipe)),
        "briefing.answer.schema.json": _json(recipe.strict_schema),
        "annotation.v1.schema.json": _json(Decision.model_json_schema()),
    }


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def rules_page() -> str:
    """Return docs/rules.md: every code, its level and its meaning."""
    rows = [(code.name, code.level, code.meaning) for code in ENGINE_CODES]
    rows += [(name, "info", meaning) for name, meaning in NOTES.items()]
    rows += [(rule.code, rule.level, rule.meaning) for rule in RULES]
    lines = [
        "# Rules\n",
        MADE,
        "What code checks of every answer and every file. A code stands in `findings`,",
        "in `dropped[].reason` and in what a model is told when it is asked again.\n",
        "| code | level | what holds |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {n} | {LEVELS[lv]} | {m} |" for n, lv, m in sorted(rows, key=_order)]
    return "\n".join(lines) + "\n"


def _order(row: tuple[str, str, str]) -> tuple[bool, int, str]:
    digits = row[0][1:]
    numbered = row[0].startswith("V") and digits.isdigit()
    return not numbered, int(digits) if numbered else 0, row[0]


def commands_page() -> str:
    """Return docs/commands.md: the help of every command."""
    parts = ["# Commands\n", MADE]
    for name, text in _helps(get_command(app), "extractor"):
        parts.append(f"## {name}\n\n```\n{text.rstrip()}\n```\n")
    return "\n".join(parts)


def _helps(command: Any, name: str) -> Iterator[tuple[str, str]]:
    context = command.context_class(command, info_name=name, terminal_width=80)
    context.max_content_width = 80
    yield name, command.get_help(context)
    for inner in getattr(command, "commands", {}).values():
        yield from _helps(inner, f"{name} {inner.name}")


def settings_page() -> str:
    """Return docs/settings.md: every setting with its default."""
    lines = [
        "# Settings\n",
        MADE,
        "A flag is stronger than the environment, the environment than",
        "`extractor.toml` in the working directory. Keys come from the environment",
        "only: `EXTRACTOR_API_KEY`; for OpenAI itself, and for no other server,",
        "`OPENAI_API_KEY` will do.\n",
        "| extractor.toml | environment | default | meaning |",
        "| --- | --- | --- | --- |",
    ]
    for name in setting_names():
        field = Settings.model_fields[name]
        default = json.dumps(field.get_default(call_default_factory=True))
        lines.append(
            f"| `{name}` | `EXTRACTOR_{name.upper()}` | `{default}` "
            f"| {field.description} |"
        )
    return "\n".join(lines) + "\n"


def stale() -> list[str]:
    """Return the names of the documents that are not what the code makes."""
    return [
        name
        for name, text in documents().items()
        if not (DOCS / name).is_file()
        or (DOCS / name).read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Write the documents, or check them; return the exit status."""
    if "--check" in sys.argv[1:]:
        for name in stale():
            print(f"docs/{name} is stale: run `python -m tools.docs`")
        return 1 if stale() else 0
    for name, text in documents().items():
        (DOCS / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
