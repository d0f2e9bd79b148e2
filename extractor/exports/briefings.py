"""What every export begins with: a briefing file of the built-in recipe, typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from extractor.records.briefing_file import BriefingFile
from extractor.schemas.briefing import Briefing, Claim

RECIPE = "briefing"
ARTICLE, NOBODY = "The article itself", "Nobody named"


@dataclass(frozen=True, slots=True)
class Exported:
    """A briefing file that is to be exported.

    Attributes:
        name: What the file is called.
        file: What it holds.
    """

    name: str
    file: BriefingFile[Briefing]

    def names(self, ids: tuple[str, ...]) -> list[str]:
        """Return the names of actors; an id that is nobody's stands for itself."""
        known = {actor.id: actor.name for actor in self.file.briefing.actors}
        return [known.get(one, one) for one in ids]

    def asserters(self, claim: Claim) -> list[str]:
        """Return who puts a claim forward, by name, or who does instead."""
        if claim.voice == "article":
            return [ARTICLE]
        return self.names(claim.asserted_by) or [NOBODY]


def exported(document: Mapping[str, Any], name: str) -> Exported:
    """Return a parsed briefing file, ready to be exported.

    Raises:
        ValueError: It is no briefing file, or another recipe's.
    """
    _require_recipe(document)
    try:
        file = BriefingFile[Briefing].model_validate(document)
        file.model_dump_json().encode()
    except (UnicodeError, PydanticSerializationError):
        message = "expected a briefing file in Unicode, found a lone surrogate"
        raise ValueError(message) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "/".join(map(str, first["loc"]))
        message = f"expected a briefing file, found: {where}: {first['msg']}"
        raise ValueError(message) from None
    return Exported(name, file)


def _require_recipe(document: Mapping[str, Any]) -> None:
    """Raise ValueError for another recipe's file, whatever else is wrong with it."""
    provenance = document.get("provenance")
    found = provenance.get("recipe") if isinstance(provenance, Mapping) else None
    if isinstance(found, str) and found != RECIPE:
        message = f"expected the recipe {RECIPE!r}, found {found!r:.60}"
        raise ValueError(message)
