"""The ledger's file, open for as long as it can be used."""

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
    """Opens ``file`` when something is to be done on it, and again when that has failed."""

    def __init__(self, file: Path, patience: float) -> None:
        self.file = file
        self._patience = patience
        self._connection: sqlite3.Connection | None = None
        self._inode = 0

    def do(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do ``work`` on the file; a damaged one is put aside, and ``work`` done on a new one.

        :raises sqlite3.Error, OSError, SettingsError: it cannot be done now; later, it may.
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
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except sqlite3.Error as error:
                log.debug("the ledger was not closed (%s)", error)

    def _opened(self) -> sqlite3.Connection:
        """The connection; a new one, where somebody has taken the file away."""
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
