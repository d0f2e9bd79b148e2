"""Talk on standard error: messages, and progress when somebody watches."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said beside the data.

    Attributes:
        quiet: Errors only.
        verbose: Details too.
    """

    quiet: bool = False
    verbose: bool = False

    def error(self, message: str) -> None:
        """Say what ended the run or an article."""
        self._say(f"extractor: {message}")

    def note(self, message: str) -> None:
        """Say what a user should know."""
        if not self.quiet:
            self._say(message)

    def detail(self, message: str) -> None:
        """Say what a curious user wants to know."""
        if self.verbose and not self.quiet:
            self._say(message)

    @property
    def watched(self) -> bool:
        """Whether somebody sees progress: standard error is a terminal."""
        return not self.quiet and sys.stderr.isatty()

    def progress(self, message: str) -> None:
        """Show what is going on, on a terminal only; the next message replaces it."""
        if self.watched:
            sys.stderr.write(f"\r\x1b[2K{message}")
            sys.stderr.flush()

    def _say(self, message: str) -> None:
        clear = "\r\x1b[2K" if sys.stderr.isatty() else ""
        sys.stderr.write(f"{clear}{printable(message)}\n")
        sys.stderr.flush()


def printable(text: str) -> str:
    """Return a text that disturbs no terminal, whatever names and messages hold.

    What is not printed is spelled as in Python's source, but for line ends and tabs.
    """
    return "".join(
        c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode()
        for c in text
    )
