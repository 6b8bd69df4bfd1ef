"""Write the ledger in a thread of its own, so that no answer waits for it or fails with it."""

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

MAX_QUEUED_NOTES = 10_000  # notes that may wait for the thread; further ones are not counted
LOCK_TIMEOUT_SECONDS = 2.0  # seconds to wait for another process that has the file locked
RETRY = 30.0  # seconds to wait after a failure before trying the file again
WATCH = 3_600.0  # seconds between two checks for expired questions
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Errand(Generic[Result]):
    """A piece of work with its result, to be done after all notes that were made before it."""

    work: Callable[[sqlite3.Connection], Result]
    result: Future[Result]


class Ledger:
    """The record of questions, answers and votes, for use from any thread.

    Numbers that cannot be written stay in memory until they can be.
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
        """Write to ``file``, and start the thread.

        ``corpora`` returns the corpora that answer in a place, ``keep_days`` how many days a
        server keeps questions; both are called in the ledger's thread. ``room`` is how many notes
        may wait. ``patience`` is how many seconds to wait for a lock, ``retry`` how many to wait
        after a failure.
        """
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
        self._failing = False  # and the failure was logged
        self._rest_until = 0.0  # seconds of the monotonic clock
        self._unscrubbed = False  # deleted rows may still be legible in free pages
        self._purged = ""  # the hour of the last purge
        self._thread = threading.Thread(target=self._run, name="ledger", daemon=True)
        self._thread.start()

    def note(self, entry: Asked | Voted) -> None:
        """Count ``entry`` soon; return at once, even if the disk is slow or full."""
        with self._wake:
            if len(self._notes) < self._room and not self._closing:
                self._notes.append(entry)
            else:
                self._lost += 1
            self._wake.notify()

    def read(self, server: int) -> Future[Counts]:
        """Read all numbers, and the kept questions of ``server``.

        The future raises SettingsError if the file cannot be used.
        """
        return self._do(lambda connection: read_counts(connection, server=server))

    def forget(self, person: int) -> Future[int]:
        """Delete all kept questions that ``person`` asked or voted on.

        The future gives their number; it raises SettingsError if the file cannot be used.
        """
        return self._do(lambda connection: self._forget(connection, person))

    def purge(self) -> Future[int]:
        """Delete the kept questions that are older than their servers allow.

        Call it when a server changes that age; the ledger itself does so at the start and once an
        hour. The future gives the number of questions deleted; it raises SettingsError if the file
        cannot be used.
        """
        return self._do(self._purge)

    def settled(self) -> Future[None]:
        """Return a future that is done when all notes made so far are written.

        It raises SettingsError if the file cannot be used.
        """
        return self._do(lambda _connection: None)

    def close(self, seconds: float = 5.0) -> None:
        """Stop the thread after it has written what is left; wait at most ``seconds``."""
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
        self._work([], [], closing=False)  # purges what expired while the bot was off
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
            self._on_file.do(self._purge)
        if self._unscrubbed:
            self._on_file.do(self._scrub)
        if self._failing or self._lost:
            log.warning("the ledger is written again (%s); not counted: %d", self.file, self._lost)
        self._failing, self._lost = False, 0

    def _forget(self, connection: sqlite3.Connection, person: int) -> int:
        deleted = retention.forget(connection, person, self._key) if self._key.is_there() else 0
        database.delete_damaged(self.file)  # it may hold questions of anyone
        self._deleted(connection, deleted)
        return deleted

    def _purge(self, connection: sqlite3.Connection) -> int:
        deleted = retention.purge(connection, self._keep_days)
        retention.forget_messages(connection)
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
