"""Ask a question now and then, to know whether questions are answered."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from bot.health.metrics import CANARY_SECONDS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)
SECONDS_BETWEEN = 60.0
LONGEST_SILENCE = 3.5 * SECONDS_BETWEEN  # after which questions count as unanswered


class Canary:
    """The time when a question was last answered; ``ask`` raises if it is not."""

    def __init__(
        self, ask: Callable[[], Awaitable[object]], *, every: float = SECONDS_BETWEEN
    ) -> None:
        self._ask = ask
        self._every = every
        self._answered = time.monotonic()  # the start has asked one

    async def run(self) -> None:
        """Ask for ever."""
        while True:
            await asyncio.sleep(self._every)
            began = time.monotonic()
            try:
                await self._ask()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is not answered
                log.warning("the canary question was not answered (%s)", type(error).__name__)
                continue
            self._answered = time.monotonic()
            CANARY_SECONDS.set(self._answered - began)

    @property
    def sings(self) -> bool:
        """Return whether a question was answered lately."""
        return time.monotonic() - self._answered <= LONGEST_SILENCE * self._every / SECONDS_BETWEEN
