"""Write what the ledger counts and keeps to its file, and delete it when its time is over.

All of it runs in the thread of ``bot.ledger.ledger``.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.ledger import database, retention
from bot.ledger.connection import TROUBLES, Connected
from bot.ledger.entries import Asked
from bot.ledger.pseudonym import Key
from bot.ledger.queries import unusable
from bot.ledger.tally import Tally
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.ground.place import Place
    from bot.ledger.entries import Voted

log = logging.getLogger(__name__)
Result = TypeVar("Result")

WATCH = 3_600.0  # seconds between two checks for expired questions
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Errand(Generic[Result]):
    """A piece of work with its result, to be done after all notes that were made before it."""

    work: Callable[[sqlite3.Connection], Result]
    result: Future[Result]


@dataclass(frozen=True, slots=True)
class Batch:
    """What has waited for the thread; ``lost`` are notes for which there was no room.

    ``last``: the ledger closes, so that nothing may be put off.
    """

    notes: Sequence[Asked | Voted] = ()
    errands: Sequence[Errand[Any]] = ()
    lost: int = 0
    last: bool = False


class LedgerWriter:
    """The file of a ledger; numbers that cannot be written stay in memory until they can be."""

    def __init__(
        self,
        file: Path,
        corpora: Callable[[Place], tuple[str, ...]],
        keep_days: Callable[[int], int],
        *,
        patience: float,
        retry: float,
    ) -> None:
        """Write to ``file``; the arguments are those of ``Ledger``."""
        self.file = file
        self._corpora, self._keep_days, self._retry = corpora, keep_days, retry
        self._on_file = Connected(file, patience)
        self._key = Key(file.with_suffix(".key"))
        self._tally = Tally()
        self._lost = 0
        self._failing = False  # and the failure was logged
        self._rest_until = 0.0  # seconds of the monotonic clock
        self._unscrubbed = False  # deleted rows may still be legible in free pages
        self._purged = ""  # the hour of the last purge

    def seconds_to_rest(self) -> float:
        """Return after how many seconds there is something to do, if nothing arrives before."""
        waiting = self._failing or self._unscrubbed
        return max(0.0, self._rest_until - time.monotonic()) if waiting else WATCH

    def do(self, batch: Batch) -> None:
        """Count the notes, write them and purge what has expired, and then run the errands."""
        self._lost += batch.lost
        for note in batch.notes:
            self._count(note)
        trouble = None
        if batch.errands or batch.last or time.monotonic() >= self._rest_until:
            trouble = self._try(self._up_to_date)
        for errand in batch.errands:
            self._run_errand(errand, trouble)

    def forget(self, connection: sqlite3.Connection, person: int) -> int:
        """Delete all kept questions that ``person`` asked or voted on; return how many."""
        deleted = retention.forget(connection, person, self._key) if self._key.is_there() else 0
        database.delete_damaged(self.file)  # it may hold questions of anyone
        self._deleted(connection, deleted)
        return deleted

    def purge(self, connection: sqlite3.Connection) -> int:
        """Delete the questions that are older than their servers allow; return how many."""
        deleted = retention.purge(connection, self._keep_days)
        retention.forget_messages(connection)
        if deleted:
            database.delete_damaged(self.file)
        self._deleted(connection, deleted)
        self._purged = _this_hour()
        return deleted

    def close(self) -> None:
        """Close the file."""
        self._on_file.close()

    def _count(self, note: Asked | Voted) -> None:
        try:
            corpus = "+".join(sorted(self._corpora(note.place))) or UNKNOWN
        except (QuothError, OSError):
            corpus = UNKNOWN
        tally = self._tally.of(note)
        if isinstance(note, Asked):
            tally.add_asked(note, corpus)
        else:
            tally.add_vote(note, corpus)
        if retention.wanted(note, self._keep_days):
            self._try(lambda: self._keep(tally, note, corpus))

    def _keep(self, tally: Tally, note: Asked | Voted, corpus: str) -> None:
        if not self._key.is_there():
            # Without the key, no person could have the questions in the file deleted.
            self._on_file.do(retention.delete_all)
            self._key.make()
        retention.keep(tally, note, corpus, self._key)

    def _up_to_date(self) -> None:
        """Write what is waiting, and delete what has expired."""
        if self._tally:
            self._on_file.do(self._tally.write)
            self._tally = Tally()
        if self._purged != _this_hour():
            self._on_file.do(self.purge)
        if self._unscrubbed:
            self._on_file.do(self._scrub)
        if self._failing or self._lost:
            log.warning("the ledger is written again (%s); not counted: %d", self.file, self._lost)
        self._failing, self._lost = False, 0

    def _deleted(self, connection: sqlite3.Connection, rows: int) -> None:
        self._unscrubbed = self._unscrubbed or rows > 0
        if self._unscrubbed:
            self._scrub(connection)

    def _scrub(self, connection: sqlite3.Connection) -> None:
        """Erase deleted rows; if another process is reading the file, try again later."""
        try:
            self._unscrubbed = not database.scrub(connection)
        except sqlite3.OperationalError as error:
            log.debug("the ledger is not scrubbed yet (%s)", error)
        if self._unscrubbed:
            self._rest_until = time.monotonic() + self._retry

    def _run_errand(self, errand: Errand[Any], trouble: Exception | None) -> None:
        if not errand.result.set_running_or_notify_cancel():
            return
        found: Any = None

        def work() -> None:
            nonlocal found
            found = self._on_file.do(errand.work)

        # If notes are still waiting, forgetting would miss them: they would be written afterwards.
        trouble = trouble or self._try(work)
        if trouble is not None:
            errand.result.set_exception(unusable(self.file, trouble))
        else:
            errand.result.set_result(found)

    def _try(self, work: Callable[[], object]) -> Exception | None:
        """Do ``work``; if it fails, log that once, pause, and return the error."""
        try:
            work()
        except TROUBLES as error:
            if not self._failing:
                log.error("the ledger cannot be used (%s: %s); counting goes on in memory",
                          self.file, error)  # fmt: skip
            self._failing, self._rest_until = True, time.monotonic() + self._retry
            return error
        except Exception as error:  # a bug must not end the thread
            log.exception("the ledger has a bug")
            return error
        return None


def _this_hour() -> str:
    return datetime.now(UTC).isoformat(timespec="hours")
