"""Ctrl-C: once, and what is in flight is finished; twice, and everything stops."""

import asyncio
import signal
from collections.abc import Callable
from types import TracebackType

from extractor.cli.talking import Talk

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """Watches for Ctrl-C and SIGTERM while a run goes on.

    Attributes:
        asked: Whether the run was asked to stop.
    """

    def __init__(self, talk: Talk, *, in_flight: Callable[[], int] | None) -> None:
        """Watch while entered, in the running event loop.

        Args:
            talk: Says what happens.
            in_flight: Counts what will be finished; None stops at once.
        """
        self.asked = False
        self._talk, self._in_flight = talk, in_flight

    def __enter__(self) -> "Interrupts":
        """Begin to watch."""
        self._run = asyncio.current_task()
        for number in SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, self._on_signal)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Watch no longer."""
        for number in SIGNALS:
            asyncio.get_running_loop().remove_signal_handler(number)

    def wanted(self) -> bool:
        """Tell whether another article is to be taken."""
        return not self.asked

    def _on_signal(self) -> None:
        again, self.asked = self.asked, True
        if again or self._in_flight is None:
            if self._run is not None:
                self._run.cancel()
            return
        self._talk.error(
            f"interrupted: finishing what is in flight ({self._in_flight()}); press "
            "Ctrl-C again to stop now"
        )
