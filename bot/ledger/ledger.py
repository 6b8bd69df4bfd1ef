"""Write the ledger in a thread of its own, so that no answer waits for it or fails with it."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from bot.ledger.writer import Batch, Errand, LedgerWriter
from index.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ground.place import Place
    from bot.ledger.counts import Counts
    from bot.ledger.entries import Asked, Voted
    from bot.ledger.store import LedgerStore

Result = TypeVar("Result")

MAX_QUEUED_NOTES = 10_000  # notes that may wait for the thread; further ones are not counted
RETRY = 5.0  # seconds to wait after a failure before trying the store again


class Ledger:
    """The record of questions, answers and votes, for use from any thread."""

    def __init__(
        self,
        store: LedgerStore,
        corpora: Callable[[Place], tuple[str, ...]],
        keep_days: Callable[[int], int],
        *,
        refresh: Callable[[], None] = lambda: None,
        room: int = MAX_QUEUED_NOTES,
        retry: float = RETRY,
    ) -> None:
        """Write to ``store``, and start the thread.

        ``corpora`` returns the corpora that answer in a place, ``keep_days`` how many days a
        server keeps questions; both are called in the ledger's thread, and so is ``refresh``, after
        which ``keep_days`` knows what other processes have changed. ``room`` is how many notes may
        wait, ``retry`` how many seconds to wait after a failure.
        """
        self._writer = LedgerWriter(store, corpora, keep_days, refresh, retry=retry)
        self._room = room
        self._notes: deque[Asked | Voted] = deque()
        self._errands: deque[Errand[Any]] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._lost = 0
        self._thread = threading.Thread(target=self._run, name="ledger", daemon=True)
        self._thread.start()

    @property
    def name(self) -> str:
        """Return where the ledger is, as the log calls it."""
        return self._writer.store.name

    def note(self, entry: Asked | Voted) -> None:
        """Count ``entry`` soon; return at once, even if the store is slow or gone."""
        with self._wake:
            if len(self._notes) < self._room and not self._closing:
                self._notes.append(entry)
            else:
                self._lost += 1
            self._wake.notify()

    def read(self, server: int) -> Future[Counts]:
        """Read all numbers, and the kept questions of ``server``.

        The future raises QuothError if the store cannot be used.
        """
        return self._do(lambda: self._writer.store.counts(server))

    def forget(self, person: int) -> Future[int]:
        """Delete all kept questions that ``person`` asked or voted on.

        The future gives their number; it raises QuothError if the store cannot be used.
        """
        return self._do(lambda: self._writer.forget(person))

    def purge(self) -> Future[int]:
        """Delete the kept questions that are older than their servers allow.

        Call it when a server changes that age; the ledger itself does so at the start and once an
        hour. The future gives the number of questions deleted; it raises QuothError if the store
        cannot be used.
        """
        return self._do(self._writer.purge)

    def settled(self) -> Future[None]:
        """Return a future that is done when all notes made so far are written.

        It raises QuothError if the store cannot be used.
        """
        return self._do(lambda: None)

    def close(self, seconds: float = 5.0) -> None:
        """Stop the thread after it has written what is left; wait at most ``seconds``."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(seconds)

    def _do(self, work: Callable[[], Result]) -> Future[Result]:
        errand = Errand(work, Future[Result]())
        with self._wake:
            if self._closing:
                closed = SettingsError("the ledger was closed", hint="Start the bot again.")
                errand.result.set_exception(closed)
            else:
                self._errands.append(errand)
            self._wake.notify()
        return errand.result

    def _run(self) -> None:
        """Write until the ledger closes; this is what the thread does."""
        batch = Batch()  # purges what expired while the bot was off
        self._writer.do(batch)
        while not batch.last:
            batch = self._next()
            self._writer.do(batch)
        self._writer.store.close()

    def _next(self) -> Batch:
        quiet = self._writer.seconds_to_rest()
        with self._wake:
            self._wake.wait_for(
                lambda: self._notes or self._errands or self._closing, timeout=quiet
            )
            batch = Batch(list(self._notes), list(self._errands), self._lost, self._closing)
            self._notes.clear()
            self._errands.clear()
            self._lost = 0
            return batch
