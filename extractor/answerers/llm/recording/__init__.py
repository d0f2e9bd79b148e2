"""Recorded exchanges: a run that can be played again with the network gone.

A folder holds one JSON file an exchange, the schemas they share and `meta.json`. It
serves tests and users alike. Article texts and answers stand in it; keys, headers and
hosts do not.
"""

from extractor.answerers.llm.recording.keys import Asked
from extractor.answerers.llm.recording.meta import Meta, Origin, read_meta
from extractor.answerers.llm.recording.player import Player
from extractor.answerers.llm.recording.recorder import (
    Recorder,
    Through,
    open_recording,
)
from extractor.answerers.llm.recording.tape import taping

__all__ = [
    "Asked",
    "Meta",
    "Origin",
    "Player",
    "Recorder",
    "Through",
    "open_recording",
    "read_meta",
    "taping",
]
