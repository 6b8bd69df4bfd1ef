"""Locks on the register and on its sources, for changes and fetches.

The register is read, changed and written under one lock, so that two maintainers cannot overwrite
each other's changes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import RegisterError
from index.settings import LibrarySettings
from index.sources.register.entry import entry_of
from index.sources.register.file import Register, read_register
from index.sources.register.source_files import folder_of

LOCK_TIMEOUT = 10  # seconds: an edit takes milliseconds


@contextmanager
def edit_register(library: LibrarySettings) -> Iterator[Register]:
    """Lock the register for a change, and yield it as it is now.

    :raises RegisterError: another change goes on for too long, or the register is invalid.
    """
    with _locked(folder_of(library) / ".register.lock", "another change of the register is made"):
        yield read_register(library.register_path)


@contextmanager
def lock_source(name: str, library: LibrarySettings) -> Iterator[None]:
    """Lock one source, so that it is not fetched twice at once, or renamed during a fetch.

    :raises RegisterError: it is being fetched already, or ``name`` is invalid.
    """
    file = f".{entry_of({'name': name, 'file': 'x'}, 'register').name}.lock"
    with _locked(folder_of(library) / file, f"{name}: is being fetched already"):
        yield


@contextmanager
def _locked(path: Path, busy: str) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=LOCK_TIMEOUT)
        lock.acquire()
    except Timeout:
        raise RegisterError(busy, hint="Wait for it to end, then try again.") from None
    except OSError as error:
        raise RegisterError(
            f"{path.parent}: cannot write ({os.strerror(error.errno or 0)})",
            hint="Check the folder's permissions and the disk, or set QUOTH_LIBRARY__FETCHED.",
        ) from error
    try:
        yield
    finally:
        lock.release()
