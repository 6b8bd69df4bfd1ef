"""Import the ledger in a file of one machine into the database that several processes share."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ledger.database import opened_to_read
from bot.ledger.postgres_ledger import KEEP, upsert
from bot.ledger.pseudonym import Key
from bot.ledger.queries import unusable
from bot.ledger.tally import COLUMNS
from bot.postgres.migrations import KEPT, LOCKS

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ledger.pseudonym import Pseudonyms
    from bot.ledger.tally import Row
    from bot.postgres.imports import Imports
    from index.postgres import Session

PATIENCE = 5.0  # seconds to wait for a process that has the file locked
READ_KEPT = "SELECT at, server, corpus, question, why, missing, asker, voter, tier FROM kept"
FORGOT = "SELECT extract(epoch FROM forgot)::float FROM quoth.installation"
KEEP_KEY = "INSERT INTO quoth.keys VALUES (%s, %s) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """The contents of a ledger file: numbers by table, questions, and the key of their names."""

    numbers: dict[str, dict[Row, int]] = field(default_factory=dict)
    kept: Counter[Row] = field(default_factory=Counter, repr=False)
    key: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ImportedLedger:
    """How much was imported: outcomes of questions, votes, and questions.

    ``left_out`` are questions that may be of somebody who was forgotten since.
    """

    asked: int
    votes: int
    kept: int
    left_out: int


def ledger_in(file: Path) -> LedgerFile:
    """Read the ledger in ``file``; it is empty if there is none.

    :raises SettingsError: the file cannot be read.
    """
    try:
        connection = opened_to_read(file, PATIENCE)
        if connection is None:
            return LedgerFile()
        with closing(connection):
            numbers = {table: _numbers(connection, table) for table in COLUMNS}
            kept = Counter(connection.execute(READ_KEPT).fetchall())
    except (sqlite3.Error, OSError) as error:
        raise unusable(file, error) from None
    return LedgerFile(numbers, kept, Key(file.with_suffix(".key")).read())


def import_ledger(
    session: Session, found: LedgerFile, names: Pseudonyms, imports: Imports
) -> ImportedLedger:
    """Add to the shared ledger what was not imported yet; ``names`` are those of its key."""
    added = {}
    for table, numbers in sorted(found.numbers.items()):
        new = {row: more for row, more in imports.new(table, numbers).items() if more}
        rows = [(*row, more, more) for row, more in sorted(new.items())]
        session.cursor().executemany(upsert(table), rows)
        added[table] = sum(new.values())
    kept, left_out = _import_kept(session, found, names, imports)
    return ImportedLedger(added.get("asked", 0), added.get("votes", 0), kept, left_out)


def _import_kept(
    session: Session, found: LedgerFile, names: Pseudonyms, imports: Imports
) -> tuple[int, int]:
    """Import the questions that were kept after anybody was last forgotten.

    The file names people by another key, so nobody can tell whose the earlier questions are. Who is
    forgotten from now on is found by that key too.
    """
    session.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", (LOCKS, KEPT))
    new = imports.new("kept", found.kept)
    rows = [row for row, more in sorted(new.items()) for _ in range(more)]
    (forgot,) = session.execute(FORGOT).fetchone() or (None,)
    may = [row for row in rows if found.key and (forgot is None or row[0] > forgot)]
    if may and found.key:
        session.execute(KEEP_KEY, names.sealed(found.key))
        session.cursor().executemany(KEEP, may)
    return len(may), len(rows) - len(may)


def _numbers(connection: sqlite3.Connection, table: str) -> dict[Row, int]:
    # The table is one of the constants of COLUMNS, so nothing can be injected.
    rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
    return {tuple(row): number for *row, number in rows}
