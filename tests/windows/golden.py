"""The requests about the parts of a small article, as text to be read in diffs.

    python -m tests.windows.golden

writes them anew after a change of window.md or closing.md.
"""

from pathlib import Path
from typing import Any

from extractor.records.outcome import Request
from extractor.review import Reviewer
from extractor.windows import Questions, Size
from extractor.windows.joining import Known
from tests.answers import strike_answer
from tests.articles import STRIKE
from tests.files import briefing

GOLDEN = Path(__file__).parent / "strike_parts.txt"


def parts_text() -> str:
    """Return the last window's message and the closing one, as one text."""
    reviewer = Reviewer(recipe=briefing(), article=STRIKE)
    questions = Questions(reviewer=reviewer, size=Size(sentences=4, overlap=1))
    found = strike_answer()
    actor = questions.parts.window.answer.model_validate(found).actors[0]  # type: ignore[attr-defined]
    told = {"actors": (Known(0, found["actors"][0], actor),)}
    window = questions.window(questions.windows[-1], told)
    return f"--- window ---\n{_user(window)}--- closing ---\n" + _user(
        questions.closing(found)
    )


def _user(request: Request[Any]) -> str:
    return f"{request.prompt.user}\n"


if __name__ == "__main__":
    GOLDEN.write_text(parts_text(), encoding="utf-8")
