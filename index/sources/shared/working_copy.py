"""Keep a copy of shared sources on this machine, where builds read.

What differs from the database in it is replaced before it is used, such as what somebody has edited
by hand. Changes are made in another folder, and come here through the database: so nothing is read
that was not kept.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from index.errors import RegisterError, SourceError
from index.files import file_digest, replace_file
from index.settings import LibrarySettings
from index.sources.documents import find_sources
from index.sources.register.source_files import REMOVED, folder_of

FOLDER = ".shared"  # no corpus has such a name
REGISTER, SOURCES, FETCHED = "sources.toml", "sources", "fetched"
PLACES = {(REGISTER,), (SOURCES,), (FETCHED,)}
CHANGING = ".changing-"
DIGESTS = ".digests.json"
SETTLED_NS = 60_000_000_000
LOCK_TIMEOUT = 60.0  # seconds: the first time, all files are fetched


class WorkingCopy:
    """Files of the sources of one corpus in one folder, by their paths in the tree."""

    def __init__(self, library: LibrarySettings, root: Path | None = None) -> None:
        """Use ``root``, or the folder of the corpus among the pages that this machine fetched."""
        self._given = library
        self.root = root or library.fetched / FOLDER / library.corpus
        self.library = library.model_copy(
            update={
                "sources": self.root / SOURCES,
                "register_file": self.root / REGISTER,
                "fetched": self.root / FETCHED,
            }
        )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let no other process of this machine write here within the block.

        :raises RegisterError: another one does for too long.
        :raises OSError: the folder cannot be written.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.root / ".lock", timeout=LOCK_TIMEOUT)
        try:
            lock.acquire()
        except Timeout:
            raise RegisterError(
                "another process of this machine is fetching the shared sources",
                hint="Wait for it to end, then try again.",
            ) from None
        try:
            yield
        finally:
            lock.release()

    def to_be_changed(self) -> WorkingCopy:
        """Make a second copy, whose files are linked; whoever changes it removes it.

        Call it with the lock in the database: what killed processes have left is removed.

        :raises OSError: it cannot be written.
        """
        beside, name = self.root.parent, f"{self.root.name}{CHANGING}"
        for left in beside.glob(f"{name}*"):
            shutil.rmtree(left, ignore_errors=True)
        second = WorkingCopy(self._given, Path(tempfile.mkdtemp(prefix=name, dir=beside)))
        second.library.sources.mkdir()
        for path in (*_files(self.root), self.root / DIGESTS):
            target = second.root / path.relative_to(self.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                target.hardlink_to(path)  # files are replaced, and never written to
            except OSError:  # a file system without links
                shutil.copyfile(path, target)
        return second

    def remove(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.root, ignore_errors=True)

    def digests(self) -> dict[str, str]:
        """Return the sha256 of each file by its path; only files that are new here are read.

        A file is new for a minute: it may not be on the disk yet, and be another after a power cut.

        :raises OSError: a file cannot be read.
        """
        noted, settled = self._noted(), time.time_ns() - SETTLED_NS
        found = {}
        for path in _files(self.root):
            name, mark = path.relative_to(self.root).as_posix(), _mark(path)
            known, digest = noted.get(name, (None, ""))
            is_known = known == mark and mark[1] < settled
            found[name] = mark, digest if is_known else file_digest(path)
        with suppress(OSError):  # then all files are read again
            replace_file(self.root / DIGESTS, json.dumps(found).encode())
        return {name: digest for name, (_, digest) in found.items()}

    def path(self, name: str) -> Path:
        """Return where the file with this path is.

        :raises RegisterError: it would be outside of the copy.
        """
        path, native = PurePosixPath(name), Path(name)
        if path.parts[:1] not in PLACES or ".." in native.parts or native.anchor:
            raise RegisterError(
                f"the shared sources have a file with the path {name[:80]!r}",
                hint="Delete its row in the database.",
            )
        return self.root / path

    def discard(self, name: str) -> None:
        """Delete a file, and the folders that are empty then."""
        path = self.path(name)
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder in (self.root, self.library.sources):
                break
            with suppress(OSError):  # it has other files
                folder.rmdir()

    def fill(self, files: Mapping[str, Path]) -> None:
        """Copy ``files``, by their paths in the tree, into a folder that is empty.

        :raises OSError: a file cannot be read or written.
        """
        for name, path in files.items():
            self.path(name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, self.path(name))

    def _noted(self) -> dict[str, tuple[object, str]]:
        try:
            found = json.loads((self.root / DIGESTS).read_bytes())
            return {str(name): (mark, str(digest)) for name, (mark, digest) in found.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}


def files_of(library: LibrarySettings) -> dict[str, Path]:
    """List the files of the sources of this machine by their paths in the tree."""
    files = {}
    if library.register_path.is_file():
        files[REGISTER] = library.register_path
    with suppress(SourceError):  # there may be pages alone
        files |= {f"{SOURCES}/{one.name}": one.path for one in find_sources(library.sources)}
    folder = folder_of(library)
    for path in _files(folder):
        files[f"{FETCHED}/{library.corpus}/{path.relative_to(folder).as_posix()}"] = path
    return files


def _files(folder: Path) -> Iterator[Path]:
    """Yield all files but those that are hidden, such as locks and files that are being written."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts) and path.name != REMOVED
        if not hidden and path.is_file():
            yield path


def _mark(path: Path) -> list[int]:
    """Return what is another number for every file that takes the place of this one."""
    seen = path.stat()
    return [seen.st_size, seen.st_mtime_ns, seen.st_ino]
