"""Import the rules in a file of one machine into the database that several processes share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.postgres.migrations import LOCKS, RECORDS, SAY
from bot.servers.shared_record import WRITE, flat, rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.postgres.imports import Imports
    from index.postgres import Session


class ImportedRecord(NamedTuple):
    """How many entries were imported, and of how many the database has others, which stay."""

    new: int
    others: int


def record_in(file: Path) -> dict[str, Any]:
    """Read the record of a file that was found valid; it is empty if there is no file."""
    if not file.is_file():
        return {}
    record: dict[str, Any] = json.loads(file.read_text("utf-8"))
    del record["format"]
    return record


def import_record(
    session: Session, kind: str, record: dict[str, Any], imports: Imports
) -> ImportedRecord:
    """Write the entries that were never imported, and that the database does not have."""
    session.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, RECORDS))
    there, rows = rows_of(session, kind), flat(record)
    new = imports.new(kind, dict.fromkeys(rows, 1))
    fresh = [key for key in rows if new[key] > 0]
    missing = [key for key in fresh if key not in there]
    values = [(kind, *key, json.dumps(rows[key])) for key in missing]
    session.cursor().executemany(WRITE, values)
    session.execute(SAY, (kind,))
    others = sum(there[key] != rows[key] for key in fresh if key in there)
    return ImportedRecord(len(missing), others)
