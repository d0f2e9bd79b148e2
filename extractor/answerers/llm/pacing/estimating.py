"""How many tokens a request is thought to take, before a server has counted them."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

# What English prose comes to with today's tokenizers; other scripts take more tokens.
CHARACTERS_PER_TOKEN = 4
# A whole briefing, as in the recorded answers: tests/answerers/llm/pacing.
ANSWER_TOKENS_PER_CHARACTER = 0.9


def text_tokens(characters: int) -> int:
    """Return the tokens of a text of so many characters."""
    return math.ceil(characters / CHARACTERS_PER_TOKEN)


def answer_tokens(characters: int) -> int:
    """Return the tokens of the answer to an article of so many characters."""
    return math.ceil(characters * ANSWER_TOKENS_PER_CHARACTER)


def message_tokens(messages: Iterable[Mapping[str, Any]]) -> int:
    """Return the tokens of the messages of a request."""
    return text_tokens(sum(map(_characters, messages)))


def _characters(message: Mapping[str, Any]) -> int:
    content = message.get("content")
    return len(content) if isinstance(content, str) else len(str(message))
