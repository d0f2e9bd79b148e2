"""Proving a briefing file again: offline, without a model, from the file alone."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.records.article import Article
from extractor.records.briefing_file import FORMAT, BriefingFile, Provenance
from extractor.records.outcome import Recipe
from extractor.records.problems import json_pointer
from extractor.records.references import references_sha256
from extractor.verification.articles import article_breaks
from extractor.verification.breaks import Break
from extractor.verification.briefings import briefing_breaks
from extractor.verification.rules import has_another_schema, rule_breaks
from extractor.verification.spans import span_breaks

BRIEFING = "briefing"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying says of one file.

    Attributes:
        breaks: Everything that does not hold; none means that the file is proved.
        notes: What was not checked, and why.
    """

    breaks: tuple[Break, ...]
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is broken."""
        return not self.breaks


def verify(
    file: BriefingFile[Any] | Mapping[str, Any] | str | Path,
    *,
    recipe: Recipe[Any] | None = None,
) -> Verdict:
    """Return whether a briefing file holds, and where it does not.

    Args:
        file: A briefing file, its parsed JSON, or its path.
        recipe: The recipe at hand; its rules are run when its schema is the file's.

    Raises:
        OSError: There is no such file, or it cannot be read.
    """
    if isinstance(file, BriefingFile):
        file = file.model_dump(mode="json")
    if isinstance(file, Mapping):
        return _verdict(dict(file), recipe)
    try:
        document = json.loads(Path(file).read_bytes())
    except (ValueError, RecursionError) as error:
        return Verdict((Break("", f"expected JSON in UTF-8, found: {error}"),))
    return _verdict(document, recipe)


def _verdict(document: Any, recipe: Recipe[Any] | None) -> Verdict:
    try:
        return _judged(document, recipe)
    except RecursionError:
        message = "expected JSON nested less deeply than the stack is deep"
        return Verdict((Break("", message),))


def _judged(document: Any, recipe: Recipe[Any] | None) -> Verdict:
    shape = tuple(_shape_breaks(document))
    if shape:
        return Verdict(shape)
    article = Article.model_validate(document["article"])
    found = [*article_breaks(article)]
    if found:
        return Verdict(
            tuple(found), ("the rest was not checked: the article is broken",)
        )
    found += span_breaks(document["briefing"], article)
    found += _reference_breaks(document)
    if document["provenance"]["recipe"] == BRIEFING:
        settles = not has_another_schema(document, recipe)
        found += briefing_breaks(document["briefing"], article, settles_times=settles)
    if found:
        return Verdict(tuple(found), ("rules were not run: the file is broken",))
    broken, note = rule_breaks(document, article, recipe=recipe)
    return Verdict(tuple(broken), (note,) if note else ())


def _shape_breaks(document: Any) -> Iterator[Break]:
    """Yield where the document is no briefing file at all."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        found = document.get("format") if isinstance(document, dict) else document
        yield Break("/format", f"expected {FORMAT!r}, found {found!r:.60}")
        return
    if not isinstance(document.get("briefing"), dict):
        yield Break("/briefing", "expected an object")
    for name in ("findings", "dropped"):
        items = document.get(name, [])
        if not (isinstance(items, list) and all(isinstance(i, dict) for i in items)):
            yield Break(f"/{name}", "expected a list of objects")
    for name, model in (("article", Article), ("provenance", Provenance)):
        try:
            model.model_validate(document.get(name))
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                where = json_pointer((name, *fault["loc"]))
                yield Break(where, f"{fault['msg']}, found {fault['input']!r:.60}")


def _reference_breaks(document: Any) -> Iterator[Break]:
    expected = document["provenance"].get("references_sha256")
    if expected and expected != references_sha256(document["briefing"]):
        yield Break(
            "/provenance/references_sha256",
            "an id or a reference of the briefing was changed since it was written",
        )


__all__ = ["Break", "Verdict", "verify"]
