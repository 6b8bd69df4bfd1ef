"""Answer queued questions in threads that share the leases of one worker."""

from __future__ import annotations

import logging
import queue
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from bot.postgres.leases import InquiryLeases, Lease

log = logging.getLogger(__name__)
REST_SECONDS = 1.0  # after a failure of the database
RENEWALS = 3  # in the time of a lease, so that two may fail
LONGEST_ANSWER = 120.0  # seconds, after which a thread is taken to hang


class WorkerBell:
    """A bell that wakes a thread which waits for a question; a ring with no waiter is kept."""

    def __init__(self) -> None:
        self._rung: queue.Queue[None] = queue.Queue(1)

    def ring(self) -> None:
        """Wake one thread, now or as soon as one waits."""
        with suppress(queue.Full):
            self._rung.put_nowait(None)

    def wait(self) -> None:
        """Wait for a ring."""
        self._rung.get()


class HeldLeases:
    """The leases of the questions that are being answered, renewed until ``close``."""

    def __init__(self, leases: InquiryLeases, seconds: float) -> None:
        """Renew on ``leases``, several times in ``seconds``."""
        self._leases, self._pause = leases, seconds / RENEWALS
        self._held: dict[UUID, tuple[Lease, float]] = {}  # and since when
        self._lock = threading.Lock()
        self._closing = threading.Event()
        threading.Thread(target=self._run, name="leases", daemon=True).start()

    def hold(self, lease: Lease) -> None:
        """Renew ``lease`` from now on."""
        with self._lock:
            self._held[lease.mark] = lease, time.monotonic()

    def drop(self, lease: Lease) -> None:
        """Stop renewing ``lease``."""
        with self._lock:
            self._held.pop(lease.mark, None)

    def older_than(self, seconds: float) -> int:
        """Count the questions that have been looked at for longer than that."""
        with self._lock:
            return sum(time.monotonic() - since > seconds for _, since in self._held.values())

    def close(self) -> None:
        """Stop renewing."""
        self._closing.set()

    def _run(self) -> None:
        while not self._closing.wait(self._pause):
            with self._lock:
                held = [lease for lease, _ in self._held.values()]
            try:
                if held:
                    self._leases.renew(held)
            except QuothError as error:
                log.warning("leases are not renewed now (%s)", error.message)


class WorkerCrew:
    """Threads that take questions by ``leases``, and answer by ``reply`` until ``leave``."""

    def __init__(
        self,
        leases: InquiryLeases,
        held: HeldLeases,
        reply: Callable[[str], str],
        threads: int,
    ) -> None:
        self.bell = WorkerBell()
        self._leases, self._held, self._reply = leases, held, reply
        self._leaving = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, name=f"work-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def answers(self) -> bool:
        """Return whether a thread is left that does not hang."""
        return self._held.older_than(LONGEST_ANSWER) < len(self._threads)

    def leave(self, seconds: float) -> None:
        """Take no more questions, and wait for the answers that were begun."""
        self._leaving.set()
        self.bell.ring()
        ends = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, ends - time.monotonic()))

    def _run(self) -> None:
        while not self._leaving.is_set():
            try:
                if not self._answered_one():
                    self.bell.wait()
            except QuothError as error:
                log.error("%s (%s)", error.message, error.hint)
                self._leaving.wait(REST_SECONDS)
            except Exception:  # a thread that ended would be missed by nobody
                log.exception("a worker's thread goes on after a failure")
                self._leaving.wait(REST_SECONDS)
        self.bell.ring()  # for the next thread that waits

    def _answered_one(self) -> bool:
        """Take a question and answer it; return whether there was one."""
        lease = self._leases.take()
        if lease is None:
            return False
        self.bell.ring()  # where there is one, there may be another
        self._held.hold(lease)
        try:
            if not self._leases.tell(lease, self._reply(lease.asked)):
                log.info("an answer came too late: nobody waits, or another worker has answered")
        finally:
            self._held.drop(lease)
        return True
