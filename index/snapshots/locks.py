"""Locks: one build of a corpus at a time, and no removal of a snapshot that is open.

All locks are the operating system's own, so that a killed process holds none. The lock of a build
also removes what killed builds left behind, and reports a full disk.
"""

from __future__ import annotations

import errno
import json
import os
import shlex
import shutil
import socket
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from index.errors import BuildError

try:
    import fcntl
except ImportError:  # on Windows, where open files cannot be removed anyway
    fcntl = None  # type: ignore[assignment]

BEING_BUILT = ".building-"
BEING_WRITTEN = (".CURRENT-*", ".CANDIDATE-*")  # by `replace_file`
HOLDER = ".holder"
HELD_BY = "manifest.json"  # no other snapshot shares this file
LEFT_AFTER = 60  # seconds, after which a file being written counts as left by a killed process
LONGEST_COMMAND = 200


@contextmanager
def exclusive(folder: Path) -> Iterator[Path]:
    """Hold the lock of a corpus for a build, and remove what killed builds left behind.

    :raises BuildError: another build holds the lock, the disk is full, or it cannot be written.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=0), _named_holder(folder):
            _sweep(folder)
            try:
                yield folder
            finally:
                _sweep(folder)
    except Timeout:
        raise BuildError(
            f"another build of {folder.name} is running{_holder(folder)}",
            hint="Wait for it to end, then try again.",
        ) from None
    except (OSError, sqlite3.OperationalError) as error:
        raise _named(error, folder) from error


def _named(error: OSError | sqlite3.OperationalError, folder: Path) -> BuildError:
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    if full or (isinstance(error, sqlite3.OperationalError) and "full" in str(error)):
        what, hint = "the disk is full", "Free some space, then build again."
    else:
        what, hint = f"cannot write ({error})", "Check the folder's permissions and the disk."
    return BuildError(f"{folder}: {what}; the earlier index stays in use", hint=hint)


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{BEING_BUILT}*"):
        shutil.rmtree(left, ignore_errors=True)
    for file in chain.from_iterable(map(folder.glob, BEING_WRITTEN)):
        with suppress(OSError):
            if time.time() - file.stat().st_mtime > LEFT_AFTER:
                file.unlink()


@contextmanager
def _named_holder(folder: Path) -> Iterator[None]:
    """Record the process that holds the lock, for the message to others that want it."""
    record = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])[:LONGEST_COMMAND],
    }
    with suppress(OSError):  # the record is not worth failing a build
        (folder / HOLDER).write_text(json.dumps(record), "utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            (folder / HOLDER).unlink()


def _holder(folder: Path) -> str:
    """Describe the process that holds the lock; return "" if the record is stale or unreadable."""
    try:
        record = json.loads((folder / HOLDER).read_text("utf-8"))
        pid, host = int(record["pid"]), str(record["host"])
        if host == socket.gethostname() and not _runs(pid):
            return ""  # left by a killed process; the new holder has not written its record yet
        text = f": process {pid} on {host}, since {record['since']} (`{record['command']}`)"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )


def _runs(pid: int) -> bool:
    if os.name == "nt":  # signal 0 would end the process there
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def hold(folder: Path) -> int | None:
    """Mark the snapshot in ``folder`` as in use until the returned file handle is closed.

    Return None where the system has no such locks.

    :raises OSError: the snapshot is being removed, or does not exist.
    """
    if fcntl is None:
        return None
    handle = os.open(folder / HELD_BY, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:  # a file system without locks
        os.close(handle)
        return None
    return handle


@contextmanager
def unused(folder: Path) -> Iterator[bool]:
    """Yield whether the snapshot can be removed: it is not open, and cannot be opened now."""
    if fcntl is None:
        yield True
        return
    try:
        handle = os.open(folder / HELD_BY, os.O_RDONLY)
    except OSError:
        yield True
        return
    try:
        yield _locked(handle)
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
