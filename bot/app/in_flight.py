"""Know which questions are being answered, so that leaving can wait for them."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class InFlight:
    """Count tasks in with ``with in_flight.one():`` and wait for them with ``drain``."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()
        self.leaving = False

    def __len__(self) -> int:
        return len(self._tasks)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count the present task in while it is within."""
        task = asyncio.current_task()
        if task is None:  # pragma: no cover - every coroutine of a client runs in a task
            raise RuntimeError("not in a task")
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def drain(self, seconds: float) -> int:
        """Take no more questions, wait for those under way, and return how many did not finish."""
        self.leaving = True
        if not self._tasks:
            return 0
        _, unfinished = await asyncio.wait(self._tasks, timeout=seconds)
        return len(unfinished)
