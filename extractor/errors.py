"""Every error a caller may meet.

ExtractorError
├── RunError                 nothing can go on; the command ends
│   ├── SettingsError        a flag, a variable or extractor.toml (exit 2)
│   ├── RecipeError          a prompt or schema file that does not fit (exit 2)
│   ├── OutputError          a disk, folder or file that cannot be written (exit 2)
│   ├── CostCapReached       the next request would cost more than is left (exit 2)
│   ├── AccessError          key refused, quota used up, unknown model (exit 4)
│   ├── ProviderUnavailable  the batch endpoint did not answer, tries included (exit 4)
│   └── RecordingMissing     replay met a request that was not recorded (exit 5)
└── ArticleError             this article fails, the others go on (exit 1)
    ├── UnreadableArticle    no text can be had from the input
    ├── ModelUnavailable     the model did not answer, retries included
    └── InvalidReply         the model answered, and nothing of it can be used
"""

from typing import Any


class ExtractorError(Exception):
    """Any error raised on purpose by this package."""


class RunError(ExtractorError):
    """Nothing can go on: the run ends.

    Attributes:
        exit_code: The command's exit status.
        attempts: The requests sent for the article at which it ended (records of type
            Attempt).
        cost_usd: US dollars for them, or None when the price is unknown.
    """

    exit_code = 2
    attempts: tuple[Any, ...] = ()
    cost_usd: float | None = None


class SettingsError(RunError):
    """A flag, an environment variable or extractor.toml is wrong."""


class RecipeError(RunError):
    """A recipe's prompt or schema does not fit what the engine needs.

    Attributes:
        recipe: The recipe's name.
        faults: One sentence for each thing that is wrong.
    """

    def __init__(self, recipe: str, faults: tuple[str, ...]) -> None:
        """Build the message from the recipe's name and its faults."""
        self.recipe, self.faults = recipe, faults
        listed = "\n".join(f"  - {fault}" for fault in faults)
        super().__init__(f"recipe {recipe!r} cannot be used:\n{listed}")


class OutputError(RunError):
    """A result cannot be written. What was finished before stays."""


SAME_COMMAND = (
    "what is finished stays. To go on, give the same command with a higher --max-cost "
    "(max_cost)"
)


class CostCapReached(RunError):
    """The next request would pass max_cost. What was finished before stays.

    Attributes:
        spent: US dollars that are spent, by earlier runs on the same output as well.
        cap: The most that they may cost.
        wanted: About what the request that is refused would cost.
    """

    def __init__(
        self, *, spent: float, cap: float, wanted: float, to_go_on: str = SAME_COMMAND
    ) -> None:
        """Build the message from the amounts in US dollars, and from what to do."""
        self.spent, self.cap, self.wanted = spent, cap, wanted
        super().__init__(
            f"{spent:.4f} USD of at most {cap:g} USD are spent, and the next request "
            f"would cost about {wanted:.4f} USD; {to_go_on}"
        )

    def with_advice(self, to_go_on: str) -> "CostCapReached":
        """Return the same error where something else is to be done."""
        return CostCapReached(
            spent=self.spent, cap=self.cap, wanted=self.wanted, to_go_on=to_go_on
        )


class AccessError(RunError):
    """The provider refuses the key, the quota or the model."""

    exit_code = 4


class ProviderUnavailable(RunError):
    """The batch endpoint did not answer, tries included. Nothing is lost."""

    exit_code = 4


class RecordingMissing(RunError):
    """Replay met a request that stands in no recording."""

    exit_code = 5


class ArticleError(ExtractorError):
    """This article fails, the others go on.

    Attributes:
        reason: One word for machines, as it stands in failed.jsonl.
        attempts: The requests sent for it (records of type Attempt).
        cost_usd: US dollars for them, or None when the price is unknown.
    """

    def __init__(
        self,
        reason: str,
        message: str,
        *,
        attempts: tuple[Any, ...] = (),
        cost_usd: float | None = None,
    ) -> None:
        """Keep the facts beside the message."""
        self.reason, self.attempts, self.cost_usd = reason, attempts, cost_usd
        super().__init__(message)


class UnreadableArticle(ArticleError):
    """No text can be had from the input."""


class ModelUnavailable(ArticleError):
    """The model did not answer, retries included."""


class InvalidReply(ArticleError):
    """The model answered, and nothing of the answer can be used."""
