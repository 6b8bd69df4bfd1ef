"""Let one of several processes tell Discord the commands, and the others learn that it has."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.postgres.migrations import COMMANDS, LOCKS
from index.errors import QuothError

if TYPE_CHECKING:
    from bot.app.command_sync import Tell
    from bot.postgres.connection import SharedDatabase
    from index.postgres import Session

log = logging.getLogger(__name__)
WAIT = "SET LOCAL lock_timeout = '60s'; SET LOCAL statement_timeout = '60s'"
READ = "SELECT commands FROM quoth.told WHERE application = %s"
NOTE = """INSERT INTO quoth.told VALUES (%s, %s)
    ON CONFLICT (application) DO UPDATE SET commands = excluded.commands"""


class SharedTold:
    """``ToldCommands`` in ``database``. A process that tells Discord holds a lock until it ends."""

    def __init__(self, database: SharedDatabase) -> None:
        self._database = database

    async def in_turn(self, application: int, tell: Tell) -> None:
        """Wait until nobody else tells Discord; without the database, do not tell it."""
        loop = asyncio.get_running_loop()

        def telling(session: Session) -> None:
            session.execute(WAIT)
            session.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, COMMANDS))
            row = session.execute(READ, (application,)).fetchone()
            coming = asyncio.run_coroutine_threadsafe(tell(row[0] if row else ""), loop)
            if now := coming.result():
                session.execute(NOTE, (application, now))

        try:
            await asyncio.to_thread(self._database.do, telling)
        except QuothError as error:
            log.warning("the commands were not compared: %s (%s)", error.message, error.hint)
        finally:
            await asyncio.to_thread(self._database.close)

    def forget(self) -> None:
        self._database.do(lambda session: session.execute("DELETE FROM quoth.told"))
