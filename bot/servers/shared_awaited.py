"""Note in the shared database what waits for an answer, so that another process can end it."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from bot.ground.awaited import Acknowledged
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.postgres.connection import SharedDatabase
    from bot.servers.waiting_files import WaitingFiles
    from index.postgres import Session

log = logging.getLogger(__name__)
Result = TypeVar("Result")
LOOK_EVERY, AGAIN = 5.0, 0.5  # seconds between two looks; and after a failure
ALIVE_SECONDS = 15.0  # after its last look, a process is taken to be gone
ALIVE = """INSERT INTO quoth.processes VALUES (%(mark)s, clock_timestamp() + %(alive)s)
    ON CONFLICT (mark) DO UPDATE SET until = excluded.until"""
BEGIN = """INSERT INTO quoth.awaited (id, token, locale, mark, channel)
    VALUES (%(id)s, %(token)s, %(locale)s, %(mark)s, %(channel)s) ON CONFLICT DO NOTHING"""
END = "DELETE FROM quoth.awaited WHERE id = ANY(%(over)s) AND mark = %(mark)s"
# It is ours then, so that another process takes it if we are gone before we end it.
TAKE = """WITH gone AS (
        DELETE FROM quoth.awaited WHERE NOT EXISTS (SELECT FROM quoth.processes AS theirs
            WHERE theirs.mark = awaited.mark AND theirs.until > clock_timestamp())
        RETURNING id, token, locale, channel)
    INSERT INTO quoth.awaited (id, token, locale, mark, channel)
    SELECT DISTINCT ON (id) id, token, locale, %(mark)s, channel FROM gone
    ON CONFLICT DO NOTHING"""
# Also what was taken, when the connection was cut before we heard of it.
TAKEN = """SELECT id, token, locale, channel FROM quoth.awaited
    WHERE mark = %(mark)s AND id <> ALL(%(known)s)"""
CLEAN = "DELETE FROM quoth.processes WHERE until < clock_timestamp() - interval '1 hour'"


class SharedAwaited:
    """``Awaited`` of all processes that share ``database``, which may take its time."""

    def __init__(self, database: SharedDatabase, files: WaitingFiles | None = None) -> None:
        """Note all in ``files``, too, for the next process of this machine."""
        self._database, self._files = database, files
        self._given = {"mark": uuid4(), "alive": timedelta(seconds=ALIVE_SECONDS)}
        self._ours: dict[int, Acknowledged] = {}
        self._over: set[int] = set()  # what has its end, and may be noted still
        self._looked = -ALIVE_SECONDS  # seconds of the monotonic clock
        self._failed = asyncio.Event()

    async def begin(self, it: Acknowledged) -> None:
        self._ours[it.id] = it
        self._write()

        def note(session: Session) -> None:
            session.execute(ALIVE, self._given)
            if it.id in self._ours:  # else it has its end by now
                session.execute(BEGIN, self._given | asdict(it))

        await self._done(note)

    async def end(self, it: Acknowledged) -> None:
        self._over.add(it.id)  # first, for a look in between must find it in one of the two
        self._ours.pop(it.id, None)
        self._write()
        self._over.difference_update(await self._done(self._drop) or ())

    async def abandoned(self) -> Sequence[Acknowledged]:
        left = self._left_behind()
        found = [Acknowledged(*row) for row in await self._done(self._look) or ()]
        self._ours |= {it.id: it for it in found}
        self._write()
        return left + found

    async def rest(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._failed.wait(), LOOK_EVERY)
            self._failed.clear()
            await asyncio.sleep(AGAIN)

    def _left_behind(self) -> list[Acknowledged]:
        if self._files is None:
            return []
        with self._files.left_behind() as left:
            self._ours |= {it.id: it for it in left}
            self._write()
        return left

    def _write(self) -> None:
        if self._files is not None:
            self._files.write(self._ours.values())

    def _look(self, session: Session) -> list[tuple[Any, ...]]:
        session.execute(ALIVE, self._given)
        session.execute(CLEAN)
        ours = list(self._ours.values())
        for it in ours:  # also what could not be noted when it began
            session.execute(BEGIN, self._given | asdict(it))
        over = self._drop(session)
        before, self._looked = self._looked, time.monotonic()
        # After a longer gap, the others may live: they could not say so either.
        if self._looked - before < ALIVE_SECONDS - LOOK_EVERY:
            session.execute(TAKE, self._given)
        known = [it.id for it in ours] + over
        return session.execute(TAKEN, self._given | {"known": known}).fetchall()

    def _drop(self, session: Session) -> list[int]:
        """Delete the notes of what has its end; return the ids."""
        over = list(self._over)
        session.execute(END, self._given | {"over": over})
        return over

    async def _done(self, work: Callable[[Session], Result]) -> Result | None:
        """Do ``work`` in a thread; return None if the database cannot be used now."""
        try:
            return await asyncio.to_thread(self._database.do, work)
        except QuothError as error:
            log.info("what waits for an answer is not noted (%s)", error.message)
            self._failed.set()  # so that it is noted soon, or nobody knows of it if we are gone
            return None
