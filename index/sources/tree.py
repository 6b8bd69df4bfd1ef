"""Define where the sources of a corpus are kept: on this machine, or in a shared database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from index.errors import QuothError
from index.settings import IndexSettings
from index.sources.register.file import Register, read_register
from index.sources.register.source_files import sources_of


class SourceTree(Protocol):
    """The register of a corpus, the files of its folder of sources, and the pages fetched for it.

    Every method may raise ``RegisterError`` if the place cannot be reached.
    """

    @property
    def shared_in(self) -> str:
        """Return the database in which the sources are shared; "" if they are of this machine."""

    def register(self) -> Register:
        """Read the register alone, for what must be quick.

        :raises RegisterError: it is not valid.
        """

    def current(self) -> IndexSettings:
        """Return settings whose folders hold the sources as they are now, to be read only."""

    def changing(self) -> AbstractContextManager[IndexSettings]:
        """Yield settings whose folders may be changed; at the end, all that was changed is kept.

        If the block raises, what it changed may be dropped.

        :raises RegisterError: another process changes the sources, or they cannot be kept.
        """

    def state(self) -> object:
        """Return a value that most likely changes when a source does; cheap, and no proof."""


class LocalTree:
    """The sources of one machine, where its settings say; see ``SourceTree``."""

    shared_in = ""

    def __init__(self, settings: IndexSettings) -> None:
        self._settings = settings

    def register(self) -> Register:
        return read_register(self._settings.library.register_path)

    def current(self) -> IndexSettings:
        return self._settings

    @contextmanager
    def changing(self) -> Iterator[IndexSettings]:
        """Yield the settings: each step of a change takes its lock, and is kept at once."""
        yield self._settings

    def state(self) -> object:
        try:
            return [mark_of(file.path) for file in sources_of(self._settings.library)]
        except QuothError as error:  # such as a missing folder, whose return is a change
            return error.message


def mark_of(path: Path) -> tuple[str, int, int, int]:
    """Return what changes when the file at ``path`` does, most likely; it need not exist."""
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0, 0
    return str(path), found.st_size, found.st_mtime_ns, found.st_ino
