"""Keep a file of this process beside those of others, and find those of processes that are gone."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from filelock import FileLock, Timeout

from index.files import OWNER_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class ProcessFile:
    """The file of this process in a folder; a lock beside it lasts as long as the process."""

    def __init__(self, folder: Path, suffix: str) -> None:
        """Make no file yet."""
        self._folder, self._suffix = folder, suffix
        self.path = folder / f"{uuid4()}{suffix}"
        self._lock = _lock_of(self.path)

    def hold(self) -> None:
        """Make the file, which only its owner can read, and keep its lock.

        :raises OSError: the folder cannot be written.
        """
        if not self._lock.is_locked:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            self.path.touch(OWNER_ONLY)

    def release(self) -> None:
        """Leave the file to the next process."""
        self._lock.release()

    @contextmanager
    def left_behind(self) -> Iterator[list[Path]]:
        """Yield the files of processes of this machine that are gone, and delete them then."""
        found: list[Path] = []
        with ExitStack() as stack:
            for path in self._folder.glob(f"*{self._suffix}"):
                if path == self.path:
                    continue
                with suppress(Timeout, OSError):  # its process lives, or another takes it
                    stack.enter_context(_lock_of(path))
                    stack.callback(_delete, path)
                    found.append(path)
            yield found


def _lock_of(path: Path) -> FileLock:
    return FileLock(f"{path}.lock", timeout=0, mode=OWNER_ONLY)


def _delete(path: Path) -> None:
    """Delete a file with its lock and what its process had begun to write."""
    with suppress(OSError):  # as where another process has it open on Windows
        for each in path.parent.glob(f"{path.stem}.*"):
            each.unlink(missing_ok=True)
