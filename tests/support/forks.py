"""Work in a child process that is killed, or whose disk is full, from a chosen step on."""

from __future__ import annotations

import builtins
import errno
import gc
import io
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
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

    return in_a_fork(lambda: _counted(work, count))


def left_by_kills(
    folder: Path,
    work: Callable[[], object],
    states: Path,
    *,
    at: Callable[[int], bool] = lambda _step: True,
) -> list[Path]:
    """Do it in a child process, and return copies of ``folder`` as a kill at each change leaves it.

    They are made in ``states``, at those of the changes of ``killed_at`` that ``at`` chooses; a
    kill at each of them would do all the work before it anew. Where the folder was not there, nor
    is its copy.
    """
    steps, watching = [0], True

    def copy() -> None:
        nonlocal watching
        if watching:
            watching, step = False, steps.pop() + 1
            if at(step):
                steps.append(step)
                if folder.exists():
                    shutil.copytree(folder, states / str(step), symlinks=True)
            steps.append(step)
            watching = True

    def work_and_say() -> None:
        nonlocal watching
        _counted(work, copy)
        watching = False
        copied.write_text(" ".join(map(str, steps[:-1])), "utf-8")

    states.mkdir()
    copied = states / "copied"
    assert in_a_fork(work_and_say) == 0
    return [states / step for step in copied.read_text("utf-8").split()]


def restored(state: Path, folder: Path) -> None:
    """Let ``folder`` be as such a copy of it."""
    shutil.rmtree(folder, ignore_errors=True)
    if state.exists():
        shutil.copytree(state, folder, symlinks=True)


def _counted(work: Callable[[], object], count: Callable[[], None]) -> None:
    """Do it, and call ``count`` at each change of the disk."""
    fsync, opens = os.fsync, io.open

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & writes
        if opened or event in CHANGES:
            count()

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
