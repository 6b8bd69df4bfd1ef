"""The one thread that writes the ledger: an answer never waits for it, nor fails with it."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.ledger import database, retention
from bot.ledger.connection import TROUBLES, Connected
from bot.ledger.entries import Asked
from bot.ledger.pseudonym import Key
from bot.ledger.queries import Counts, read_counts, unusable
from bot.ledger.tally import Tally
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.ground.place import Place
    from bot.ledger.entries import Voted

log = logging.getLogger(__name__)
Result = TypeVar("Result")

MAX_QUEUED_NOTES = 10_000  # notes that may wait for the thread; what comes then is not counted
LOCK_TIMEOUT_SECONDS = 2.0  # seconds to wait for another process that has the file locked
RETRY = 30.0  # seconds until a file that failed is tried again
WATCH = 3_600.0  # seconds between two looks at what has grown old
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Errand(Generic[Result]):
    """What somebody waits for, to be done after all that was noted before."""

    work: Callable[[sqlite3.Connection], Result]
    result: Future[Result]


class Ledger:
    """Note what happened, from any thread, and read it, forget it, or let it grow old.

    Numbers that cannot be written stay in memory, and are written when they can be.
    """

    def __init__(
        self,
        file: Path,
        corpora: Callable[[Place], tuple[str, ...]],
        keep_days: Callable[[int], int],
        *,
        room: int = MAX_QUEUED_NOTES,
        patience: float = LOCK_TIMEOUT_SECONDS,
        retry: float = RETRY,
    ) -> None:
        """``corpora`` says what a place is answered from, ``keep_days`` for how long a server
        keeps questions: both are asked in the ledger's thread."""
        self.file = file
        self._corpora, self._keep_days = corpora, keep_days
        self._room, self._retry = room, retry
        self._on_file = Connected(file, patience)
        self._key = Key(file.with_suffix(".key"))
        self._notes: deque[Asked | Voted] = deque()
        self._errands: deque[Errand[Any]] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._lost = 0
        self._tally = Tally()
        self._failing = False  # and it was said so
        self._rest_until = 0.0  # of the monotonic clock
        self._unscrubbed = False  # what was deleted may still stand in free pages
        self._purged = ""  # the hour
        self._thread = threading.Thread(target=self._run, name="ledger", daemon=True)
        self._thread.start()

    def note(self, entry: Asked | Voted) -> None:
        """Count ``entry``, soon. Returns at once, whatever the disk does."""
        with self._wake:
            if len(self._notes) < self._room and not self._closing:
                self._notes.append(entry)
            else:
                self._lost += 1
            self._wake.notify()

    def read(self, server: int) -> Future[Counts]:
        """All numbers, and the questions that are kept of one server.

        Here and below, the future raises SettingsError where the file cannot be used.
        """
        return self._do(lambda connection: read_counts(connection, server=server))

    def forget(self, person: int) -> Future[int]:
        """Delete whatever is kept of what ``person`` asked or voted; how many that was."""
        return self._do(lambda connection: self._forget(connection, person))

    def purge(self) -> Future[int]:
        """Delete what is older than its server wants now; to be called when a server changes that.

        Without being called, it is done at the start and once an hour.
        """
        return self._do(self._purge)

    def settled(self) -> Future[None]:
        """Done when all that was noted before is written."""
        return self._do(lambda _connection: None)

    def close(self, seconds: float = 5.0) -> None:
        """Write what is left, for at most ``seconds``."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(seconds)

    def _do(self, work: Callable[[sqlite3.Connection], Result]) -> Future[Result]:
        errand = Errand(work, Future[Result]())
        with self._wake:
            if self._closing:
                errand.result.set_exception(unusable(self.file, RuntimeError("it was closed")))
            else:
                self._errands.append(errand)
            self._wake.notify()
        return errand.result

    # --- in the thread -------------------------------------------------------------------------

    def _run(self) -> None:
        self._work([], [], closing=False)  # what has grown old while we were away
        closing = False
        while not closing:
            notes, errands, closing = self._next()
            self._work(notes, errands, closing=closing)
        self._on_file.close()

    def _next(self) -> tuple[list[Asked | Voted], list[Errand[Any]], bool]:
        quiet = self._rest_until - time.monotonic() if self._failing or self._unscrubbed else WATCH
        with self._wake:
            self._wake.wait_for(
                lambda: self._notes or self._errands or self._closing, timeout=max(0.0, quiet)
            )
            notes, errands = list(self._notes), list(self._errands)
            self._notes.clear()
            self._errands.clear()
            return notes, errands, self._closing

    def _work(
        self, notes: list[Asked | Voted], errands: list[Errand[Any]], *, closing: bool
    ) -> None:
        for note in notes:
            self._count(note)
        trouble = None
        if errands or closing or time.monotonic() >= self._rest_until:
            trouble = self._try(self._up_to_date)
        for errand in errands:
            self._run_errand(errand, trouble)

    def _count(self, note: Asked | Voted) -> None:
        try:
            corpus = "+".join(sorted(self._corpora(note.place))) or UNKNOWN
        except (QuothError, OSError):
            corpus = UNKNOWN
        if isinstance(note, Asked):
            self._tally.add_asked(note, corpus)
        else:
            self._tally.add_vote(note, corpus)
        if retention.wanted(note, self._keep_days):
            self._try(lambda: self._keep(note, corpus))

    def _keep(self, note: Asked | Voted, corpus: str) -> None:
        if not self._key.is_there():
            # Whoever's questions stand there could not have them deleted any more.
            self._on_file.do(retention.delete_all)
            self._key.make()
        retention.keep(self._tally, note, corpus, self._key)

    def _up_to_date(self) -> None:
        """Write what waits, and delete what is due."""
        if self._tally:
            self._on_file.do(self._tally.write)
            self._tally = Tally()
        if self._purged != _this_hour():
            self._on_file.do(self._purge)
        if self._unscrubbed:
            self._on_file.do(self._scrub)
        if self._failing or self._lost:
            log.warning("the ledger is written again (%s); not counted: %d", self.file, self._lost)
        self._failing, self._lost = False, 0

    def _forget(self, connection: sqlite3.Connection, person: int) -> int:
        deleted = retention.forget(connection, person, self._key) if self._key.is_there() else 0
        database.delete_damaged(self.file)  # nobody can tell whose questions are in there
        self._deleted(connection, deleted)
        return deleted

    def _purge(self, connection: sqlite3.Connection) -> int:
        deleted = retention.purge(connection, self._keep_days)
        if deleted:
            database.delete_damaged(self.file)
        self._deleted(connection, deleted)
        self._purged = _this_hour()
        return deleted

    def _deleted(self, connection: sqlite3.Connection, rows: int) -> None:
        self._unscrubbed = self._unscrubbed or rows > 0
        if self._unscrubbed:
            self._scrub(connection)

    def _scrub(self, connection: sqlite3.Connection) -> None:
        """Where somebody reads the file just now, it is done later."""
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

        # What could not be written would come back after it was forgotten.
        trouble = trouble or self._try(work)
        if trouble is not None:
            errand.result.set_exception(unusable(self.file, trouble))
        else:
            errand.result.set_result(found)

    def _try(self, work: Callable[[], object]) -> Exception | None:
        """Do ``work``; where that fails, say so once, and rest. What went wrong is returned."""
        try:
            work()
        except TROUBLES as error:
            if not self._failing:
                log.error("the ledger cannot be used (%s: %s); counting goes on in memory",
                          self.file, error)  # fmt: skip
            self._failing, self._rest_until = True, time.monotonic() + self._retry
            return error
        except Exception as error:  # a bug of ours must not end the thread
            log.exception("the ledger has a bug")
            return error
        return None


def _this_hour() -> str:
    return datetime.now(UTC).isoformat(timespec="hours")
