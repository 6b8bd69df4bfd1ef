"""Report the progress of long tasks: a stage, how much is done, and the total."""

from __future__ import annotations

import time
from collections.abc import Callable

Progress = Callable[[str, int, int], None]
SECONDS_BETWEEN_LINES = 10.0


def no_progress(stage: str, done: int, total: int) -> None:
    """Ignore all reports; the default for callers that show no progress."""


class ProgressLines:
    """Report the progress of a task in a line now and then, where a bar cannot be drawn.

    A task that ends within ten seconds says nothing.
    """

    def __init__(
        self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._say = say
        self._clock = clock
        self._said = clock()
        self._stage = ""
        self._began = 0.0  # the time and the amount with which the stage began
        self._done = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note how far the task is, and say it if it is time."""
        now = self._clock()
        if stage != self._stage:
            self._stage, self._began, self._done = stage, now, done
        if now - self._said >= SECONDS_BETWEEN_LINES:
            self._said = now
            self._say(f"{stage}: {done:,} of {total:,}{self._left(now, done, total)}")

    def _left(self, now: float, done: int, total: int) -> str:
        """Estimate the time that the rest of the stage takes, from its pace so far."""
        if not self._done < done < total:
            return ""
        seconds = (now - self._began) * (total - done) / (done - self._done)
        return f", about {_duration(seconds)} left"


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5_400 else f"{seconds / 3_600:.0f} h"
