"""Remember votes in the database that several processes share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.ledger.entries import Vote
from bot.ledger.pseudonym import Pseudonyms

if TYPE_CHECKING:
    from bot.postgres.connection import SharedDatabase
    from index.postgres import Session

LOCKS = 1_903_521_653  # the first key of the advisory locks of votes
FIND = "SELECT vote, day FROM quoth.ballots WHERE name = %s AND until > now()"
# A vote is remembered for as long as people may change their mind.
CAST = """INSERT INTO quoth.ballots VALUES (%s, %s, %s, now() + interval '30 days')
    ON CONFLICT (name) DO UPDATE
    SET vote = excluded.vote, day = excluded.day, until = excluded.until"""


class PostgresBallot:
    """A ``BallotBox`` in ``database``: votes are named by hashes with ``key``, and have an end."""

    def __init__(self, database: SharedDatabase, key: bytes) -> None:
        self._database, self._names = database, Pseudonyms(key)

    def cast(self, person: int, message: int, vote: Vote) -> tuple[Vote, str] | None:
        name = self._names.ballot(person, message)
        return self._database.do(lambda session: _cast(session, name, vote))

    def close(self) -> None:
        """Close the connection."""
        self._database.close()


def _cast(session: Session, name: bytes, vote: Vote) -> tuple[Vote, str] | None:
    lock = int.from_bytes(name[:4], "big", signed=True)  # of two votes at once, one is the first
    session.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, lock))
    found = session.execute(FIND, (name,)).fetchone()
    before = (Vote(found[0]), str(found[1])) if found else None
    if before is None or before[0] is not vote:
        session.execute(CAST, (name, vote, datetime.now(UTC).date().isoformat()))
    return before
