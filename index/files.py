"""Replace a file in one step that a crash cannot split, and tell what a file holds."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

ANYONE_MAY_READ = 0o666  # less what the umask takes away, as for any new file
OWNER_ONLY = 0o600
BINARY = getattr(os, "O_BINARY", 0)  # without it, Windows changes line ends


@contextmanager
def replacing(
    path: Path, *, mode: int = ANYONE_MAY_READ, synced: bool = True
) -> Iterator[BinaryIO]:
    """Yield a file to write; at the end of the block, it takes the name of ``path``.

    A kill, a full disk or a power cut leaves the old file or the new one. The content goes to a new
    file ``.<name>-<random>`` in the same folder, is synced, and is renamed. A kill may leave that
    file behind; every other failure, also one of the block, removes it. Without ``synced``, a power
    cut within a minute may leave anything, and thousands of files are written in seconds.

    :raises OSError: it cannot be written; the old file is unchanged.
    """
    beside = path.with_name(f".{path.name}-{secrets.token_hex(6)}")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, mode)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            if synced:
                os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    if synced:
        sync_folder(path.parent)


def replace_file(path: Path, content: bytes, *, mode: int = ANYONE_MAY_READ) -> None:
    """Write ``content`` to ``path`` in one step; see ``replacing``.

    :raises OSError: it cannot be written; the old file is unchanged.
    """
    with replacing(path, mode=mode) as file:
        file.write(content)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` outlive a power cut; Windows has no such call, nor the need."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def file_digest(path: Path) -> str:
    """Compute the sha256 of a file, as 64 hexadecimal digits, without reading it all at once.

    :raises OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
