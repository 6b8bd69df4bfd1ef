"""What makes a snapshot's bytes checkable: a manifest with the sha256 of every file.

The folder's name ends in the first digits of the manifest's own sha256, so the name seals the
manifest and the manifest seals the rest.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from index.errors import SnapshotCorrupt, SnapshotMismatch, SnapshotMissing
from index.files import file_digest
from index.snapshots.calibration import Measured, measured_from
from index.types import Document

FORMAT = 2
MANIFEST = "manifest.json"
REBUILD = "Build it again with `quoth build`, or go back with `quoth activate`."


def source_record(document: Document) -> dict[str, Any]:
    """What a manifest says of a document: whatever of it changes, the index is stale."""
    outline = repr((document.landmarks, document.paragraphs, document.pages)).encode("utf-8")
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
    """Write the manifest, with the sha256 of every other file in ``folder``; return its digest."""
    files = {
        path.relative_to(folder).as_posix(): file_digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    data = json.dumps({**manifest, "files": files}, indent=1, ensure_ascii=False).encode("utf-8")
    (folder / MANIFEST).write_bytes(data)
    return sha256(data).hexdigest()


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read what a snapshot says of itself, and check it against the folder's name."""
    try:
        data = (folder / MANIFEST).read_bytes()
    except OSError:
        raise SnapshotMissing(
            f"no snapshot at {folder}", hint="Build one with `quoth build`."
        ) from None
    try:
        manifest: dict[str, Any] = json.loads(data)
        found = manifest["format"]
    except (ValueError, KeyError, TypeError):
        raise SnapshotCorrupt(f"the manifest of {folder.name} is damaged", hint=REBUILD) from None
    if found != FORMAT:
        raise SnapshotMismatch(
            f"{folder.name} has format {found}; this Quoth reads format {FORMAT}",
            hint="Rebuild it with `quoth build`.",
        )
    if not folder.name.endswith(sha256(data).hexdigest()[:12]):
        raise SnapshotCorrupt(
            f"the manifest of {folder.name} was changed after it was sealed", hint=REBUILD
        )
    return manifest


def content(manifest: dict[str, Any]) -> str:
    """What tells whether two snapshots hold the same, whatever their names: a hash of all files."""
    return sha256(json.dumps(manifest["files"], sort_keys=True).encode("utf-8")).hexdigest()[:12]


def measured_in(manifest: dict[str, Any], name: str) -> Measured | None:
    """The calibration in the manifest of the snapshot ``name``; None if it has none of its own.

    :raises SnapshotCorrupt: what stands there is none.
    """
    record = manifest.get("calibration")
    try:
        return None if record is None else measured_from(record)
    except ValueError:
        raise SnapshotCorrupt(
            f"the calibration in the manifest of {name} is damaged", hint=REBUILD
        ) from None


def check_files(folder: Path, manifest: dict[str, Any]) -> None:
    """Compare every file with its seal.

    :raises SnapshotCorrupt: the first that is missing or differs.
    """
    for name, sealed in manifest["files"].items():
        try:
            what = "" if file_digest(folder / name) == sealed else "was changed after it was sealed"
        except FileNotFoundError:
            what = "is missing"
        except OSError as error:
            what = f"cannot be read ({error.strerror})"
        if what:
            raise SnapshotCorrupt(f"{name} of snapshot {folder.name} {what}", hint=REBUILD)
