"""Open, repair and scrub the ledger's file: SQLite that only its owner can read."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from index.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 2
DAMAGED = ".damaged"
FILE_ENDINGS = ("", "-wal", "-shm")
# SQLite's primary result codes (sqlite.org/rescode.html) for a file that is damaged or no database.
UNREADABLE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
SCHEMA = """
CREATE TABLE asked (day TEXT, corpus TEXT, outcome TEXT, why TEXT, way TEXT, number INTEGER,
    PRIMARY KEY (day, corpus, outcome, why, way)) STRICT, WITHOUT ROWID;
CREATE TABLE latencies (day TEXT, corpus TEXT, under_ms INTEGER, number INTEGER,
    PRIMARY KEY (day, corpus, under_ms)) STRICT, WITHOUT ROWID;
CREATE TABLE votes (day TEXT, corpus TEXT, vote TEXT, tier TEXT, number INTEGER,
    PRIMARY KEY (day, corpus, vote, tier)) STRICT, WITHOUT ROWID;
CREATE TABLE quoted (day TEXT, corpus TEXT, document TEXT, number INTEGER,
    PRIMARY KEY (day, corpus, document)) STRICT, WITHOUT ROWID;
CREATE TABLE kept (at INTEGER, server INTEGER, corpus TEXT, question TEXT, why TEXT, missing TEXT,
    asker BLOB, voter BLOB, tier TEXT) STRICT;
"""
# Which messages were counted lately, so that two processes that overlap count each once. Earlier
# versions of Quoth pass over it, so it needs no version of its own.
HEARD = """CREATE TABLE IF NOT EXISTS heard (mark BLOB PRIMARY KEY, hour INTEGER)
    STRICT, WITHOUT ROWID"""
# Who was forgotten, as hashes, and when: what another process has in memory is not written later.
FORGOTTEN = """CREATE TABLE IF NOT EXISTS forgotten (who BLOB PRIMARY KEY, at REAL)
    STRICT, WITHOUT ROWID"""
# Version 1 told no tiers apart: its votes have none, and its questions were all refused.
FROM_1 = """
ALTER TABLE votes RENAME TO votes_1;
CREATE TABLE votes (day TEXT, corpus TEXT, vote TEXT, tier TEXT, number INTEGER,
    PRIMARY KEY (day, corpus, vote, tier)) STRICT, WITHOUT ROWID;
INSERT INTO votes SELECT day, corpus, vote, '', number FROM votes_1;
DROP TABLE votes_1;
ALTER TABLE kept ADD COLUMN tier TEXT;
UPDATE kept SET tier = CASE why WHEN 'voted-down' THEN '' ELSE 'none' END;
"""
STEPS = {0: SCHEMA, 1: FROM_1, VERSION: ""}  # by the version found: 0 is an empty file


def opened(file: Path, patience: float) -> sqlite3.Connection:
    """Open ``file`` for writing; make it and its folder if they do not exist.

    A ledger of an earlier version becomes one of this version.

    ``patience``: how many seconds to wait for a lock of another process.

    :raises sqlite3.Error: the file cannot be used; see ``is_unreadable``.
    :raises OSError: the file cannot be made.
    :raises SettingsError: a later version of Quoth made the file.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))  # -wal and -shm get its permissions
    connection = sqlite3.connect(file, timeout=patience, isolation_level=None)
    try:
        for pragma in ("secure_delete=ON", "temp_store=MEMORY", "journal_mode=WAL"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA synchronous=NORMAL")
        _check(connection)
        _make(file, connection)
        connection.execute(HEARD)
        connection.execute(FORGOTTEN)
    except BaseException:
        connection.close()
        raise
    return connection


def opened_to_read(file: Path, patience: float) -> sqlite3.Connection | None:
    """Open ``file`` for reading only; None if there is no ledger yet.

    A ledger of an earlier version is read from a copy in memory: a bot of that version may still be
    writing the file.

    ``patience``: how many seconds to wait for a lock of another process.

    :raises sqlite3.Error: the file cannot be used.
    :raises SettingsError: a later version of Quoth made the file.
    """
    if not file.is_file() or not file.stat().st_size:
        return None
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", timeout=patience, uri=True)
    try:
        version = _version(file, connection)
        if version == VERSION:
            return connection
        copy = _copy(file, connection) if version else None
    except BaseException:
        connection.close()
        raise
    connection.close()
    return copy


def version_of(file: Path) -> int | None:
    """Return the version of a ledger, without changing it; None if there is none yet.

    :raises sqlite3.Error: the file cannot be read.
    :raises SettingsError: a later version of Quoth made the file.
    """
    if not file.is_file() or not file.stat().st_size:
        return None
    logged = file.with_name(file.name + "-wal").exists()
    how = "mode=ro" if logged else "mode=ro&immutable=1"  # which makes no files beside it
    address = f"{file.absolute().as_uri()}?{how}"
    with closing(sqlite3.connect(address, timeout=1.0, uri=True)) as connection:
        return _version(file, connection)


def _copy(file: Path, connection: sqlite3.Connection) -> sqlite3.Connection:
    """Copy an earlier ledger into memory, as one of this version."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.backup(copy)
        _make(file, copy)
    except BaseException:
        copy.close()
        raise
    return copy


def is_unreadable(error: Exception) -> bool:
    """Return whether ``error`` means that the file is damaged, so that no later try can succeed."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, sqlite3.Error) and code is not None and code & 0xFF in UNREADABLE


def put_aside(file: Path) -> Path:
    """Move a damaged ledger out of the way, replacing an earlier one; return its new path."""
    aside = file.with_name(file.name + DAMAGED)
    for end in FILE_ENDINGS:
        here = file.with_name(file.name + end)
        aside.with_name(aside.name + end).unlink(missing_ok=True)
        if here.exists():
            here.replace(aside.with_name(aside.name + end))
    return aside


def delete_damaged(file: Path) -> None:
    """Delete the damaged ledger that ``put_aside`` has moved away."""
    for end in FILE_ENDINGS:
        file.with_name(file.name + DAMAGED + end).unlink(missing_ok=True)


def scrub(connection: sqlite3.Connection) -> bool:
    """Erase all traces of deleted rows from the file and its journal.

    False if another connection is reading, so that it must be tried again. ``secure_delete`` has
    overwritten deleted rows; ``VACUUM`` writes the rest anew.
    """
    if not _checkpoint(connection):
        return False
    connection.execute("VACUUM")
    return _checkpoint(connection)


def _checkpoint(connection: sqlite3.Connection) -> bool:
    (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _check(connection: sqlite3.Connection) -> None:
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        error = sqlite3.DatabaseError(found)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _make(file: Path, connection: sqlite3.Connection) -> None:
    """Make the tables of this version; a failure in between leaves the file as it was."""
    if _version(file, connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")  # another process may have made them meanwhile
    for statement in STEPS[_version(file, connection)].split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version={VERSION}")
    connection.execute("COMMIT")


def _version(file: Path, connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version not in STEPS:
        raise SettingsError(
            f"{file}: a ledger of version {version}; this Quoth reads version {VERSION}",
            hint="Update Quoth, restore an earlier backup, or name another file in "
            "QUOTH_DISCORD__LEDGER.",
        )
    return int(version)
