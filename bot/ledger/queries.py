"""Read and write the tables of a ledger in SQLite."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

from bot.ledger.counts import EARLIEST, Counts, kept_question
from bot.ledger.database import opened_to_read
from bot.ledger.retention import expiries, this_hour, tombstones_end
from bot.ledger.tally import COLUMNS
from index.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.ledger.pseudonym import Key, Pseudonyms
    from bot.ledger.tally import KeptText, Tally

READ_TIMEOUT_SECONDS = 5.0
UPSERT = """INSERT INTO {0} VALUES ({1}, max(0, ?))
    ON CONFLICT DO UPDATE SET number = max(0, number + ?)"""
KEEP = "INSERT INTO kept VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
UNKEEP = """DELETE FROM kept
    WHERE rowid IN (SELECT rowid FROM kept
        WHERE server = ? AND question = ? AND asker = ? AND voter = ? LIMIT 1)"""
HEAR = "INSERT OR IGNORE INTO heard VALUES (?, ?)"
BURY = "INSERT OR REPLACE INTO forgotten VALUES (?, ?)"
IS_FORGOTTEN = "SELECT 1 FROM forgotten WHERE who = ? AND at >= ?"


def counts_in(file: Path, *, server: int | None = None, since: str = EARLIEST) -> Counts:
    """Read the numbers in ``file`` from the day ``since`` on; all are empty if there is no file.

    ``server`` is the one whose kept questions to read; None reads those of all.

    :raises SettingsError: the file cannot be read.
    """
    try:
        connection = opened_to_read(file, READ_TIMEOUT_SECONDS)
        if connection is None:
            return Counts()
        try:
            return read_counts(connection, server=server, since=since)
        finally:
            connection.close()
    except (sqlite3.Error, OSError) as error:
        raise unusable(file, error) from None


def read_counts(connection: sqlite3.Connection, *, server: int | None, since: str) -> Counts:
    """Read the numbers from an open ledger, from the day ``since`` on.

    ``server`` is the one whose kept questions to read; None reads those of all.
    """

    def rows(table: str) -> list[tuple[object, ...]]:
        # The table is one of the constants of COLUMNS, so nothing can be injected.
        return connection.execute(f"SELECT * FROM {table} WHERE day >= ?", (since,)).fetchall()  # noqa: S608

    found = connection.execute(
        "SELECT at, server, corpus, question, why, missing, tier FROM kept"
        " WHERE (? IS NULL OR server = ?) ORDER BY at DESC, rowid DESC",
        (server, server),
    )
    kept = [kept_question(*row) for row in found]
    recent = [question for question in kept if question.at.date().isoformat() >= since]
    return Counts(**{table: rows(table) for table in COLUMNS}, kept=recent)  # type: ignore[arg-type]


def unusable(file: Path, error: Exception) -> SettingsError:
    """Make the error that explains to the operator why the ledger cannot be used."""
    return SettingsError(
        f"{file}: the ledger cannot be used ({error})",
        hint="Check its permissions and the disk; if there is none, the bot makes a new one.",
    )


def write_tally(connection: sqlite3.Connection, tally: Tally) -> None:
    """Write everything or nothing.

    :raises sqlite3.Error: nothing was written; it can be tried again.
    """
    with transaction(connection):
        hour = this_hour()
        new = [mark for mark in tally.heard if connection.execute(HEAR, (mark, hour)).rowcount]
        whole = tally.with_parts(new)  # no other process counted these
        for table, numbers in whole.numbers.items():
            statement = UPSERT.format(table, ", ".join("?" * len(COLUMNS[table])))
            rows = ((*row, number, number) for row, number in numbers.items())
            connection.executemany(statement, rows)
        for text in whole.kept:
            _keep(connection, text)


def _keep(connection: sqlite3.Connection, text: KeptText) -> None:
    at = text.at.timestamp()
    if any(connection.execute(IS_FORGOTTEN, (who, at)).fetchone() for who in text.people):
        return
    if text.taken_back:
        connection.execute(UNKEEP, (text.server, text.question, text.asker, text.voter))
        return
    connection.execute(KEEP, text.row)


def forget(connection: sqlite3.Connection, person: int, names: Pseudonyms) -> int:
    """Delete what ``person`` asked or voted on, in every server; return the number of rows."""
    deleted = 0
    with transaction(connection):
        connection.execute(BURY, (names.tombstone(person), time.time()))
        for server in servers(connection):
            who = names.hash(server, person)
            deleted += connection.execute(
                "DELETE FROM kept WHERE server = ? AND ? IN (asker, voter)", (server, who)
            ).rowcount
    return deleted


def purge(connection: sqlite3.Connection, rules: Callable[[], Callable[[int], int]]) -> int:
    """Delete what is older than its server allows; return the number of rows.

    Marks of messages and tombstones that nobody needs any longer are deleted too.
    """
    deleted = 0
    with transaction(connection):
        for expiry in expiries(servers(connection), rules()):
            deleted += connection.execute(
                "DELETE FROM kept WHERE server = ? AND (? = 0 OR at <= ?)", expiry
            ).rowcount
    connection.execute("DELETE FROM heard WHERE hour < ?", (this_hour() - 1,))
    connection.execute("DELETE FROM forgotten WHERE at < ?", (tombstones_end(),))
    return deleted


def new_names(connection: sqlite3.Connection, key: Key) -> Pseudonyms:
    """Make a key if no process has one, and delete first what was kept under a lost one.

    :raises OSError: the key cannot be written.
    """
    with transaction(connection):
        if not key.is_there():  # no other process has made it meanwhile
            connection.execute("DELETE FROM kept")
    with transaction(connection):
        return key.names() or key.make()


def servers(connection: sqlite3.Connection) -> list[int]:
    """Return the ids of the servers with kept questions, in ascending order."""
    found = connection.execute("SELECT DISTINCT server FROM kept ORDER BY server")
    return [server for (server,) in found]


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
