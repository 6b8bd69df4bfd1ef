"""Read and write the shared sources of a corpus, a chunk of a file in a row."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from index.errors import RegisterError
from index.files import replacing
from index.postgres import Session
from index.snapshots.shared.tables import HAS_SOURCES, SOURCES, version_of
from index.sources.shared.working_copy import WorkingCopy

CHUNK = 1 << 20  # bytes of a file in one row
# One moment for both statements: the sources may be changed while they are read.
ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
REVISION = "SELECT revision FROM quoth_index.source_trees WHERE corpus = %s"
FILES = "SELECT path, encode(digest, 'hex') FROM quoth_index.source_files WHERE corpus = %s"
CHUNKS = """COPY (SELECT digest, content FROM quoth_index.source_chunks
    WHERE corpus = %s AND digest = ANY(%s) ORDER BY digest, part) TO STDOUT (FORMAT BINARY)"""
ONE_FILE = """SELECT content FROM quoth_index.source_chunks
    JOIN quoth_index.source_files USING (corpus, digest)
    WHERE corpus = %s AND path = %s ORDER BY part"""
REVISE = """INSERT INTO quoth_index.source_trees VALUES (%s, 1)
    ON CONFLICT (corpus) DO UPDATE SET revision = quoth_index.source_trees.revision + 1"""
REMOVE = "DELETE FROM quoth_index.source_files WHERE corpus = %s AND path = ANY(%s)"
WRITE = """INSERT INTO quoth_index.source_files VALUES (%s, %s, %s)
    ON CONFLICT (corpus, path) DO UPDATE SET digest = excluded.digest"""
STORED = """SELECT DISTINCT encode(digest, 'hex') FROM quoth_index.source_chunks
    WHERE corpus = %s"""
COPY = "COPY quoth_index.source_chunks FROM STDIN (FORMAT BINARY)"
SWEEP = """DELETE FROM quoth_index.source_chunks WHERE corpus = %s AND digest NOT IN
    (SELECT digest FROM quoth_index.source_files WHERE corpus = %s)"""


def revision_of(session: Session, corpus: str) -> int | None:
    """Return a number that every change raises; None if the sources are not shared."""
    if version_of(session) < HAS_SOURCES:
        return None
    row = session.execute(REVISION, (corpus,)).fetchone()
    return None if row is None else int(row[0])


def content_of(session: Session, corpus: str, path: str) -> bytes:
    """Return the content of one small file; none if there is no such file."""
    return b"".join(content for (content,) in session.execute(ONE_FILE, (corpus, path)))


def bring_up_to_date(session: Session, corpus: str, copy: WorkingCopy) -> dict[str, str]:
    """Make the copy what the database has, and return the digest of each file by its path.

    :raises RegisterError: a file is not stored as it was written.
    :raises OSError: the copy cannot be written.
    """
    with session.transaction():
        session.execute(ONE_MOMENT)
        stored: dict[str, str] = dict(session.execute(FILES, (corpus,)).fetchall())
        here = copy.digests()
        for name in here.keys() - stored.keys():
            copy.discard(name)
        copy.library.sources.mkdir(parents=True, exist_ok=True)
        missing = {name: it for name, it in stored.items() if here.get(name) != it}
        _fetch(session, corpus, missing, copy)
    return stored


def _fetch(session: Session, corpus: str, missing: Mapping[str, str], copy: WorkingCopy) -> None:
    paths: dict[str, list[Path]] = {}
    for name, digest in missing.items():
        copy.path(name).parent.mkdir(parents=True, exist_ok=True)
        paths.setdefault(digest, []).append(copy.path(name))
    wanted = [bytes.fromhex(digest) for digest in paths]
    with session.cursor() as cursor, cursor.copy(CHUNKS, (corpus, wanted)) as rows:
        rows.set_types(["bytea", "bytea"])
        for digest, chunks in groupby(rows.rows(), key=itemgetter(0)):
            first, *others = paths.pop(digest.hex())
            _write(first, digest, (content for _, content in chunks))
            for other in others:
                shutil.copyfile(first, other)
    if paths:
        raise _damaged(next(iter(paths.values()))[0])


def _write(path: Path, digest: bytes, chunks: Iterable[bytes]) -> None:
    seen = hashlib.sha256()
    with replacing(path, synced=False) as file:
        for content in chunks:
            seen.update(content)
            file.write(content)
        if seen.digest() != digest:
            raise _damaged(path)


def _damaged(path: Path) -> RegisterError:
    return RegisterError(
        f"{path.name}: it is damaged in the database of the shared sources",
        hint="Restore the database; the earlier index goes on serving.",
    )


def publish(
    session: Session, corpus: str, before: Mapping[str, str], after: Mapping[str, str], root: Path
) -> None:
    """Write in one transaction what has changed in the copy at ``root``, and tell all processes."""
    changed = {name: digest for name, digest in after.items() if before.get(name) != digest}
    gone = sorted(before.keys() - after.keys())
    if not changed and not gone and before:
        return
    with session.transaction():
        session.execute(REVISE, (corpus,))
        session.execute(REMOVE, (corpus, gone))
        rows = [(corpus, name, bytes.fromhex(digest)) for name, digest in changed.items()]
        session.cursor().executemany(WRITE, rows)
        stored = {digest for (digest,) in session.execute(STORED, (corpus,))}
        new = {digest: root / name for name, digest in changed.items() if digest not in stored}
        _upload(session, corpus, new)
        session.execute(SWEEP, (corpus, corpus))
        session.execute("SELECT pg_notify(%s, %s)", (SOURCES, corpus))


def _upload(session: Session, corpus: str, files: Mapping[str, Path]) -> None:
    with session.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.set_types(["text", "bytea", "int4", "bytea"])
        for digest, path in files.items():
            for row in _rows(corpus, digest, path):
                copy.write_row(row)


def _rows(corpus: str, digest: str, path: Path) -> Iterator[list[Any]]:
    """Yield the chunks of a file; an empty one has one, so that it is known to be stored."""
    seen = hashlib.sha256()
    with path.open("rb") as file:
        for part, content in enumerate(iter(partial(file.read, CHUNK), b"")):
            seen.update(content)
            yield [corpus, bytes.fromhex(digest), part, content]
        if file.tell() == 0:
            yield [corpus, bytes.fromhex(digest), 0, b""]
    if seen.hexdigest() != digest:
        raise RegisterError(
            f"{path.name}: it was changed while it was written to the shared sources",
            hint="Try again.",
        )
