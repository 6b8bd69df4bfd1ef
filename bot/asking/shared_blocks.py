"""Block people for a time in all processes that share a database.

The database has hashes of these people. Each process has all of them in memory, since every message
of a person is looked up; a change reaches it by a notice.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.asking.blocks import TimedBlocks
from bot.postgres.migrations import SAY, TURNED_AWAY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.ledger.pseudonym import Pseudonyms
    from bot.postgres.connection import SharedDatabase
    from bot.postgres.prompt import PromptDatabase
    from index.postgres import Session

BLOCK = """INSERT INTO quoth.turned_away VALUES (%s, now() + %s * interval '1 s')
    ON CONFLICT (name) DO UPDATE SET until = excluded.until"""
LIFT = "DELETE FROM quoth.turned_away WHERE name = %s AND until > now()"
READ = """SELECT name, extract(epoch FROM until - now())::float FROM quoth.turned_away
    WHERE until > now()"""


class SharedBlocks(TimedBlocks):
    """``TimedBlocks`` of all processes that share ``database``."""

    def __init__(
        self,
        database: SharedDatabase,
        prompt: PromptDatabase,
        names: Pseudonyms,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Read who is blocked; while a person waits, ``prompt`` is asked.

        :raises QuothError: the database cannot be used.
        """
        super().__init__(monotonic)
        self._database, self._prompt, self._names = database, prompt, names
        self._shared: Mapping[bytes, float] = {}  # replaced and never changed: threads read it
        self._ids: dict[bytes, int] = {}  # of those whom this process has blocked
        self.refresh()

    def end(self, person: int) -> float:
        """Return when the block of ``person`` ends, whichever process has made it."""
        there = self._shared.get(self._names.turned_away(person), 0.0) if self._shared else 0.0
        return max(super().end(person), there)

    def people(self) -> dict[int, float]:
        """Return whom this process has blocked, with the ends; of others it has no ids."""
        ours = {id_: self.end(id_) for name, id_ in self._ids.items() if name in self._shared}
        return ours | super().people()

    async def block(self, person: int, seconds: float) -> None:
        """Block ``person`` in all processes; in this one alone while the database is away."""
        name = self._names.turned_away(person)
        if not await self._prompt.do(lambda session: _block(session, name, seconds)):
            await super().block(person, seconds)
            return
        ids = {known: id_ for known, id_ in self._ids.items() if known in self._shared}
        self._ids = ids | {name: person}
        self._shared = {**self._shared, name: self._monotonic() + seconds}

    def lift(self, person: int) -> bool:
        """End the block of ``person`` in all processes; return whether there was one."""
        name = self._names.turned_away(person)
        there = self._database.do(lambda session: _lift(session, name))
        self.refresh()
        return super().lift(person) or there

    def refresh(self) -> None:
        """Read again who is blocked.

        :raises QuothError: the database cannot be used.
        """
        rows = self._database.do(lambda session: session.execute(READ).fetchall())
        now = self._monotonic()
        self._shared = {bytes(name): now + seconds for name, seconds in rows}


def _block(session: Session, name: bytes, seconds: float) -> bool:
    session.execute(BLOCK, (name, seconds))
    session.execute(SAY, (TURNED_AWAY,))
    return True


def _lift(session: Session, name: bytes) -> bool:
    lifted = session.execute(LIFT, (name,)).rowcount > 0
    session.execute(SAY, (TURNED_AWAY,))
    return lifted
