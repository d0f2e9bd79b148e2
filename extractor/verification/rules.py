"""A recipe's rules, run again on what was published."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from extractor.records.article import Article
from extractor.records.outcome import Recipe
from extractor.records.problems import Fault, json_pointer
from extractor.verification.breaks import Break


def rule_breaks(
    document: Any, article: Article, *, recipe: Recipe[Any] | None
) -> tuple[list[Break], str]:
    """Return rules broken without a finding that says so, and what was not run."""
    provenance = document["provenance"]
    if recipe is None or recipe.name != provenance["recipe"]:
        name = provenance["recipe"]
        return [], f"rules were not run: the recipe {name!r} is not at hand"
    if has_another_schema(document, recipe):
        return [], (
            "rules were not run, nor times settled again: the recipe "
            f"{recipe.name!r} at hand has another schema than the one that wrote the "
            "file"
        )
    try:
        published = recipe.published.model_validate(document["briefing"])
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = json_pointer(("briefing", *first["loc"]))
        return [Break(where, first["msg"])], ""
    return list(_broken(document, published, article, recipe)), ""


def has_another_schema(document: Any, recipe: Recipe[Any] | None) -> bool:
    """Tell whether the recipe at hand is another version of the file's own."""
    provenance = document["provenance"]
    if recipe is None or recipe.name != provenance["recipe"]:
        return False
    return bool(recipe.schema_sha256 != provenance["schema_sha256"])


def _broken(
    document: Any, published: Any, article: Article, recipe: Recipe[Any]
) -> Iterator[Break]:
    findings = document.get("findings", [])
    said = {(str(f.get("code")), str(f.get("where"))) for f in findings}
    for rule in recipe.rules:
        for fault in rule.check(published, article):
            where = file_pointer(fault)
            if (rule.code, where) not in said:
                message = f"{rule.code}: {fault.message}; no finding says so"
                yield Break(where, message)


def file_pointer(fault: Fault) -> str:
    """Return the place of a rule's fault as a pointer into the file."""
    if fault.where[:1] == ("article",):
        return json_pointer(fault.where)
    return json_pointer(("briefing", *fault.where))
