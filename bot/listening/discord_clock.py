"""Measure the age of what Discord sends by Discord's own time: our clock may be wrong."""

from __future__ import annotations

import time
from datetime import timedelta
from math import inf
from typing import TYPE_CHECKING

from discord.utils import snowflake_time

if TYPE_CHECKING:
    from collections.abc import Callable


class DiscordClock:
    """Discord's time, which goes on from the newest id that was shown to it."""

    def __init__(self, timer: Callable[[], float] = time.monotonic) -> None:
        self._timer = timer
        self._ahead = -inf  # seconds that Discord's time is ahead of the timer

    def age(self, id_: int) -> timedelta:
        """Return how long ago Discord made ``id_``; nothing, if no newer one was seen before."""
        now, made = self._timer(), snowflake_time(id_).timestamp()
        self._ahead = max(self._ahead, made - now)
        return timedelta(seconds=now + self._ahead - made)
