"""Note in the shared database how far sessions were heard, for whoever takes a shard over."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.ground.gateway_session import GatewaySession, LeftSession
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bot.postgres.connection import SharedDatabase
    from index.postgres import Session

log = logging.getLogger(__name__)
SILENT = 3.5  # seconds after its last note, a process is taken to be gone; it notes each second
NOTE = """INSERT INTO quoth.sessions
        (id, mark, shard, shards, address, sequence, taken, noted, alive)
    SELECT id, %(mark)s, shard, shards, address, sequence, taken, now, now
    FROM jsonb_to_recordset(%(ours)s::jsonb) AS it (id text, shard integer, shards integer,
        address text, sequence bigint, taken bigint[]), clock_timestamp() AS now
    ON CONFLICT (id) DO UPDATE SET mark = excluded.mark, sequence = excluded.sequence,
        taken = excluded.taken, noted = excluded.noted, alive = excluded.alive"""
# ``noted`` stays as it is until the process that takes the session notes it again.
TAKE = """UPDATE quoth.sessions SET mark = %(mark)s, alive = clock_timestamp()
    WHERE shards = %(shards)s AND shard = ANY(%(wanted)s) AND mark IS DISTINCT FROM %(mark)s
        AND (mark IS NULL OR alive < clock_timestamp() - %(silent)s)"""
# Also what was taken, when the connection was cut before we heard of it. What waits for an answer
# gets its end from those who look for what is abandoned.
TAKEN = """SELECT id, shard, shards, address, sequence,
    taken || ARRAY(SELECT id FROM quoth.awaited WHERE channel IS NOT NULL),
    extract(epoch FROM clock_timestamp() - noted)::float8
    FROM quoth.sessions WHERE mark = %(mark)s AND id <> ALL(%(known)s)"""
DROP = "DELETE FROM quoth.sessions WHERE mark = %(mark)s AND id = ANY(%(over)s)"
CLEAN = "DELETE FROM quoth.sessions WHERE noted < clock_timestamp() - interval '10 minutes'"
GIVE_BACK = """UPDATE quoth.sessions SET mark = NULL
    WHERE mark = %(mark)s AND id = ANY(%(theirs)s)"""
LEAVE = "UPDATE quoth.sessions SET mark = NULL WHERE mark = %(mark)s"


class SharedSessions:
    """``Sessions`` of all processes that share ``database``, which may take its time."""

    def __init__(self, database: SharedDatabase) -> None:
        self._database = database
        self._given: dict[str, Any] = {"mark": uuid4(), "silent": timedelta(seconds=SILENT)}
        self._noted: set[str] = set()  # the sessions in the table that are ours
        self._looked = -SILENT  # seconds of the monotonic clock

    def jot(self, ours: Sequence[GatewaySession]) -> None:
        """Note nothing: the next look, a second later, does."""

    async def look(
        self, ours: Sequence[GatewaySession], wanted: Collection[int], shards: int
    ) -> Sequence[LeftSession]:
        given = self._given | {"wanted": list(wanted), "shards": shards}
        away = time.monotonic() - self._looked

        def look(session: Session) -> list[LeftSession]:
            known = self._note(session, ours)
            session.execute(CLEAN)
            if away < SILENT:  # else the others could not note anything either
                session.execute(TAKE, given)
            rows = session.execute(TAKEN, given | {"known": known}).fetchall()
            return [LeftSession(_session(*row[:-1]), row[-1]) for row in rows]

        left = await self._done(look)
        if left is None:
            return []
        self._looked = time.monotonic()
        self._noted = {it.id for it in ours} | {it.session.id for it in left}
        return left

    async def give_back(self, theirs: Sequence[GatewaySession]) -> None:
        ids = [it.id for it in theirs]
        self._noted.difference_update(ids)  # first, so that no look drops them

        def give_back(session: Session) -> list[LeftSession]:
            session.execute(GIVE_BACK, self._given | {"theirs": ids})
            return []

        await self._done(give_back)

    async def leave(self, ours: Sequence[GatewaySession]) -> None:
        def leave(session: Session) -> list[LeftSession]:
            self._note(session, ours)
            session.execute(LEAVE, self._given)
            return []

        await self._done(leave)

    def _note(self, session: Session, ours: Sequence[GatewaySession]) -> list[str]:
        """Note all that is ours, and drop what no longer is; return the ids of both."""
        known = [it.id for it in ours]
        over = list(self._noted.difference(known))
        session.execute(DROP, self._given | {"over": over})
        if ours:
            session.execute(NOTE, self._given | {"ours": _as_json(ours)})
        return known + over

    async def _done(self, work: Callable[[Session], list[LeftSession]]) -> list[LeftSession] | None:
        """Do ``work`` in a thread; return None if the database cannot be used now."""
        try:
            return await asyncio.to_thread(self._database.do, work)
        except QuothError as error:
            log.info("how far Discord was heard is not noted (%s)", error.message)
            return None


def _as_json(ours: Sequence[GatewaySession]) -> str:
    return json.dumps([asdict(it) | {"taken": sorted(it.taken)} for it in ours])


def _session(
    id_: str, shard: int, shards: int, address: str, sequence: int, taken: Sequence[int]
) -> GatewaySession:
    return GatewaySession(id_, shard, shards, address, sequence, frozenset(taken))
