"""Ask the shared database from the event loop, for a moment at most.

A person waits meanwhile: a database that hangs must cost them no more than that moment, and once.
"""

from __future__ import annotations

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.postgres.connection import SharedDatabase
    from index.postgres import Session

log = logging.getLogger(__name__)
Result = TypeVar("Result")
PATIENCE = 0.5  # seconds that a person may wait for the database
REST = 5.0  # seconds for which it is not asked after it did not answer
BOUND = "SET LOCAL statement_timeout = '2s'"  # nobody waits any more for what takes longer


class PromptDatabase:
    """A database that is asked for a moment, in a thread of its own."""

    def __init__(self, database: SharedDatabase, patience: float) -> None:
        """Wait ``patience`` seconds for ``database``, which nobody else uses."""
        self._database, self._patience = database, patience
        self._thread = ThreadPoolExecutor(1, "prompt")
        self._rest_until = 0.0  # seconds of the monotonic clock

    async def do(self, work: Callable[[Session], Result]) -> Result | None:
        """Do ``work`` in a transaction, and return its result; None if nobody can tell now.

        It may have been done all the same, if the answer came late.
        """
        if time.monotonic() < self._rest_until:
            return None
        loop = asyncio.get_running_loop()
        doing = loop.run_in_executor(self._thread, self._database.do, _bounded(work))
        try:
            return await asyncio.wait_for(doing, self._patience)
        except (QuothError, TimeoutError) as error:
            self._rest_until = time.monotonic() + REST
            log.warning("the shared database is not asked for a while (%s)", _why(error))
            return None

    def close(self) -> None:
        """Ask no more; do not wait for an answer."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def _bounded(work: Callable[[Session], Result]) -> Callable[[Session], Result]:
    def bounded(session: Session) -> Result:
        session.execute(BOUND)
        return work(session)

    return bounded


def _why(error: Exception) -> str:
    return error.message if isinstance(error, QuothError) else "no answer in time"
