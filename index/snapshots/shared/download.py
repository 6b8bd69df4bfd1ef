"""Fetch a snapshot from the database into a folder, comparing every byte with the seal."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from index.errors import SnapshotCorrupt, SnapshotMissing
from index.files import file_digest
from index.postgres import Session
from index.snapshots.manifest import MANIFEST, manifest_in

REPAIR = (
    "Go back with `quoth activate`, or delete the corpus in the database and build it again: see "
    "docs/how-to/several-processes.md#share-the-index."
)
# One moment for both statements: the snapshot may be removed while it is read.
ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
DESCRIPTION = "SELECT manifest FROM quoth_index.snapshots WHERE corpus = %s AND name = %s"
CHUNKS = """COPY (SELECT digest, content FROM quoth_index.chunks
    WHERE corpus = %s AND digest = ANY(%s) ORDER BY digest, part) TO STDOUT (FORMAT BINARY)"""


def described(session: Session, corpus: str, name: str) -> bytes:
    """Read the manifest of a snapshot, as it is stored.

    :raises SnapshotMissing: there is no such snapshot.
    """
    row = session.execute(DESCRIPTION, (corpus, name)).fetchone()
    if row is None:
        raise SnapshotMissing(
            f"no snapshot {name!r} of the corpus {corpus!r} in the shared index",
            hint="`quoth status` lists the snapshots that are kept.",
        )
    return bytes(row[0])


def fetch(
    session: Session, corpus: str, name: str, folder: Path, known: Mapping[str, Path]
) -> dict[str, Any]:
    """Write the files of a snapshot into ``folder``, and return its manifest.

    ``known`` has files of this machine by their digest; they are linked instead of fetched.

    :raises SnapshotError: it is not there, or not stored as it was sealed.
    :raises OSError: a file cannot be written.
    """
    session.execute(ONE_MOMENT)
    data = described(session, corpus, name)
    manifest = manifest_in(data, name)
    paths: dict[str, list[Path]] = {}
    for path, digest in manifest["files"].items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        paths.setdefault(digest, []).append(folder / path)
    firsts = {digest: found[0] for digest, found in paths.items()}
    missing = {
        digest: path
        for digest, path in firsts.items()
        if not _linked(known.get(digest), path, digest)
    }
    _write(session, corpus, missing, name)
    for first, *others in paths.values():
        for other in others:
            shutil.copyfile(first, other)
    (folder / MANIFEST).write_bytes(data)
    return manifest


def _linked(file: Path | None, target: Path, digest: str) -> bool:
    """Link a file of another snapshot, if it is still there and as it should be."""
    if file is None:
        return False
    with suppress(OSError):  # it was just removed, or its file system has no links
        target.hardlink_to(file)
        if file_digest(target) == digest:
            return True
    target.unlink(missing_ok=True)  # never written to, for it may be another snapshot's file
    return False


def _write(session: Session, corpus: str, files: Mapping[str, Path], name: str) -> None:
    digests = [bytes.fromhex(digest) for digest in files]
    written = set()
    with session.cursor() as cursor, cursor.copy(CHUNKS, (corpus, digests)) as copy:
        copy.set_types(["bytea", "bytea"])
        for digest, rows in groupby(copy.rows(), key=itemgetter(0)):
            if _copied(rows, files[digest.hex()]) != digest:
                raise _damaged(files[digest.hex()], name)
            written.add(digest.hex())
    for digest in files.keys() - written:
        files[digest].touch()  # it is empty, or lost
        if hashlib.sha256().hexdigest() != digest:
            raise _damaged(files[digest], name)


def _copied(rows: Iterator[Any], target: Path) -> bytes:
    seen = hashlib.sha256()
    with target.open("xb") as file:
        for _, content in rows:
            seen.update(content)
            file.write(content)
    return seen.digest()


def _damaged(file: Path, name: str) -> SnapshotCorrupt:
    return SnapshotCorrupt(
        f"{file.name} of snapshot {name} is not in the shared index as it was sealed", hint=REPAIR
    )
