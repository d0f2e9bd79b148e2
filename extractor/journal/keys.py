"""What makes two questions the same question."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from extractor.records.article import Article
from extractor.records.briefing_file import FORMAT
from extractor.records.outcome import Prompt


class Keys:
    """Makes the key of an article: sha256 of all that its briefing depends on."""

    def __init__(self, *, fingerprint: str, asked: Mapping[str, Any]) -> None:
        """Take what is the same for all articles.

        Args:
            fingerprint: The recipe's.
            asked: Engine, model, parameters and the like, as JSON.
        """
        same = {"format": FORMAT, "fingerprint": fingerprint, "asked": dict(asked)}
        self._start = hashlib.sha256(json.dumps(same, sort_keys=True).encode())

    def of(self, article: Article, prompt: Prompt) -> bytes:
        """Return the key.

        The whole article counts, with what no message shows: its file holds that too.
        """
        digest = self._start.copy()
        for part in (prompt.system, prompt.user, article.model_dump_json()):
            encoded = part.encode()
            digest.update(b"%d:" % len(encoded))
            digest.update(encoded)
        return digest.digest()
