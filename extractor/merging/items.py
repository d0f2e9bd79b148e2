"""What is found in a shard: briefings, and articles without one."""

from dataclasses import dataclass, field

from extractor.journal import Spent
from extractor.records.outcome import Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A briefing in a shard.

    Attributes:
        where: Its file, or its file and line, for messages.
        source: The article's, as the shard has it.
        key: What was asked; where nothing says so, the sha256 of the briefing file
            without what differs from run to run.
        text: The briefing file.
        spent: What it cost; None is what its file says.
    """

    where: str
    source: str
    key: bytes
    text: str
    spent: Spent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """An article without a briefing.

    Attributes:
        failed: Why; None when it has not come to an end.
        source: The article's, as the shard has it.
        key: What was asked, if that is known.
        spent: What it cost.
    """

    failed: Failed | None
    source: str
    key: bytes | None = None
    spent: Spent = field(default_factory=Spent)
