"""Keep a pace in all processes that share a database: each takes the next free turn, and waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.postgres.prompt import PromptDatabase

# A row has the time of the turn after the last one. ``burst`` turns may come before their time.
TURN = """INSERT INTO quoth.paces AS old
    VALUES (%(name)s, clock_timestamp() + %(step)s * interval '1 s')
    ON CONFLICT (name) DO UPDATE
    SET next = greatest(old.next, clock_timestamp()) + %(step)s * interval '1 s'
    RETURNING extract(epoch FROM next - clock_timestamp()) - %(step)s * (1 + %(burst)s)"""


class SharedPace:
    """At most one turn in ``seconds``, and ``burst`` more at once after a rest."""

    def __init__(
        self, database: PromptDatabase, name: str, seconds: float, *, burst: int = 0, alone: float
    ) -> None:
        """``alone`` are the seconds to wait while the database cannot be used."""
        self._database, self._alone = database, alone
        self._given = {"name": name, "step": seconds, "burst": burst}

    async def turn(self, part: int = 0) -> float:
        """Take the next turn of ``part``; return in how many seconds it comes."""
        given = self._given | {"name": f"{self._given['name']} {part}"}
        rows = await self._database.do(lambda session: session.execute(TURN, given).fetchall())
        return max(0.0, float(rows[0][0])) if rows else self._alone
