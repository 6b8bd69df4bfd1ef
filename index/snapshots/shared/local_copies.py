"""Keep copies of shared snapshots on this machine, up to a bound.

A snapshot's folder has the file ``.copy`` if the database has the snapshot too, so that only what
can be fetched again is removed. In it is the number of bytes; its date is that of the last opening.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from index.errors import SnapshotError
from index.files import replace_file
from index.snapshots.catalogue import CURRENT
from index.snapshots.folder_catalogue import FolderCatalogue
from index.snapshots.locks import unused

MARK = ".copy"
UNFINISHED = ".fetching-"
LOCK = ".fetch.lock"
ROOM = 0.9  # of the bound is what a removal leaves, so that not each fetch looks at all copies


class LocalCopy(NamedTuple):
    """A copy, the one that was opened least recently first when sorted."""

    last_opened: int
    corpus: str
    name: str
    size: int


class LocalCopies:
    """The copies below a folder, which ``here`` reads as a library of its own."""

    def __init__(self, root: Path, bound: int) -> None:
        self.here = FolderCatalogue(root)
        self.bound = bound
        self._counted: int | None = None  # bytes, as far as this process knows

    def is_copy(self, corpus: str, name: str) -> bool:
        """Return whether the files are here, and in the database too."""
        return (self.here.folder(corpus) / name / MARK).exists()

    def only_here(self, corpus: str) -> list[str]:
        """List the snapshots that the database does not have, oldest first."""
        return [name for name in self.here.snapshots(corpus) if not self.is_copy(corpus, name)]

    def note(self, corpus: str, name: str) -> None:
        """Note that a snapshot, which the database has, serves here now."""
        folder = self.here.folder(corpus)
        with suppress(OSError):  # a full disk keeps nobody from an open snapshot
            if self.is_copy(corpus, name):
                os.utime(folder / name / MARK)
            else:
                _mark(folder / name)
            if self.here.current(corpus) != name:
                replace_file(folder / CURRENT, f"{name}\n".encode())

    @contextmanager
    def filling(self, corpus: str, name: str) -> Iterator[Path | None]:
        """Yield a folder to fill with a snapshot; None if another process has just fetched it.

        At the end of the block, the folder takes the snapshot's name. Nothing is synced: what a
        power cut leaves is compared with its seal before it is opened, and fetched again.
        """
        folder = self.here.folder(corpus)
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / LOCK):
            for left in folder.glob(f"{UNFINISHED}*"):  # by a process that was killed
                shutil.rmtree(left, ignore_errors=True)
            if (folder / name).exists():
                yield None
                return
            unfinished = folder / f"{UNFINISHED}{name}"
            try:
                unfinished.mkdir()
                yield unfinished
                size = _mark(unfinished)
                unfinished.rename(folder / name)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
        self._make_room(size)

    def discard(self, corpus: str, name: str) -> bool:
        """Remove a copy unless it is open; return whether it is gone, and can be fetched again."""
        if not self.is_copy(corpus, name):
            return False
        folder = self.here.folder(corpus) / name
        with suppress(OSError), unused(folder) as free:
            if free:
                away = folder.with_name(f"{UNFINISHED}{name}-{os.getpid()}")
                folder.rename(away)
                shutil.rmtree(away, ignore_errors=True)
        return not folder.exists()

    def files(self, corpus: str) -> dict[str, Path]:
        """Return the files of the corpus that are here, by the digest that they should have."""
        found = {}
        for name in self.here.snapshots(corpus):
            with suppress(SnapshotError):
                for path, digest in self.here.manifest(corpus, name)["files"].items():
                    found[digest] = self.here.folder(corpus) / name / path
        return found

    def copies(self) -> list[LocalCopy]:
        """List all copies, the one that was opened least recently first."""
        return sorted(_copies(self.here.root))

    def _make_room(self, added: int) -> None:
        """Remove what was opened least recently, if all copies are more than the bound."""
        if self._counted is None:
            self._counted = sum(copy.size for copy in self.copies())
        else:
            self._counted += added
        if self._counted <= self.bound:
            return
        copies = self.copies()
        self._counted = sum(copy.size for copy in copies)
        for copy in copies[:-1]:  # the newest was just fetched
            if self._counted <= ROOM * self.bound:
                return
            if self.discard(copy.corpus, copy.name):
                self._counted -= copy.size


def _mark(folder: Path) -> int:
    """Mark a folder as a copy, and return how many bytes it has."""
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    (folder / MARK).write_text(str(size), "ascii")
    return size


def _copies(root: Path) -> Iterator[LocalCopy]:
    for mark in root.glob(f"*/*/{MARK}"):
        with suppress(OSError, ValueError):  # it is just being removed, or written
            opened, size = mark.stat().st_mtime_ns, int(mark.read_text("ascii"))
            yield LocalCopy(opened, mark.parent.parent.name, mark.parent.name, size)
