"""Keep a ledger in a file of one machine: SQLite, and a key beside it."""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING, TypeVar

from bot.ledger import database, queries
from bot.ledger.connection import Connected
from bot.ledger.counts import EARLIEST
from bot.ledger.pseudonym import Key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.ledger.counts import Counts
    from bot.ledger.pseudonym import Pseudonyms
    from bot.ledger.tally import Tally

log = logging.getLogger(__name__)
Result = TypeVar("Result")
LOCK_TIMEOUT_SECONDS = 2.0  # seconds to wait for another process that has the file locked


class SqliteLedger:
    """A ``LedgerStore`` in ``file``, which is made when something is written."""

    def __init__(self, file: Path, patience: float = LOCK_TIMEOUT_SECONDS) -> None:
        """``patience``: how many seconds to wait for a lock of another process."""
        self.file = file
        self.unscrubbed = False
        self._on_file = Connected(file, patience)
        self._key = Key(file.with_suffix(".key"))

    @property
    def name(self) -> str:
        return str(self.file)

    def pseudonyms(self) -> Pseudonyms:
        """Return the names that the key gives; without a key, make one, and delete what was kept.

        Without their key, no person could have the questions in the file deleted.
        """
        return self._checked(self._key.names) or self._renamed()

    def write(self, tally: Tally) -> None:
        self._do(lambda connection: queries.write_tally(connection, tally))

    def counts(self, server: int | None = None, since: str = EARLIEST) -> Counts:
        return self._do(
            lambda connection: queries.read_counts(connection, server=server, since=since)
        )

    def forget(self, person: int) -> int:
        names = self._checked(self._key.names)
        deleted = 0
        if names is not None:
            deleted = self._do(lambda connection: queries.forget(connection, person, names))
        database.delete_damaged(self.file)  # it may hold questions of anyone
        self._deleted(deleted)
        return deleted

    def purge(self, rules: Callable[[], Callable[[int], int]]) -> int:
        deleted = self._do(lambda connection: queries.purge(connection, rules))
        if deleted:
            database.delete_damaged(self.file)
        self._deleted(deleted)
        return deleted

    def scrub(self) -> None:
        try:
            self.unscrubbed = not self._on_file.do(database.scrub)
        except sqlite3.OperationalError as error:
            log.debug("the ledger is not scrubbed yet (%s)", error)
        except (sqlite3.Error, OSError) as error:
            raise queries.unusable(self.file, error) from error

    def close(self) -> None:
        self._on_file.close()

    def _renamed(self) -> Pseudonyms:
        return self._do(lambda connection: queries.new_names(connection, self._key))

    def _deleted(self, rows: int) -> None:
        self.unscrubbed = self.unscrubbed or rows > 0
        if self.unscrubbed:
            self.scrub()

    def _do(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        return self._checked(lambda: self._on_file.do(work))

    def _checked(self, work: Callable[[], Result]) -> Result:
        """Do ``work``; turn what the disk or SQLite says into the operator's error."""
        try:
            return work()
        except (sqlite3.Error, OSError) as error:
            raise queries.unusable(self.file, error) from error
