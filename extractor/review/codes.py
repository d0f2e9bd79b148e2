"""The codes that the engine itself gives, whatever the recipe."""

from dataclasses import dataclass
from typing import Literal

from extractor.records.problems import Level


@dataclass(frozen=True, slots=True)
class Code:
    """A code of findings and dropped items that no recipe's rule defines.

    Attributes:
        name: As it stands in files.
        level: As for rules; error = a finding that something is lost; verify = only
            a changed file can break it.
        meaning: One sentence that says what holds, or what happened.
    """

    name: str
    level: Level | Literal["error", "verify"]
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
        "assumed_encoding",
        "warning",
        "Text is in the encoding that it names, or in UTF-8; else it was read in the "
        "only one that it can be in.",
    ),
    Code(
        "hidden_text",
        "warning",
        "Text that no reader sees, by its format or place, was left out.",
    ),
    Code(
        "teaser",
        "warning",
        "An item of a feed holds its article, not the beginning alone.",
    ),
    Code(
        "running_lines",
        "info",
        "Heads, feet and page numbers of printed pages were left out.",
    ),
    Code(
        "divided_words",
        "info",
        "Words that the end of a printed line divides were put together.",
    ),
    Code(
        "pages_without_text",
        "warning",
        "Every page of a document holds text; others, such as pictures, are not read.",
    ),
    Code(
        "unread_date",
        "warning",
        "The date of a corpus's row can be read, and in one way only; else not taken.",
    ),
    Code(
        "reask_failed",
        "warning",
        "Asking again ended early; the best earlier answer is published.",
    ),
    Code("read_in_windows", "info", "An article is read in one request; else how."),
    Code("overlap", "drop", "An item is told by one window; else by the first."),
    Code("empty_window", "info", "A window of a long article brings something."),
    Code("window_lost", "error", "Every window of a long article is read."),
    Code(
        "closing_lost",
        "error",
        "The request that closes a long article is answered; else what it asks for "
        "is missing.",
    ),
    Code(
        "missed_passage",
        "info",
        "A passage that the second reader finds attributed is covered by a claim.",
    ),
)
