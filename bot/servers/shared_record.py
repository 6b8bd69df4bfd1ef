"""Keep the rules of servers in the database that several processes share.

Each process has them in memory. Whoever changes a kind of rules notifies the others, which read
them again; so to ask for them costs nothing, and goes on while the database cannot be reached.
"""

from __future__ import annotations

import json
import logging
import threading
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast

from bot.postgres.migrations import LOCKS, RECORDS, SAY
from index.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.postgres.connection import SharedDatabase
    from index.postgres import Session

log = logging.getLogger(__name__)
Thing = TypeVar("Thing")
Rows: TypeAlias = "dict[tuple[str, str], Any]"  # by section and id; "" for what is not by ids
READ = "SELECT section, id, value FROM quoth.records WHERE kind = %s ORDER BY section, id"
WRITE = """INSERT INTO quoth.records VALUES (%s, %s, %s, %s::jsonb)
    ON CONFLICT (kind, section, id) DO UPDATE SET value = excluded.value"""
DELETE = "DELETE FROM quoth.records WHERE kind = %s AND section = %s AND id = %s"


class SharedRecord(Generic[Thing]):
    """The rules of one ``kind``, as the database had them when they were read last."""

    def __init__(
        self,
        database: SharedDatabase,
        kind: str,
        empty: Thing,
        parsed: Callable[[dict[str, Any]], Thing],
        written: Callable[[Thing], dict[str, Any]],
    ) -> None:
        """Read the rules; the arguments after ``kind`` are those of ``KeptFile``.

        :raises QuothError: the database cannot be used, or the rules cannot be understood.
        """
        self.kind = kind
        self._database, self._empty = database, empty
        self._parsed, self._written = parsed, written
        self._lock = threading.Lock()
        self._thing = self._read()

    def now(self) -> Thing:
        """Return the rules as they were read last."""
        return self._thing

    def change(self, change: Callable[[Thing], Thing]) -> Thing:
        """Change the rules in one transaction, and notify all processes.

        :raises QuothError: the rules cannot be understood, or the database cannot be used.
        """
        self._database.do(lambda session: self._change(session, change))
        return self.refresh()

    def refresh(self) -> Thing:
        """Read the rules again; what cannot be understood is not obeyed.

        :raises QuothError: the database cannot be used.
        """
        with self._lock:  # else an earlier reading could replace a later one
            try:
                self._thing = self._read()
            except SettingsError as error:
                log.error("%s; the earlier rules stay in force (%s)", error.message, error.hint)
            return self._thing

    def _read(self) -> Thing:
        return self._understood(self._database.do(lambda session: rows_of(session, self.kind)))

    def _understood(self, rows: Rows) -> Thing:
        if not rows:
            return self._empty
        try:
            return self._parsed(_record(rows))
        except (ValueError, TypeError, AttributeError) as error:
            raise SettingsError(
                f"quoth.records of kind {self.kind!r}: not valid ({error})",
                hint="Correct or delete the row in the shared database.",
            ) from None

    def _change(self, session: Session, change: Callable[[Thing], Thing]) -> None:
        session.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, RECORDS))
        before = rows_of(session, self.kind)
        after = flat(self._written(change(self._understood(before))))
        for section, id_ in before.keys() - after.keys():
            session.execute(DELETE, (self.kind, section, id_))
        for (section, id_), value in after.items():
            if before.get((section, id_)) != value:
                session.execute(WRITE, (self.kind, section, id_, json.dumps(value)))
        session.execute(SAY, (self.kind,))


class SharedRecords:
    """All records that one process has open in ``database``."""

    def __init__(self, database: SharedDatabase) -> None:
        self._database = database
        self._opened: list[SharedRecord[Any]] = []

    def opened(
        self,
        kind: str,
        _file: Path,
        empty: Thing,
        parsed: Callable[[dict[str, Any]], Thing],
        written: Callable[[Thing], dict[str, Any]],
        **_looks: object,
    ) -> SharedRecord[Thing]:
        """Open the record of ``kind``; with a ``kind``, this is a ``Keep`` that reads no file."""
        record = SharedRecord(self._database, kind, empty, parsed, written)
        self._opened.append(record)
        return record

    def refresh(self, kind: str | None) -> None:
        """Read the records of ``kind`` again; all of them if it is not known what changed (None).

        :raises QuothError: the database cannot be used.
        """
        for record in self._opened:
            if kind in (None, record.kind):
                record.refresh()


def rows_of(session: Session, kind: str) -> Rows:
    """Return the rows of one kind."""
    found = session.execute(READ, (kind,)).fetchall()
    return {(section, id_): value for section, id_, value in found}


def flat(record: dict[str, Any]) -> Rows:
    """Make a row of each entry by an id, so that a change writes that one alone."""
    rows: Rows = {}
    for section, value in record.items():
        entries = value if isinstance(value, dict) else {"": value}
        rows |= {(section, id_): entry for id_, entry in entries.items()}
    return rows


def _record(rows: Rows) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for (section, id_), value in rows.items():
        if id_:
            cast("dict[str, Any]", record.setdefault(section, {}))[id_] = value
        else:
            record[section] = value
    return record
