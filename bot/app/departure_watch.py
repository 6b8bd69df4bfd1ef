"""Delete what is kept of a server some days after the bot has left it, while the bot runs."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable, Set

    from bot.ledger import Ledger
    from bot.servers.departures import Departures

log = logging.getLogger(__name__)
SECONDS_BETWEEN_COMPARISONS = 3_600.0


class DepartureWatch:
    """Compare the servers that the bot is in with those that it keeps rules of, now and hourly."""

    def __init__(
        self,
        departures: Departures,
        ledger: Ledger,
        present: Callable[[], Set[int]],
        concerns: Callable[[int], bool],
    ) -> None:
        """``present`` returns the ids of the servers that the bot is in now.

        ``concerns`` returns whether a server would be among them: other processes have others.
        """
        self._departures, self._ledger = departures, ledger
        self._present, self._concerns = present, concerns
        self._task: asyncio.Task[None] | None = None
        self._stopped = False

    def start(self) -> None:
        """Start comparing, unless that was begun: Discord calls a client ready more than once."""
        if not self._stopped:
            self._task = self._task or asyncio.create_task(self._compare_hourly())

    def stop(self) -> None:
        """Stop comparing, also if the bot is ready only now."""
        self._stopped = True
        if self._task is not None:
            self._task.cancel()

    async def compare(self) -> None:
        """Note who was left or has come back, and delete what is due."""
        try:
            if await asyncio.to_thread(self._departures.compare, self._present(), self._concerns):
                self._ledger.purge()
        except QuothError as error:
            log.error("servers that were left are not noted: %s (%s)", error.message, error.hint)

    async def _compare_hourly(self) -> None:
        while True:
            await self.compare()
            await asyncio.sleep(SECONDS_BETWEEN_COMPARISONS)
