"""When the next request may be sent: limits, pauses, requests in flight, money.

One pacer serves all articles of a run. Requests wait for their turn in the order in
which they came, and one that is cancelled leaves the queue without a trace.
"""

from extractor.answerers.llm.pacing.estimating import (
    answer_tokens,
    message_tokens,
    text_tokens,
)
from extractor.answerers.llm.pacing.limits import Estimate, Limits
from extractor.answerers.llm.pacing.pacer import Pacer, Pacing, Turn, Unpaced

__all__ = [
    "Estimate",
    "Limits",
    "Pacer",
    "Pacing",
    "Turn",
    "Unpaced",
    "answer_tokens",
    "message_tokens",
    "text_tokens",
]
