"""One build of a corpus at a time, nothing left of killed ones, and a full disk named as one.

Whoever has opened a snapshot holds it, and what is held is not removed. All of these locks are the
system's own, so that a process that is killed holds none.
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

from filelock import FileLock, Timeout

from index.errors import BuildError

try:
    import fcntl
except ImportError:  # Windows, which lets nobody remove what is open
    fcntl = None  # type: ignore[assignment]

BEING_BUILT = ".building-"
BEING_WRITTEN = (".CURRENT-*", ".CANDIDATE-*")  # by `replace_file`
HOLDER = ".holder"
HELD_BY = "manifest.json"  # no other snapshot shares this file
LEFT_AFTER = 60  # seconds; then what was being written was left by one that was killed
LONGEST_COMMAND = 200


@contextmanager
def exclusive(folder: Path) -> Iterator[Path]:
    """Hold the corpus's lock, sweep up what killed builds left, and name a full disk as one."""
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
    """Write down who holds the lock, for those who would like to have it."""
    record = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])[:LONGEST_COMMAND],
    }
    with suppress(OSError):  # a build that could do without it shall not fail for it
        (folder / HOLDER).write_text(json.dumps(record), "utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            (folder / HOLDER).unlink()


def _holder(folder: Path) -> str:
    """Who holds the lock; nothing, if that was written by another, or cannot be read."""
    try:
        record = json.loads((folder / HOLDER).read_text("utf-8"))
        pid, host = int(record["pid"]), str(record["host"])
        if host == socket.gethostname() and not _runs(pid):
            return ""  # one that was killed, before the one that holds it now wrote its own
        said = f": process {pid} on {host}, since {record['since']} (`{record['command']}`)"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in said
    )


def _runs(pid: int) -> bool:
    if os.name == "nt":  # where signal 0 would end it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def hold(folder: Path) -> int | None:
    """Say that the snapshot in ``folder`` is in use, until the file that is returned is closed.

    :raises OSError: it is being removed, or not there.
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
    """Whether nobody, in this or another process, has opened the snapshot; nor can meanwhile."""
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
