"""Keep the ledger's file open, and open it again after a failure."""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING, TypeVar

from bot.ledger import database
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)
Result = TypeVar("Result")
TROUBLES = (sqlite3.Error, OSError, QuothError)


class Connected:
    """A connection to ``file`` that opens when it is needed, and again after a failure."""

    def __init__(self, file: Path, patience: float) -> None:
        self.file = file
        self._patience = patience
        self._connection: sqlite3.Connection | None = None
        self._inode = 0

    def do(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do ``work`` on the file; if it is damaged, move it aside and use a new one.

        :raises sqlite3.Error, OSError, SettingsError: ``work`` failed; a later try may succeed.
        """
        try:
            return work(self._opened())
        except TROUBLES as error:
            self.close()
            if not database.is_unreadable(error):
                raise
            aside = database.put_aside(self.file)
            log.error("%s was damaged (%s): it is %s now, and a new one is begun",
                      self.file, error, aside.name)  # fmt: skip
        return work(self._opened())

    def close(self) -> None:
        """Close the connection; ``do`` opens a new one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except sqlite3.Error as error:
                log.debug("the ledger was not closed (%s)", error)

    def _opened(self) -> sqlite3.Connection:
        """Return the connection; open a new one if the file was removed or replaced."""
        if self._connection is not None and self._inode != _inode(self.file):
            self.close()
        if self._connection is None:
            self._connection = database.opened(self.file, self._patience)
            self._inode = _inode(self.file)
        return self._connection


def _inode(file: Path) -> int:
    try:
        return file.stat().st_ino
    except OSError:
        return -1
