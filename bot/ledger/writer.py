"""Write what the ledger counts and keeps to its store, and delete it when its time is over.

All of it runs in the thread of ``bot.ledger.ledger``.
"""

from __future__ import annotations

import logging
import time
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.ledger import retention
from bot.ledger.entries import Asked
from bot.ledger.tally import Tally
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.ground.place import Place
    from bot.ledger.entries import Voted
    from bot.ledger.store import LedgerStore

log = logging.getLogger(__name__)
Result = TypeVar("Result")

WATCH = 3_600.0  # seconds between two checks for expired questions
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Errand(Generic[Result]):
    """A piece of work with its result, to be done after all notes that were made before it."""

    work: Callable[[], Result]
    result: Future[Result]


@dataclass(frozen=True, slots=True)
class Batch:
    """Notes that have waited for the thread; ``lost`` are notes for which there was no room.

    ``last``: the ledger closes, so that nothing may be put off.
    """

    notes: Sequence[Asked | Voted] = ()
    errands: Sequence[Errand[Any]] = ()
    lost: int = 0
    last: bool = False


class LedgerWriter:
    """The thread's half of a ledger; what cannot be written stays in memory until it can be."""

    def __init__(
        self,
        store: LedgerStore,
        corpora: Callable[[Place], tuple[str, ...]],
        keep_days: Callable[[int], int],
        refresh: Callable[[], None],
        *,
        retry: float,
    ) -> None:
        """Write to ``store``; the arguments are those of ``Ledger``."""
        self.store = store
        self._corpora, self._keep_days, self._refresh = corpora, keep_days, refresh
        self._retry = retry
        self._tally = Tally()
        self._sent = Tally()  # given to the store, which has not said yet that it is written
        self._lost = 0
        self._failing = False  # and the failure was logged
        self._rest_until = 0.0  # seconds of the monotonic clock
        self._purged = 0  # the hour of the last purge

    def seconds_to_rest(self) -> float:
        """Return after how many seconds there is something to do, if nothing arrives before."""
        waiting = self._failing or self.store.unscrubbed
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

    def forget(self, person: int) -> int:
        """Delete all kept questions that ``person`` asked or voted on; return how many."""
        deleted = self.store.forget(person)
        self._rest_if_unscrubbed()
        return deleted

    def purge(self) -> int:
        """Delete the questions that are older than their servers allow; return how many."""
        deleted = self.store.purge(self._rules)
        self._purged = retention.this_hour()
        self._rest_if_unscrubbed()
        return deleted

    def _rules(self) -> Callable[[int], int]:
        self._refresh()
        return self._keep_days

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
        names = self.store.pseudonyms()
        if isinstance(note, Asked):
            tally.keep_asked(note, corpus, names)
        else:
            tally.keep_vote(note, corpus, names)

    def _up_to_date(self) -> None:
        """Write what is waiting, and delete what has expired."""
        self._write()
        if self._purged != retention.this_hour():
            self.purge()
        if self.store.unscrubbed:
            self.store.scrub()
            self._rest_if_unscrubbed()
        if self._failing or self._lost:
            log.warning(
                "the ledger is written again (%s); not counted: %d", self.store.name, self._lost
            )
        self._failing, self._lost = False, 0

    def _write(self) -> None:
        """Write what failed before, as it was then: it may have been written after all."""
        if self._sent:
            self.store.write(self._sent)
        self._sent, self._tally = self._tally, Tally()
        if self._sent:
            self.store.write(self._sent)
        self._sent = Tally()

    def _rest_if_unscrubbed(self) -> None:
        """Try again later to erase deleted rows: another process is reading the file."""
        if self.store.unscrubbed:
            self._rest_until = time.monotonic() + self._retry

    def _run_errand(self, errand: Errand[Any], trouble: Exception | None) -> None:
        if not errand.result.set_running_or_notify_cancel():
            return
        found: Any = None

        def work() -> None:
            nonlocal found
            found = errand.work()

        # If notes are still waiting, forgetting would miss them: they would be written afterwards.
        trouble = trouble or self._try(work)
        if trouble is not None:
            errand.result.set_exception(trouble)
        else:
            errand.result.set_result(found)

    def _try(self, work: Callable[[], object]) -> Exception | None:
        """Do ``work``; if it fails, log that once, pause, and return the error."""
        try:
            work()
        except QuothError as error:
            if not self._failing:
                log.error("%s; counting goes on in memory (%s)", error.message, error.hint)
            self._failing, self._rest_until = True, time.monotonic() + self._retry
            return error
        except Exception as error:  # a bug must not end the thread
            log.exception("the ledger has a bug")
            return error
        return None
