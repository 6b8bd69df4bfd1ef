"""Show the progress of long tasks on stderr: bars in a terminal, else lines now and then."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from index.cli.group import say_lines
from index.progress import ProgressLines

if TYPE_CHECKING:
    from index.progress import Progress


@contextmanager
def progress_bars() -> Iterator[Progress]:
    """Show bars with counts and the time left on stderr; without a terminal, lines now and then."""
    if sys.stderr.isatty():
        with _bars() as progress:
            yield progress
    else:
        yield ProgressLines(lambda line: say_lines([line]))


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    bars = Bars(
        TextColumn("{task.description:>20}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    tasks: dict[str, Any] = {}

    def progress(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage)
        bars.update(tasks[stage], completed=done, total=total)

    with bars:
        yield progress
