"""What verifying finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Break:
    """Something in a briefing file that does not hold.

    Attributes:
        where: JSON pointer into the file.
        message: What was expected, and what was found.
    """

    where: str
    message: str
