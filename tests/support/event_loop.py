"""How long an event loop is held up by what is done in it.

What is measured is how much processor time this process takes, stand-in and bot, while the event
loop does not get its turn. The seconds of a clock would be those of whatever else the machine does.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

Act: TypeAlias = Callable[[], Coroutine[Any, Any, object]]

HELD_UP = 0.1  # seconds of processor time
BEAT = 0.002  # seconds
TRIES = 3  # another thread may have had its turn; what holds the loop up does so each time


class Heartbeat:
    """Beats in the event loop, and knows the most processor time between two beats.

    Between them, threads of the bot that work aside may take some, but not ``HELD_UP``.
    """

    def __init__(self) -> None:
        self.longest = 0.0

    @asynccontextmanager
    async def beating(self) -> AsyncIterator[None]:
        beats = asyncio.create_task(self._beat())
        await asyncio.sleep(0)  # so that it waits for its first beat
        try:
            yield
        finally:
            beats.cancel()

    async def _beat(self) -> None:
        while True:
            before = time.process_time()
            await asyncio.sleep(BEAT)
            self.longest = max(self.longest, time.process_time() - before)


async def held_up(act: Act) -> float:
    """Do it until nothing is held up, at most ``TRIES`` times; return the least seen."""
    least = math.inf
    for _ in range(TRIES):
        heartbeat = Heartbeat()
        async with heartbeat.beating():
            await act()
            await asyncio.sleep(10 * BEAT)
        least = min(least, heartbeat.longest)
        if least < HELD_UP:
            break
    return least
