"""Who changes the register, or fetches a source, is alone in it meanwhile.

A change is read, made and written under a lock, so that two maintainers lose nothing of each
other's.
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
def edited(library: LibrarySettings) -> Iterator[Register]:
    """The register as it is now, for as long as nobody else may change it."""
    with _locked(folder_of(library) / ".register.lock", "another change of the register is made"):
        yield read_register(library.register_path)


@contextmanager
def alone(name: str, library: LibrarySettings) -> Iterator[None]:
    """Hold one source, so that it is not fetched twice at once, nor renamed under a fetch."""
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
