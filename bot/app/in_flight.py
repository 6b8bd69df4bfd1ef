"""Track which questions are being answered, so that shutdown can wait for them."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

Result = TypeVar("Result")
LAST_WORDS = 0.2  # of the time for leaving
AGAIN_SECONDS = 0.1  # between two cancellations


class InFlight:
    """Count tasks, by ``join()`` or ``with one():``, and wait for them by ``drain``."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()
        self._limits: set[asyncio.Timeout] = set()
        self.leaving = False

    def __len__(self) -> int:
        return len(self._tasks)

    def join(self) -> None:
        """Count the present task until it ends."""
        task = _present_task()
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def part(self) -> None:
        """Stop counting the present task: something else waits for it."""
        self._tasks.discard(_present_task())

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count the present task within the block."""
        task = _present_task()
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def patiently(self, work: Awaitable[Result], late: Callable[[], Result]) -> Result:
        """Await ``work``; return ``late()`` instead when shutdown cannot wait any longer."""
        limit = asyncio.timeout(None)
        self._limits.add(limit)
        try:
            async with limit:
                return await work
        except TimeoutError:
            if not limit.expired():
                raise
            return late()
        finally:
            self._limits.discard(limit)

    async def drain(self, seconds: float) -> int:
        """Wait for the tasks under way, at most ``seconds``; return how many did not finish.

        Towards the end, work that is awaited ``patiently`` is given up, and its last words follow.
        """
        self.leaving = True
        await self._emptied(seconds * (1 - LAST_WORDS))
        for limit in self._limits:
            limit.reschedule(0.0)  # which is long past
        await self._emptied(seconds * LAST_WORDS)
        return len(self._tasks)

    async def give_up(self, seconds: float) -> None:
        """Cancel the tasks that are left, and wait at most ``seconds`` until they have ended.

        They would go on with a session that is closed.
        """
        left = set(self._tasks)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=seconds)

    async def _emptied(self, seconds: float) -> None:
        """Wait for all tasks, also for those that come meanwhile, at most ``seconds``."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + seconds
        while self._tasks and loop.time() < ends:
            await asyncio.wait(self._tasks, timeout=ends - loop.time())


async def ended(connection: asyncio.Task[None], seconds: float) -> None:
    """Cancel the task that connects until it has ended, for at most ``seconds``.

    discord.py goes on after a cancellation that comes while it opens a gateway again.
    """
    loop = asyncio.get_running_loop()
    ends = loop.time() + seconds
    while not connection.done() and loop.time() < ends:
        connection.cancel()
        await asyncio.wait({connection}, timeout=AGAIN_SECONDS)
    if connection.done() and not connection.cancelled():
        connection.exception()  # asyncio logs an error that nobody has looked at


def _present_task() -> asyncio.Task[object]:
    task = asyncio.current_task()
    if task is None:  # pragma: no cover - every coroutine of a client runs in a task
        raise RuntimeError("not in a task")
    return task
