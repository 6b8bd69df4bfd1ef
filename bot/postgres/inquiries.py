"""Queue questions in the shared database, for workers to answer: the side of the bots.

A bot puts a question there with its deadline, and reads the answer when it is told that there is
one. Both may be done again whenever the bot cannot tell whether the last attempt succeeded: the
question keeps its id, and reading an answer does not delete it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from bot.postgres.connection import SharedDatabase

WORK = "quoth_work"  # the channel on which workers hear that there is a question
# Questions of one lane take turns with those of others: its next question comes after the first
# waiting one of each. A lane without a waiting question begins where the others are.
PUT = """WITH waiting AS NOT MATERIALIZED (SELECT lane, turn FROM quoth.inquiries
        WHERE answer IS NULL AND until > clock_timestamp()),
    put AS (INSERT INTO quoth.inquiries (id, lane, turn, until, asker, asked)
        SELECT %(id)s, %(lane)s, greatest(0, (SELECT min(turn) FROM waiting),
            (SELECT max(turn) + 1 FROM waiting WHERE lane = %(lane)s)),
            clock_timestamp() + %(seconds)s * interval '1 s', %(asker)s, %(asked)s
        ON CONFLICT DO NOTHING)
    SELECT pg_notify(%(channel)s, '')"""
READ = "SELECT answer FROM quoth.inquiries WHERE id = %(id)s AND answer IS NOT NULL"
DROP = "DELETE FROM quoth.inquiries WHERE id = %(id)s RETURNING id"
CLEAN = """DELETE FROM quoth.inquiries
    WHERE until < clock_timestamp() - interval '1 minute' RETURNING id"""


@dataclass(frozen=True, slots=True)
class QueuedInquiry:
    """A question, written as text, which somebody waits for ``seconds`` more.

    ``lane`` is whose turn it is, as a server's: see ``PUT``. ``asker`` is the channel on which its
    bot hears that there is an answer.
    """

    id: UUID
    lane: int
    asker: str
    asked: str
    seconds: float


class InquiryQueue:
    """The questions that wait in ``database``; for use from any thread."""

    def __init__(self, database: SharedDatabase) -> None:
        self._database = database

    def put(self, inquiry: QueuedInquiry) -> None:
        """Queue ``inquiry``, and wake the workers; one that is queued already stays as it is."""
        self._database.single(PUT, asdict(inquiry) | {"channel": WORK})

    def read(self, id_: UUID) -> str | None:
        """Return the answer to a question, or None if there is none yet."""
        rows = self._database.single(READ, {"id": id_})
        return str(rows[0][0]) if rows else None

    def drop(self, id_: UUID) -> None:
        """Delete a question with its answer: nobody waits for it any more."""
        self._database.single(DROP, {"id": id_})

    def clean(self) -> None:
        """Delete the questions whose bots are gone: those whose deadline passed a minute ago."""
        self._database.single(CLEAN, {})
