"""Take questions from the queue in the shared database: the side of the workers.

Whoever takes a question has a lease on it: a mark of its own, and a time until which no other
worker takes it. The lease is renewed for as long as the answer is looked for. A worker that is
killed, halted or cut off renews nothing, so another takes the question when the lease is over, with
a new mark; and an answer is written only under the mark that the question has now, and only once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.postgres.connection import SharedDatabase

# How many workers may take a question and not finish: it may be what kills them. With fewer tries,
# a question would be given up because its workers were killed for other reasons.
MOST_TRIES = 10
TAKE = """WITH next AS MATERIALIZED (
        SELECT id FROM quoth.inquiries
        WHERE answer IS NULL AND tries < %(most)s AND until > clock_timestamp()
            AND (leased_until IS NULL OR leased_until < clock_timestamp())
        ORDER BY turn, at LIMIT 1 FOR UPDATE SKIP LOCKED)
    UPDATE quoth.inquiries AS taken SET lease = %(mark)s, tries = tries + 1,
        leased_until = clock_timestamp() + %(seconds)s * interval '1 s'
    FROM next WHERE taken.id = next.id RETURNING taken.id, taken.asked"""
RENEW = """UPDATE quoth.inquiries
    SET leased_until = clock_timestamp() + %(seconds)s * interval '1 s'
    WHERE id = ANY(%(ids)s) AND lease = ANY(%(marks)s) AND answer IS NULL RETURNING lease"""
TELL = """WITH told AS (UPDATE quoth.inquiries SET answer = %(answer)s
        WHERE id = %(id)s AND lease = %(mark)s AND answer IS NULL RETURNING asker, id)
    SELECT pg_notify(asker, id::text) FROM told"""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to answer the question ``id``, for as long as it has ``mark``."""

    mark: UUID
    id: UUID
    asked: str


class InquiryLeases:
    """Questions that a worker takes from the queue in ``database``; for use from any thread."""

    def __init__(self, database: SharedDatabase, seconds: float) -> None:
        """Take each question for ``seconds`` at a time."""
        self._database, self._seconds = database, seconds

    def take(self) -> Lease | None:
        """Take the question whose turn it is; None if none waits.

        :raises QuothError: the database cannot be used now.
        """
        mark = uuid4()
        given = {"most": MOST_TRIES, "mark": mark, "seconds": self._seconds}
        rows = self._database.single(TAKE, given)
        return Lease(mark, *rows[0]) if rows else None

    def renew(self, leases: Collection[Lease]) -> set[UUID]:
        """Have ``leases`` begin anew; return the marks of those that are not lost.

        :raises QuothError: the database cannot be used now; no lease is lost by that alone.
        """
        ids, marks = [lease.id for lease in leases], [lease.mark for lease in leases]
        given = {"ids": ids, "marks": marks, "seconds": self._seconds}
        return {mark for (mark,) in self._database.single(RENEW, given)}

    def tell(self, lease: Lease, answer: str) -> bool:
        """Write ``answer``, and tell the bot; return whether it was written.

        It is not if the lease was lost, if nobody waits any more, or if it was written before.

        :raises QuothError: the database cannot be used now.
        """
        given = {"answer": answer, "id": lease.id, "mark": lease.mark}
        return bool(self._database.single(TELL, given))
