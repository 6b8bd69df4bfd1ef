"""Collect new numbers in memory, and write them to the ledger in one transaction."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.ledger.entries import Asked, AskOutcome, Vote, bucket, without_ids
from index.types import Tier

if TYPE_CHECKING:
    import sqlite3

    from bot.ledger.entries import Voted

Row: TypeAlias = "tuple[Any, ...]"
UPSERT = """INSERT INTO {0} VALUES ({1}, max(0, ?))
    ON CONFLICT DO UPDATE SET number = max(0, number + ?)"""
KEEP = "INSERT INTO kept VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
UNKEEP = """DELETE FROM kept
    WHERE rowid IN (SELECT rowid FROM kept
        WHERE server = ? AND question = ? AND asker = ? AND voter = ? LIMIT 1)"""
HEAR = "INSERT OR IGNORE INTO heard VALUES (?, ?)"
COLUMNS = {"asked": 5, "latencies": 3, "votes": 4, "quoted": 3}
VOTED_DOWN = "voted-down"
MOST_KEPT = 1_000  # questions that may wait to be written; further ones are dropped
MOST_HEARD = 1_000  # messages that may wait; further ones are counted without comparing
HOUR = 3_600  # seconds


@dataclass(slots=True)
class Tally:
    """The numbers and questions that are not in the file yet.

    Its size depends on how many different things are counted, not on the time since the last write.
    """

    numbers: dict[str, Counter[Row]] = field(
        default_factory=lambda: {table: Counter() for table in COLUMNS}
    )
    kept: list[tuple[str, Row]] = field(default_factory=list, repr=False)
    heard: dict[bytes, Tally] = field(default_factory=dict, repr=False)  # by digests of messages

    def __bool__(self) -> bool:
        return bool(self.kept or self.heard) or any(self.numbers.values())

    def of(self, note: Asked | Voted) -> Tally:
        """Return what counts ``note``: for a message, which may be counted already, a part."""
        message = note.message if isinstance(note, Asked) else None
        if message is None or len(self.heard) >= MOST_HEARD:
            return self
        return self.heard.setdefault(sha256(str(message).encode()).digest()[:8], Tally())

    def add_asked(self, asked: Asked, corpus: str) -> None:
        """Count a question: its outcome, its latency and the sources quoted."""
        day = asked.at.date().isoformat()
        self.numbers["asked"][day, corpus, asked.outcome, asked.why, asked.way] += 1
        if asked.outcome is not AskOutcome.LIMITED:
            self.numbers["latencies"][day, corpus, bucket(asked.seconds)] += 1
        for source in asked.quoted:
            self.numbers["quoted"][(day, *source)] += 1

    def add_vote(self, voted: Voted, corpus: str) -> None:
        """Count a vote, and stop counting the one that it replaces."""
        self.numbers["votes"][voted.at.date().isoformat(), corpus, voted.vote, voted.tier] += 1
        if voted.before:
            vote, day = voted.before
            self.numbers["votes"][day, corpus, vote, voted.tier] -= 1

    def keep_asked(self, asked: Asked, corpus: str, asker: bytes) -> None:
        """Keep the text of a question that was not surely answered, without ids."""
        tier = Tier.NEAR if asked.outcome is AskOutcome.NEAR else Tier.NONE
        missing = json.dumps([without_ids(word) for word in asked.missing], ensure_ascii=False)
        what = (without_ids(asked.question), asked.why, missing, asker, b"", tier)
        self._keep(KEEP, (int(asked.at.timestamp()), asked.place.server, corpus, *what))

    def keep_vote(self, voted: Voted, corpus: str, asker: bytes, voter: bytes) -> None:
        """Keep the question of an answer that was voted down; delete it if the vote changes."""
        question, server = without_ids(voted.question), voted.place.server
        if voted.before and voted.before[0] is Vote.DOWN:
            self._keep(UNKEEP, (server, question, asker, voter))
        if voted.vote is Vote.DOWN:
            when = int(voted.at.timestamp())
            row = (when, server, corpus, question, VOTED_DOWN, "[]", asker, voter, "")
            self._keep(KEEP, row)

    def write(self, connection: sqlite3.Connection) -> None:
        """Write everything or nothing.

        :raises sqlite3.Error: nothing was written; it can be tried again.
        """
        with transaction(connection):
            self.write_rows(connection)
            hour = int(time.time()) // HOUR
            for mark, tally in self.heard.items():
                if connection.execute(HEAR, (mark, hour)).rowcount:  # no other process counted it
                    tally.write_rows(connection)

    def write_rows(self, connection: sqlite3.Connection) -> None:
        """Write all that no message is compared for, within a transaction."""
        for table, numbers in self.numbers.items():
            statement = UPSERT.format(table, ", ".join("?" * COLUMNS[table]))
            rows = ((*row, number, number) for row, number in numbers.items())
            connection.executemany(statement, rows)
        for statement, row in self.kept:
            connection.execute(statement, row)

    def _keep(self, statement: str, row: Row) -> None:
        if len(self.kept) < MOST_KEPT:
            self.kept.append((statement, row))


class transaction:  # noqa: N801 - it reads as a verb: with transaction(connection)
    """A context manager that commits all statements within it, or none if one fails."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is None:
            try:
                self._connection.execute("COMMIT")
                return
            except BaseException:
                self._rollback()
                raise
        self._rollback()

    def _rollback(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
