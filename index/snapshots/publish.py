"""A folder of files becomes a snapshot that serves: sealed, synced, renamed, named by CURRENT."""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.errors import BuildError
from index.files import sync_folder
from index.snapshots.calibration import Measured, measured_record
from index.snapshots.library import CANDIDATE, Library
from index.snapshots.locks import BEING_BUILT, exclusive, unused
from index.snapshots.manifest import check_files, read_manifest, seal

KEPT_SNAPSHOTS = 5


def publish_calibrated(
    library: Library, corpus: str, measured: Measured, *, keep: int = KEPT_SNAPSHOTS
) -> str:
    """Let the snapshot that was measured serve with its calibration, as a new one.

    The snapshot itself stays as it is, and can be activated again; the new one has the same files.

    :raises BuildError: another one serves by now, or the disk is full, or a build is running.
    :raises SnapshotCorrupt: the measured snapshot is not as it was sealed any more.
    """
    with exclusive(library.folder(corpus)) as folder:
        if library.current(corpus) != measured.snapshot:
            raise BuildError(
                f"{measured.snapshot} was measured, but another index is in use now",
                hint="Run `quoth calibrate` again.",
            )
        old = folder / measured.snapshot
        manifest = read_manifest(old)
        check_files(old, manifest)
        beside = folder / f"{BEING_BUILT}{os.getpid()}"
        beside.mkdir()
        for name in manifest["files"]:
            _share(old / name, beside / name)
        check_files(beside, manifest)  # of copies, too, nothing may differ
        name = seal_and_rename(beside, {**manifest, "calibration": measured_record(measured)})
        library.publish(corpus, name)
        prune(library, corpus, keep=keep, spared=(measured.snapshot,))
        return name


def _share(file: Path, beside: Path) -> None:
    """Let ``beside`` be the same file, which nobody changes, or a copy if there are no links."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    try:
        beside.hardlink_to(file)
    except OSError:
        shutil.copyfile(file, beside)


def seal_and_rename(beside: Path, manifest: dict[str, Any]) -> str:
    """Make a snapshot of the folder, and return its name; nothing serves it yet."""
    created = datetime.now(UTC)
    # To the microsecond, so that no two builds have one name: a killed one may have left its.
    digest = seal(beside, {**manifest, "created": created.isoformat(timespec="microseconds")})
    for path in beside.rglob("*"):
        _sync(path)
    name = f"{created:%Y%m%dT%H%M%SZ}-{digest[:12]}"
    beside.rename(beside.parent / name)
    sync_folder(beside.parent)
    return name


def _sync(path: Path) -> None:
    if path.is_dir():
        sync_folder(path)
        return
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def withdraw(library: Library, corpus: str, *, kept: str = "") -> None:
    """Forget the candidate, and remove it unless it serves or is ``kept``."""
    name = library.candidate(corpus)
    (library.folder(corpus) / CANDIDATE).unlink(missing_ok=True)
    if name is not None and name not in (kept, library.current_or_none(corpus)):
        _remove(library.folder(corpus) / name)


def prune(
    library: Library, corpus: str, *, keep: int = KEPT_SNAPSHOTS, spared: Container[str] = ()
) -> None:
    """Keep ``keep`` snapshots: the one that serves, and the newest others.

    One that is in use stays, whoever uses it; what goes is swept up with the lock.
    """
    never = (library.current(corpus), library.candidate(corpus))
    others = [name for name in library.snapshots(corpus) if name not in never]
    for name in others[: max(0, len(others) - keep + 1)]:
        if name not in spared:
            _remove(library.folder(corpus) / name)


def _remove(folder: Path) -> None:
    """Rename it first, so that a kill leaves no half of a snapshot by its name."""
    with suppress(OSError), unused(folder) as free:
        if free:
            folder.rename(folder.with_name(f"{BEING_BUILT}{folder.name}"))
