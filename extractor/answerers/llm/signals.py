"""How one request can end without an answer that stands.

The retry policy decides by these classes alone; no vendor's error reaches it.
"""

from instructor.core.exceptions import ResponseParsingError

from extractor.answerers.llm.wording import reask


class Rejected(ResponseParsingError):
    """The answer has problems. instructor tells the model `str(self)` and asks again.

    Attributes:
        lines: One line for each problem.
    """

    def __init__(self, lines: tuple[str, ...]) -> None:
        """Build the message that asks again."""
        self.lines = lines
        super().__init__(reask(lines))


class Truncated(Exception):
    """The answer was cut off at its length limit."""


class Refused(Exception):
    """The model refuses; `str(self)` is what it says."""


class Fault(Exception):
    """No answer came.

    Attributes:
        status: What became of the request, as in Attempt.
        reason: One word for machines, as in ArticleError.
        passing: Whether the same request may succeed later.
        wait_s: Seconds that the server asks to wait, if it does.
        ends_run: Whether every other article would fail likewise.
    """

    def __init__(
        self,
        status: str,
        reason: str,
        *,
        message: str,
        passing: bool = False,
        wait_s: float | None = None,
    ) -> None:
        """Keep the facts beside the message."""
        self.status, self.reason = status, reason
        self.passing, self.wait_s = passing, wait_s
        super().__init__(message)

    @property
    def ends_run(self) -> bool:
        """Whether every other article would fail likewise."""
        return self.reason == "access"
