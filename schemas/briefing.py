"""The briefing: who is in the article, who says what on which words, what follows."""

from .briefing_answer import Answer
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
    "NOTES",
    "RULES",
    "Actor",
    "Answer",
    "Briefing",
    "Claim",
    "InferredImplication",
    "Published",
    "StatedImplication",
    "publish",
]
