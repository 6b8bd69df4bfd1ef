"""Remember what was imported into the shared database, so that nothing is imported twice.

Only hashes of it are remembered, and how many equal things there were.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.postgres.migrations import IMPORT, LOCKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from index.postgres import Session

Thing = TypeVar("Thing")
READ = "SELECT what, number FROM quoth.imports WHERE source = %s"
NOTE = """INSERT INTO quoth.imports VALUES (%s, %s, %s)
    ON CONFLICT (source, what) DO UPDATE SET number = excluded.number"""


@dataclass(frozen=True, slots=True)
class Imports:
    """What was imported from one ``machine``, within a transaction of ``session``.

    ``named`` hashes a text with the key that all processes share.
    """

    session: Session
    machine: str
    named: Callable[[str], bytes]

    def new(self, kind: str, numbers: Mapping[Thing, int]) -> dict[Thing, int]:
        """Note these things as imported; return for each how many were not imported yet.

        ``numbers`` has how many there are of each. Fewer than before are a number below zero.
        """
        self.session.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, IMPORT))
        source = self.named(f"machine:{self.machine}")
        rows = self.session.execute(READ, (source,)).fetchall()
        before = {bytes(what): int(number) for what, number in rows}
        names = {thing: self.named(f"{kind}:{thing!r}") for thing in numbers}
        new = {thing: number - before.get(names[thing], 0) for thing, number in numbers.items()}
        notes = [(source, names[thing], numbers[thing]) for thing, more in new.items() if more]
        self.session.cursor().executemany(NOTE, notes)
        return new
