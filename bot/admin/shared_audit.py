"""Log what maintainers did in the database that several processes share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.admin.audit import act_in, nameless, now

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from uuid import UUID

    from bot.admin.audit import Act
    from bot.postgres.connection import SharedDatabase
    from index.postgres import Session

MOST_ACTS = 50_000  # as many as the files of a machine hold
APPEND = "INSERT INTO quoth.acts (mark, at, line) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
DROP = """DELETE FROM quoth.acts WHERE id IN
    (SELECT id FROM quoth.acts ORDER BY at DESC, id DESC OFFSET %s)"""
READ = "SELECT line FROM quoth.acts ORDER BY at, id"
ABOUT = "SELECT id, line FROM quoth.acts WHERE strpos(line, %s) > 0 ORDER BY id FOR UPDATE"
CHANGE = "UPDATE quoth.acts SET line = %s WHERE id = %s"


class SharedAuditLog:
    """An ``AuditTrail`` in ``database``: what is done in any process is listed in each."""

    def __init__(self, database: SharedDatabase, most: int = MOST_ACTS) -> None:
        """Keep the newest ``most`` acts."""
        self._database, self._most = database, most

    @property
    def name(self) -> str:
        return self._database.name

    def append(self, act: Act) -> None:
        one = {uuid4(): act}
        self._database.do(lambda session: append_acts(session, one, self._most))

    def acts(self) -> Iterator[Act]:
        rows = self._database.do(lambda session: session.execute(READ).fetchall())
        yield from filter(None, (act_in(line) for (line,) in rows))

    def forget(self, user: int) -> int:
        return self._database.do(lambda session: _forget(session, user))


def append_acts(session: Session, acts: Mapping[UUID, Act], most: int = MOST_ACTS) -> None:
    """Write ``acts`` down, and drop the oldest where there are more than ``most`` then.

    One that is given again, by the same mark, is written once.
    """
    dated = {mark: act if act.at else replace(act, at=now()) for mark, act in acts.items()}
    rows = [(mark, act.at, act.line) for mark, act in dated.items()]
    session.cursor().executemany(APPEND, rows)
    session.execute(DROP, (most,))


def _forget(session: Session, user: int) -> int:
    changed = 0
    for number, line in session.execute(ABOUT, (str(user),)).fetchall():
        if after := nameless(line, user):
            session.execute(CHANGE, (after, number))
            changed += 1
    return changed
