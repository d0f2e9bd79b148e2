"""What every process of a run is told: how to read, how to ask, what makes a key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.errors import SettingsError
from extractor.recipes import load_recipe
from extractor.records.outcome import Recipe
from extractor.settings import Settings
from extractor.sources import FetchLimits, Options, Web
from extractor.sources.corpora.fields import Fields
from extractor.sources.metadata import Metadata
from extractor.wiring import Tape


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The same for all articles of a run; it travels to every process.

    Attributes:
        settings: As the command found them, with absolute paths.
        tape: Where exchanges are replayed from, if anywhere.
        asked: What an answer depends on besides recipe and article.
        describes_fields: Whether the system message tells the fields' meanings.
        fingerprint: The recipe's, as the command found it.
        facts: What is known of every article.
        fields: Which fields of a corpus hold text and metadata.
        limits: How pages that a feed links to are fetched.
    """

    settings: Settings
    tape: Tape
    asked: Mapping[str, Any]
    describes_fields: bool
    fingerprint: str
    facts: Metadata
    fields: Fields
    limits: FetchLimits

    @property
    def options(self) -> Options:
        """How inputs are read."""
        return Options(facts=self.facts, fields=self.fields, web=Web(self.limits))

    def recipe(self) -> Recipe[Any]:
        """Return the recipe as this process finds it.

        Raises:
            SettingsError: It is another one than the command's.
        """
        recipe = load_recipe(self.settings.recipe, recipes=self.settings.recipes)
        if recipe.fingerprint != self.fingerprint:
            message = (
                f"expected the recipe {recipe.name!r} to be the same on all machines, "
                "found another one here; give --recipes a folder that all machines "
                "share, and install the same extractor on them"
            )
            raise SettingsError(message)
        return recipe
