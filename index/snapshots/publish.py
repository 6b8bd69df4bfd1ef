"""Turn a folder of files into a serving snapshot: seal, sync and rename it, then set CURRENT."""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.errors import BuildError
from index.files import sync_folder
from index.snapshots.calibration import Measured, measured_record
from index.snapshots.library import Library
from index.snapshots.locks import BEING_BUILT
from index.snapshots.manifest import check_files, seal

KEPT_SNAPSHOTS = 5


def publish_calibrated(
    library: Library, corpus: str, measured: Measured, *, keep: int = KEPT_SNAPSHOTS
) -> str:
    """Publish a copy of the measured snapshot that has the calibration in its manifest.

    Return the name of the copy, which shares the files of the original. The original is not
    changed, and can be activated again.

    :raises BuildError: another snapshot serves now, the disk is full, or a build is running.
    :raises SnapshotCorrupt: the measured snapshot was changed after it was sealed.
    """
    with library.building(corpus) as folder:
        if library.current(corpus) != measured.snapshot:
            raise BuildError(
                f"{measured.snapshot} was measured, but another index is in use now",
                hint="Run `quoth calibrate` again.",
            )
        old, manifest = library.sealed(corpus, measured.snapshot)
        temporary = folder / f"{BEING_BUILT}{os.getpid()}"
        temporary.mkdir()
        for name in manifest["files"]:
            _share(old / name, temporary / name)
        check_files(temporary, manifest)  # copies must not differ either
        name = seal_and_rename(temporary, {**manifest, "calibration": measured_record(measured)})
        library.publish(corpus, name)
        prune(library, corpus, keep=keep, spared=(measured.snapshot,))
        return name


def _share(file: Path, target: Path) -> None:
    """Hard-link ``file`` at ``target``, or copy it where links are not possible."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(file)
    except OSError:
        shutil.copyfile(file, target)


def seal_and_rename(temporary: Path, manifest: dict[str, Any]) -> str:
    """Turn ``temporary`` into a snapshot that does not serve yet, and return its name."""
    created = datetime.now(UTC)
    # Microseconds make names unique, even next to what a build killed in the same second left.
    digest = seal(temporary, {**manifest, "created": created.isoformat(timespec="microseconds")})
    for path in temporary.rglob("*"):
        _sync(path)
    name = f"{created:%Y%m%dT%H%M%SZ}-{digest[:12]}"
    temporary.rename(temporary.parent / name)
    sync_folder(temporary.parent)
    return name


def _sync(path: Path) -> None:
    if path.is_dir():
        sync_folder(path)
        return
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def withdraw(library: Library, corpus: str, *, kept: str = "") -> None:
    """Forget the candidate, and remove its files unless it serves or is ``kept``."""
    name = library.candidate(corpus)
    library.withdraw(corpus)
    if name is not None and name not in (kept, library.current_or_none(corpus)):
        library.remove(corpus, name)


def prune(
    library: Library, corpus: str, *, keep: int = KEPT_SNAPSHOTS, spared: Container[str] = ()
) -> None:
    """Remove all but ``keep`` snapshots: the serving one, and the newest others.

    The candidate is kept too, and so are those in ``spared``.
    """
    never = (library.current(corpus), library.candidate(corpus))
    others = [name for name in library.snapshots(corpus) if name not in never]
    for name in others[: max(0, len(others) - keep + 1)]:
        if name not in spared:
            library.remove(corpus, name)
