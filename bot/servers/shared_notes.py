"""Note in the shared database what was done once on Discord, for a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ground.notes import NotesHere

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ground.notes import Noted
    from bot.postgres.prompt import PromptDatabase
    from index.postgres import Session

FIND = "SELECT value FROM quoth.notes WHERE name = %s AND until > now()"
NOTE = """INSERT INTO quoth.notes VALUES (%s, %s, now() + interval '30 days')
    ON CONFLICT (name) DO UPDATE SET value = excluded.value, until = excluded.until
    RETURNING value"""
# The value is 1 for the first; a claim that is not the first changes it, and nobody reads it.
CLAIM = """INSERT INTO quoth.notes AS old VALUES (%s, 1, now() + interval '30 days')
    ON CONFLICT (name) DO UPDATE SET value = CASE WHEN old.until > now() THEN 2 ELSE 1 END,
    until = excluded.until RETURNING value"""
TAKEN = 2
DROP = "DELETE FROM quoth.notes WHERE name = %s RETURNING value"


class SharedNotes:
    """``Notes`` of all processes that share a database, by hashes that ``named`` makes.

    Notes of this process are also in its memory.
    """

    def __init__(self, database: PromptDatabase, named: Callable[[str], bytes]) -> None:
        self._database, self._named, self._here = database, named, NotesHere()

    async def find(self, what: Noted, id_: int) -> int | None:
        here = await self._here.find(what, id_)
        return await self._first(FIND, what, id_) if here is None else here

    async def note(self, what: Noted, id_: int, value: int = 1) -> None:
        await self._here.note(what, id_, value)
        await self._first(NOTE, what, id_, value)

    async def claim(self, what: Noted, id_: int) -> bool:
        """Note ``id_``; while the database is away, this process alone knows of it."""
        if not await self._here.claim(what, id_):
            return False
        return await self._first(CLAIM, what, id_) != TAKEN

    async def drop(self, what: Noted, id_: int) -> None:
        await self._here.drop(what, id_)
        await self._first(DROP, what, id_)

    async def _first(self, statement: str, what: Noted, id_: int, *value: int) -> int | None:
        name = self._named(f"{what}:{id_}")

        def ask(session: Session) -> int | None:
            row = session.execute(statement, (name, *value)).fetchone()
            return row[0] if row else None

        return await self._database.do(ask)
