"""What is rendered: a small article as text to be read in diffs, real ones as digests.

    python -m tests.rendering.golden

writes it anew after a change of the prompt or the schema.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from extractor.recipes import load_recipe
from extractor.records.article import Article
from extractor.rendering import describe_fields, render
from extractor.sources import article_from_text, iter_inputs
from tests.articles import STRIKE

GOLDENS = Path(__file__).parent / "goldens"
PROMPT, FIELDS = GOLDENS / "strike_prompt.txt", GOLDENS / "briefing_fields.txt"
REQUESTS = GOLDENS / "requests.json"
ROOT = Path(__file__).resolve().parents[2]


def prompt_text() -> str:
    """Return both messages about the strike article, as one text."""
    recipe = load_recipe()
    prompt = render(STRIKE, system=recipe.system, user=recipe.user)
    return f"--- system ---\n{prompt.system}\n--- user ---\n{prompt.user}\n"


def fields_text() -> str:
    """Return the fields of the briefing in words."""
    return describe_fields(load_recipe().strict_schema) + "\n"


def request_digests() -> dict[str, str]:
    """Return the sha256 of each real article's user message and numbering."""
    user = load_recipe().user
    return {
        name: sha256(_request(article, user).encode()).hexdigest()
        for name, article in _real_articles()
    }


def _request(article: Article, user: str) -> str:
    numbering = "".join(unit.model_dump_json() for unit in article.sentences)
    return render(article, system="", user=user).user + numbering


def _real_articles() -> Iterator[tuple[str, Article]]:
    gum = ROOT / "evals" / "gum_news" / "dev.jsonl"
    for row in map(json.loads, gum.read_text(encoding="utf-8").splitlines()):
        yield f"evals/{row['id']}", article_from_text(row["text"])
    for found in iter_inputs([str(ROOT / "seeds")]):
        yield f"seeds/{Path(found.name).name}", found.read()


if __name__ == "__main__":
    PROMPT.write_text(prompt_text(), encoding="utf-8")
    FIELDS.write_text(fields_text(), encoding="utf-8")
    digests = json.dumps(request_digests(), indent=2)
    REQUESTS.write_text(f"{digests}\n", encoding="utf-8")
