"""Report the progress of long tasks: a stage, how much is done, and the total."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]


def no_progress(stage: str, done: int, total: int) -> None:
    """Ignore all reports; the default for callers that show no progress."""
