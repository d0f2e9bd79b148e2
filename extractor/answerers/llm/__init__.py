"""Answers from a model behind an OpenAI-compatible server.

The only code that knows openai, instructor, tenacity and httpx2. Importing it imports
them, so it is imported when a model is to be asked and not before.
"""

from extractor.answerers.llm.answerer import LlmAnswerer
from extractor.answerers.llm.endpoint import Endpoint
from extractor.answerers.llm.pacing import Limits, Pacer
from extractor.answerers.llm.recording import (
    Meta,
    Origin,
    Player,
    Recorder,
    open_recording,
    read_meta,
)
from extractor.answerers.llm.replay import (
    recorded_parameters,
    replay,
    replay_endpoint,
)
from extractor.answerers.llm.retries import RetryPolicy

__all__ = [
    "Endpoint",
    "Limits",
    "LlmAnswerer",
    "Meta",
    "Origin",
    "Pacer",
    "Player",
    "Recorder",
    "RetryPolicy",
    "open_recording",
    "read_meta",
    "recorded_parameters",
    "replay",
    "replay_endpoint",
]
