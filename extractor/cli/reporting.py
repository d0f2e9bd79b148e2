"""What is said of each outcome, and of all in the end."""

from dataclasses import dataclass
from typing import Any

from extractor.cli.talking import Talk
from extractor.records.outcome import Done, Failed


@dataclass(slots=True)
class Count:
    """How many articles came to which end, and what they cost."""

    done: int = 0
    failed: int = 0
    cost_usd: float = 0.0

    def tell_all(self, talk: Talk, *, single: bool) -> None:
        """Say how many were done, when there were several."""
        if not single and self.done + self.failed:
            cost = f", {self.cost_usd:.4f} USD" if self.cost_usd else ""
            talk.note(f"{self.done} done, {self.failed} failed{cost}")


def tell(outcome: Done[Any] | Failed, count: Count, talk: Talk) -> None:
    """Count one outcome and say what a user should know of it."""
    if isinstance(outcome, Failed):
        count.failed += 1
        count.cost_usd += outcome.cost_usd or 0.0
        talk.error(f"{outcome.source}: {outcome.reason}: {outcome.message}")
    else:
        count.done += 1
        count.cost_usd += outcome.file.provenance.cost_usd or 0.0
        talk.detail(f"{outcome.source}: {_told(outcome)}")
    talk.progress(f"{count.done} done, {count.failed} failed")


def _told(done: Done[Any]) -> str:
    file = done.file
    usage = file.provenance.usage
    return (
        f"{usage.requests} requests, {usage.prompt + usage.completion} tokens, "
        f"{len(file.findings)} findings, {len(file.dropped)} dropped, "
        f"{file.provenance.run.seconds:.1f} s"
    )
