"""Write a snapshot into the database, and remove what no snapshot has any longer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from index.errors import SnapshotCorrupt
from index.postgres import Session
from index.snapshots.manifest import MANIFEST, REBUILD, read_manifest
from index.snapshots.shared.tables import NOTICES

CHUNK = 1 << 20  # bytes of a file in one row
ADD = "INSERT INTO quoth_index.snapshots VALUES (%s, %s, %s, %s)"
ADD_FILE = "INSERT INTO quoth_index.files VALUES (%s, %s, %s, %s, %s)"
COPY = "COPY quoth_index.chunks FROM STDIN (FORMAT BINARY)"
STORED = "SELECT DISTINCT digest FROM quoth_index.files WHERE corpus = %s"
LET_SERVE = """INSERT INTO quoth_index.serving VALUES (%s, %s, clock_timestamp())
    ON CONFLICT (corpus) DO UPDATE SET name = excluded.name, since = excluded.since"""
REMOVE = "DELETE FROM quoth_index.snapshots WHERE corpus = %s AND name = %s"
SWEEP = """DELETE FROM quoth_index.chunks WHERE corpus = %s AND digest NOT IN
    (SELECT digest FROM quoth_index.files WHERE corpus = %s)"""


def add(session: Session, corpus: str, folder: Path) -> None:
    """Write all files of the snapshot in ``folder`` that the corpus has not yet.

    :raises SnapshotError: it is not there, or not as it was sealed.
    """
    manifest = read_manifest(folder)
    data = (folder / MANIFEST).read_bytes()
    session.execute(ADD, (corpus, folder.name, manifest["created"], data))
    stored = {bytes(digest) for (digest,) in session.execute(STORED, (corpus,))}
    sealed = {path: bytes.fromhex(digest) for path, digest in manifest["files"].items()}
    for path, digest in sealed.items():
        size = (folder / path).stat().st_size
        session.execute(ADD_FILE, (corpus, folder.name, path, digest, size))
    new = {digest: path for path, digest in sealed.items() if digest not in stored}
    with session.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.set_types(["text", "bytea", "int4", "bytea"])
        for row in _rows(corpus, folder, new.items()):
            copy.write_row(row)


def _rows(corpus: str, folder: Path, files: Iterable[tuple[bytes, str]]) -> Iterator[list[Any]]:
    """Yield the chunks of each file; whatever differs from its seal is never published."""
    for digest, path in files:
        seen = hashlib.sha256()
        with (folder / path).open("rb") as file:
            for part, content in enumerate(iter(partial(file.read, CHUNK), b"")):
                seen.update(content)
                yield [corpus, digest, part, content]
        if seen.digest() != digest:
            raise SnapshotCorrupt(
                f"{path} of snapshot {folder.name} was changed after it was sealed", hint=REBUILD
            )


def let_serve(session: Session, corpus: str, name: str) -> None:
    """Point at the snapshot that serves, and tell all processes when this is committed."""
    session.execute(LET_SERVE, (corpus, name))
    session.execute("SELECT pg_notify(%s, %s)", (NOTICES, corpus))


def remove(session: Session, corpus: str, name: str) -> None:
    """Remove a snapshot, and the files that only it had."""
    session.execute(REMOVE, (corpus, name))
    session.execute(SWEEP, (corpus, corpus))
