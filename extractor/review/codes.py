"""The codes that the engine itself gives, whatever the recipe."""

from dataclasses import dataclass
from typing import Literal

from extractor.records.problems import Level


@dataclass(frozen=True, slots=True)
class Code:
    """A code of findings and dropped items that no recipe's rule defines.

    Attributes:
        name: As it stands in files.
        level: As for rules; verify = only a changed file can break it.
        meaning: One sentence that says what holds, or what happened.
    """

    name: str
    level: Level | Literal["verify"]
    meaning: str


ENGINE_CODES = (
    Code("shape", "hard", "An answer has the shape that was asked for."),
    Code("V1", "verify", "Ids are consecutive, as code gave them."),
    Code("V2", "hard", "A reference names an item that exists; in a list: else lost."),
    Code("V3", "hard", "A quote stands in its sentence, typography aside."),
    Code(
        "ambiguous",
        "info",
        "A quote stands once in its sentence; else the first is taken (V4).",
    ),
    Code("V5", "warning", "Words given as the article's occur in it; else lost."),
    Code("V18", "hard", "Bylines, trailers and boilerplate are never evidence."),
    Code(
        "sentence_corrected",
        "info",
        "A quote stood in exactly one other sentence than the one named.",
    ),
    Code(
        "rests_on_dropped",
        "drop",
        "An item rests on something that is still there.",
    ),
    Code("reference_removed", "warning", "A reference named an item that was dropped."),
    Code(
        "removed_characters",
        "warning",
        "Characters that cannot be seen were taken out of the text.",
    ),
    Code(
        "lookalike_letters",
        "warning",
        "A word is made of the letters that it looks made of.",
    ),
    Code(
        "reask_failed",
        "warning",
        "Asking again ended early; the best earlier answer is published.",
    ),
    Code(
        "missed_passage",
        "info",
        "A passage that the second reader finds attributed is covered by a claim.",
    ),
)
