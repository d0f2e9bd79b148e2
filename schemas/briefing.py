"""The briefing: who is in the article, who says what on which words, what follows."""

from .briefing_answer import Answer
from .briefing_parts import KNOWN, Closing, Window, merge, tell
from .briefing_published import (
    Actor,
    Briefing,
    Claim,
    InferredImplication,
    StatedImplication,
)
from .briefing_publishing import publish
from .briefing_rules import NOTES, RULES

Published = Briefing

__all__ = [
    "KNOWN",
    "NOTES",
    "RULES",
    "Actor",
    "Answer",
    "Briefing",
    "Claim",
    "Closing",
    "InferredImplication",
    "Published",
    "StatedImplication",
    "Window",
    "merge",
    "publish",
    "tell",
]
