"""One build of a corpus at a time, nothing left of killed ones, and a full disk named as one."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import BuildError

BEING_BUILT = ".building-"


@contextmanager
def exclusive(folder: Path) -> Iterator[Path]:
    """Hold the corpus's lock, sweep up what killed builds left, and name a full disk as one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=0):
            _sweep(folder)
            try:
                yield folder
            finally:
                _sweep(folder)
    except Timeout:
        raise BuildError(
            f"another build of {folder.name} is running", hint="Wait for it to end, then try again."
        ) from None
    except (OSError, sqlite3.OperationalError) as error:
        raise _named(error, folder) from error


def _named(error: OSError | sqlite3.OperationalError, folder: Path) -> BuildError:
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    if full or (isinstance(error, sqlite3.OperationalError) and "full" in str(error)):
        what, hint = "the disk is full", "Free some space, then build again."
    else:
        what, hint = f"cannot write ({error})", "Check the folder's permissions and the disk."
    return BuildError(f"{folder}: {what}; what served before serves on", hint=hint)


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{BEING_BUILT}*"):
        shutil.rmtree(left, ignore_errors=True)
