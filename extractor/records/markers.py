"""Markers that give any schema grounding: Evidence, Verbatim and Ref.

A schema uses them as field types of what the model fills; the engine finds them by
walking the model, so no recipe brings grounding code of its own.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class Evidence(BaseModel):
    """Words of the article, as a model names them."""

    sentence: int = Field(
        description="Number of the sentence, as printed in brackets before it."
    )
    quote: str | None = Field(
        description="null when the whole sentence carries the claim. Else the "
        "contiguous part that does, copied character for character, without the "
        "speaker and the reporting words. Never joined from two places or two "
        "sentences."
    )


class Span(BaseModel):
    """Words of the article, found: `article.text[start:end] == quote`."""

    model_config = ConfigDict(frozen=True)

    sentence: int = Field(description="Number of the sentence that holds the words.")
    quote: str = Field(description="The words, exactly as they stand in the article.")
    start: int = Field(description="Offset of the first character, in code points.")
    end: int = Field(description="Offset after the last character, in code points.")


class Mention(BaseModel):
    """A place where the article names something."""

    model_config = ConfigDict(frozen=True)

    start: int = Field(description="Offset of the first character, in code points.")
    end: int = Field(description="Offset after the last character, in code points.")


@dataclass(frozen=True, slots=True)
class VerbatimMarker:
    """Marks a string that must occur in the article, typography aside."""


Verbatim = Annotated[str, VerbatimMarker()]


@dataclass(frozen=True, slots=True)
class RefMarker:
    """Marks a 1-based place in a list at the top of the answer.

    Attributes:
        target: The name of that list.
        nobody: Whether 0, alone, stands for nobody named. An empty list then has a
            meaning of its own, so none may become empty by losing entries.
    """

    target: str
    nobody: bool = False


class Ref:
    """`Ref["actors"]`: a place in the list `actors`; `Ref["actors", 0]`: or 0."""

    def __class_getitem__(cls, target: str | tuple[str, int]) -> Any:
        """Return the field type for a place in the named list."""
        if isinstance(target, str):
            return Annotated[int, RefMarker(target)]
        name, nobody = target
        if nobody != 0:
            message = f'expected Ref["{name}", 0], found Ref["{name}", {nobody!r}]'
            raise TypeError(message)
        return Annotated[int, RefMarker(name, nobody=True)]
