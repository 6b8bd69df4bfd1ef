"""Divide the shards of a bot between its processes, in the shared database.

A process has shards of its own, and takes them when it starts, also from a process that runs: the
newest one has them. A shard whose process renews nothing any more is free: its own process takes it
at once, any other one a lease later. Who loses a shard keeps its gateway until the new holder hears
Discord, so that nothing is missed in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.postgres.migrations import LOCKS, SHARDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.postgres.connection import SharedDatabase
    from index.postgres import Session

# One process at a time looks and takes, so that no two wait for each other's rows.
IN_TURN = "SELECT pg_advisory_xact_lock(%s, %s)"
NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1e6)::bigint"
RENEW = """UPDATE quoth.shards
    SET until = clock_timestamp() + %(lease)s, ready = ready OR shard = ANY(%(ready)s)
    WHERE total = %(total)s AND holder = %(mark)s"""
TAKE = """INSERT INTO quoth.shards AS old
    SELECT %(total)s, shard, %(mark)s, %(rank)s, false, clock_timestamp() + %(lease)s
    FROM unnest(%(own)s::integer[]) AS shard
    ON CONFLICT (total, shard) DO UPDATE SET holder = excluded.holder, rank = excluded.rank,
        ready = false, until = excluded.until
    WHERE old.holder <> excluded.holder
        AND (old.rank < excluded.rank OR old.until < clock_timestamp())"""
# One at a time: the other processes take the next ones.
TAKE_OVER = """INSERT INTO quoth.shards AS old
    SELECT %(total)s, shard, %(mark)s, 0, false, clock_timestamp() + %(lease)s
    FROM generate_series(0, %(total)s - 1) AS shard
    WHERE shard <> ALL(%(own)s) AND NOT EXISTS (SELECT FROM quoth.shards AS theirs
        WHERE theirs.total = %(total)s AND theirs.shard = shard.shard
            AND theirs.until > clock_timestamp() - %(lease)s)
    ORDER BY shard LIMIT 1
    ON CONFLICT (total, shard) DO UPDATE SET holder = excluded.holder, rank = excluded.rank,
        ready = false, until = excluded.until"""
LOOK = """SELECT shard, holder = %(mark)s, ready FROM quoth.shards
    WHERE total = %(total)s AND until > clock_timestamp()"""
RELEASE = """UPDATE quoth.shards SET until = clock_timestamp()
    WHERE total = %(total)s AND holder = %(mark)s RETURNING shard"""


@dataclass(frozen=True, slots=True)
class ShardsNow:
    """The shards that this process has, and those that another one has and hears."""

    ours: frozenset[int]
    heard_elsewhere: frozenset[int]


class ShardLeases:
    """The shards of one process, in ``database``, which only one thread uses."""

    def __init__(
        self, database: SharedDatabase, own: Collection[int], total: int, seconds: float
    ) -> None:
        """Keep the shards in ``own`` of ``total``, for ``seconds`` at a time."""
        self._database, self._seconds = database, seconds
        self._given: dict[str, Any] = {"own": list(own), "total": total, "mark": uuid4()}
        self._given["lease"] = timedelta(seconds=seconds)
        self._rank = 0  # microseconds of the database's clock when this process began

    def keep(self, ready: Collection[int]) -> ShardsNow:
        """Renew what this process has, take what is its own or free, and look who has what.

        ``ready`` are the shards that it hears.

        :raises QuothError: the database cannot be used now.
        """
        return self._database.do(lambda session: self._kept(session, list(ready)))

    def look(self) -> ShardsNow:
        """Look who has what, and change nothing.

        :raises QuothError: the database cannot be used now.
        """
        return self._database.do(lambda session: _looked(session, self._given))

    def release(self) -> None:
        """Let others have the shards of this process, which leaves.

        :raises QuothError: the database cannot be used now; the leases end by themselves.
        """
        self._database.do(lambda session: session.execute(RELEASE, self._given).fetchall())

    def _kept(self, session: Session, ready: list[int]) -> ShardsNow:
        session.execute(IN_TURN, (LOCKS, SHARDS))
        (now,) = session.execute(NOW).fetchone() or (0,)
        self._rank = self._rank or now
        given = self._given | {"ready": ready, "rank": self._rank}
        session.execute(RENEW, given)
        session.execute(TAKE, given)
        if now - self._rank > self._seconds * 1e6:  # those that start with it have taken theirs
            session.execute(TAKE_OVER, given)
        return _looked(session, given)


def _looked(session: Session, given: dict[str, Any]) -> ShardsNow:
    rows = session.execute(LOOK, given).fetchall()
    return ShardsNow(
        frozenset(shard for shard, ours, _ in rows if ours),
        frozenset(shard for shard, ours, heard in rows if heard and not ours),
    )
