"""Seal a snapshot with a manifest that holds the sha256 of every file, and check it.

The folder's name ends in the first digits of the manifest's own sha256. So the name seals the
manifest, and the manifest seals the other files.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from index.errors import SnapshotCorrupt, SnapshotMismatch, SnapshotMissing
from index.files import file_digest
from index.snapshots.calibration import Measured, measured_from
from index.snapshots.file_marks import marks_of, note_marks
from index.text.analysis import ENGLISH
from index.types import Document

FORMAT = 4
READABLE = (3, FORMAT)  # format 3 has the rows of its tables in the database
MANIFEST = "manifest.json"
REBUILD = "Build it again with `quoth build`, or go back with `quoth activate`."


def source_record(document: Document) -> dict[str, Any]:
    """Return a document's entry in the manifest; if any part of it changes, the index is stale."""
    shape = document.landmarks, document.blocks, document.pages, document.markup
    outline = repr(shape).encode("utf-8")
    return {
        "id": document.id,
        "title": document.title,
        "sha256": document.sha256,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "author": document.author,
        "language": document.language,
        "licence": document.licence,
        "boost": document.boost,
        "file": document.file,
        "outline": sha256(outline).hexdigest()[:12],
    }


def seal(folder: Path, manifest: dict[str, Any]) -> str:
    """Write the manifest with the sha256 of every other file in ``folder``; return its own."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    names = [path.relative_to(folder).as_posix() for path in paths]
    marks = marks_of(folder, names)
    files = {name: file_digest(path) for name, path in zip(names, paths, strict=True)}
    note_marks(folder, marks)
    data = json.dumps({**manifest, "files": files}, ensure_ascii=False).encode("utf-8")
    (folder / MANIFEST).write_bytes(data)
    return sha256(data).hexdigest()


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of a snapshot, and check it against the folder's name.

    :raises SnapshotMissing: there is no manifest.
    :raises SnapshotCorrupt: it is damaged, or was changed after it was sealed.
    :raises SnapshotMismatch: another version of Quoth wrote it.
    """
    try:
        data = (folder / MANIFEST).read_bytes()
    except OSError:
        raise SnapshotMissing(
            f"no snapshot at {folder}", hint="Build one with `quoth build`."
        ) from None
    return manifest_in(data, folder.name)


def manifest_in(data: bytes, name: str) -> dict[str, Any]:
    """Read a manifest, and check it against the name of its snapshot.

    :raises SnapshotCorrupt: it is damaged, or was changed after it was sealed.
    :raises SnapshotMismatch: another version of Quoth wrote it.
    """
    try:
        manifest: dict[str, Any] = json.loads(data)
        found = manifest["format"]
    except (ValueError, KeyError, TypeError):
        raise SnapshotCorrupt(f"the manifest of {name} is damaged", hint=REBUILD) from None
    if found not in READABLE:
        raise SnapshotMismatch(
            f"{name} has format {found}; this Quoth reads format {FORMAT}",
            hint="Rebuild it with `quoth build`.",
        )
    if not name.endswith(sha256(data).hexdigest()[:12]):
        raise SnapshotCorrupt(
            f"the manifest of {name} was changed after it was sealed", hint=REBUILD
        )
    return manifest


def content(manifest: dict[str, Any]) -> str:
    """Return a hash of all files of a snapshot, to compare contents regardless of names."""
    return sha256(json.dumps(manifest["files"], sort_keys=True).encode("utf-8")).hexdigest()[:12]


def languages_in(manifest: Mapping[str, Any]) -> dict[str, int]:
    """Return how many documents are in each language, by its code, the most first.

    The code is empty if the language is unknown. Older indexes name no languages: all of their
    texts were indexed as English.
    """
    return dict(manifest.get("languages") or {ENGLISH: len(manifest.get("sources", ()))})


def measured_in(manifest: dict[str, Any], name: str) -> Measured | None:
    """Return the corpus's own calibration from the manifest of the snapshot ``name``, if any.

    :raises SnapshotCorrupt: the calibration is damaged.
    """
    record = manifest.get("calibration")
    try:
        return None if record is None else measured_from(record)
    except ValueError:
        raise SnapshotCorrupt(
            f"the calibration in the manifest of {name} is damaged", hint=REBUILD
        ) from None


def check_files(folder: Path, manifest: dict[str, Any], *, trusted: Container[str] = ()) -> None:
    """Compare every file that is not ``trusted`` with its sha256 in the manifest.

    :raises SnapshotCorrupt: a file is missing or differs; the message names the first one.
    """
    for name, sealed in manifest["files"].items():
        if name in trusted:
            continue
        try:
            what = "" if file_digest(folder / name) == sealed else "was changed after it was sealed"
        except FileNotFoundError:
            what = "is missing"
        except OSError as error:
            what = f"cannot be read ({error.strerror})"
        if what:
            raise SnapshotCorrupt(f"{name} of snapshot {folder.name} {what}", hint=REBUILD)
