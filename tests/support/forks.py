"""Work in a child process that is killed, or whose disk is full, from a chosen step on."""

from __future__ import annotations

import builtins
import errno
import gc
import io
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from index.errors import BuildError

if TYPE_CHECKING:
    from _typeshed import FileDescriptorLike


KILLED = 9
CHANGES = {
    "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "os.link", "sqlite3.connect"
}  # fmt: skip


def in_a_fork(work: Callable[[], object]) -> int:
    """Do it in a child process; the exit code: 0 if it got through, 7 at a BuildError."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    gc.disable()  # a collection would copy each page of the parent's memory
    try:
        work()
    except BuildError as error:
        os._exit(error.exit_code)
    except BaseException:
        os._exit(99)
    os._exit(0)


def killed_at(step: int, work: Callable[[], object]) -> int:
    """Do it in a child process that dies at its ``step``-th change of the disk.

    That is right before a folder or file is made, renamed or removed, right before an fsync,
    and when a file has just been opened to be written, and is still empty.
    """
    changes = 0

    def count() -> None:
        nonlocal changes
        changes += 1
        if changes == step:
            os._exit(KILLED)

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & writes
        if opened or event in CHANGES:
            count()

    def counted() -> None:
        fsync, opens = os.fsync, io.open

        def counted_fsync(fd: FileDescriptorLike) -> None:
            count()
            fsync(fd)

        def counted_open(*arguments: Any, **named: Any) -> Any:
            file = opens(*arguments, **named)
            if file.writable():
                count()
            return file

        os.fsync = counted_fsync
        vars(io)["open"] = vars(builtins)["open"] = counted_open
        sys.addaudithook(audit)
        work()

    return in_a_fork(counted)


def refused_at(step: int, work: Callable[[], object]) -> int:
    """Do it in a child process whose disk is full from its ``step``-th change on."""
    changes = 0

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal changes
        writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & writes
        grows = opened or event in ("os.mkdir", "os.rename", "os.link", "fsync")
        if grows:
            changes += 1
        if grows and changes >= step:
            raise OSError(errno.ENOSPC, "No space left on device")

    def with_a_full_disk() -> None:
        fsync = os.fsync

        def refused_fsync(fd: FileDescriptorLike) -> None:
            audit("fsync", ())
            fsync(fd)

        os.fsync = refused_fsync
        sys.addaudithook(audit)
        work()

    return in_a_fork(with_a_full_disk)
