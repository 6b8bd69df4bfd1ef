"""Hold a person to one limit in all processes that share a database.

Channels and servers stay with the process that has their shard. A person is named by a hash, for no
longer than until they may ask as often as before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.asking.rate_limits import Held, Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.asking.rate_limits import Pace, Whose
    from bot.ledger.pseudonym import Pseudonyms
    from bot.postgres.prompt import PromptDatabase
    from index.postgres import Session

# A bucket is known by when it will be full again. A question puts that off by one step, but never
# further than the time in which an empty one fills.
TAKE = """INSERT INTO quoth.buckets AS old VALUES (%(name)s, now() + %(step)s * interval '1 s')
    ON CONFLICT (name) DO UPDATE
    SET full_at = greatest(old.full_at, now()) + %(step)s * interval '1 s'
    WHERE greatest(old.full_at, now()) + (%(step)s - %(whole)s) * interval '1 s' <= now()
    RETURNING 0.0"""
WAIT = """SELECT extract(epoch FROM full_at - now()) + %(step)s - %(whole)s
    FROM quoth.buckets WHERE name = %(name)s"""
GIVE_BACK = """UPDATE quoth.buckets SET full_at = full_at - %(step)s * interval '1 s'
    WHERE name = %(name)s RETURNING true"""


class SharedLimits(Limits):
    """Limits of which those of people are shared; ``kind`` tells them from other limits."""

    def __init__(
        self,
        paces: Mapping[Whose, Pace],
        *,
        kind: str,
        database: PromptDatabase,
        names: Pseudonyms,
        **options: Any,
    ) -> None:
        """``options`` are those of ``Limits``."""
        super().__init__(paces, **options)
        self._kind, self._database, self._names = kind, database, names

    async def admit_everywhere(self, **ids: int | None) -> Held | None:
        """Count a question in all processes; in this one alone while the database is away."""
        held, person = self.admit(**ids), ids.get("person")
        if held is not None or person is None or not self.pace("person").most:
            return held
        bucket = self._bucket(person)
        wait = await self._database.do(lambda session: _take(session, bucket))
        if not wait:
            return None
        self.give_back(**ids)
        held = Held("person", person, wait)
        self.hold(held)
        return held

    async def give_back_everywhere(self, **ids: int | None) -> None:
        """Take back what ``admit_everywhere`` counted."""
        self.give_back(**ids)
        person = ids.get("person")
        if person is not None and self.pace("person").most:
            bucket = self._bucket(person)
            await self._database.do(lambda session: session.execute(GIVE_BACK, bucket).fetchone())

    def _bucket(self, person: int) -> dict[str, object]:
        pace = self.pace("person")
        name = self._names.bucket(self._kind, person)
        return {"name": name, "step": pace.seconds / pace.most, "whole": pace.seconds}


def _take(session: Session, bucket: dict[str, object]) -> float:
    """Take one; return for how many seconds to wait if there is none, and 0 if there was."""
    row = session.execute(TAKE, bucket).fetchone() or session.execute(WAIT, bucket).fetchone()
    return float(row[0]) if row else 0.0
