"""Run blocking work in threads for the event loop, and replace a thread that does not come back.

No thread can be stopped from outside. One whose work takes longer than it may is left alone, and
a new thread takes its place; whoever waited gets a ``TimeoutError``. The threads are daemons, so
none of them can keep the process from ending.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from contextvars import copy_context
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
Result = TypeVar("Result")
LOOKS_A_TURN = 4  # how often the threads are looked at within the time that work may take


class _Job:
    """Work for a thread, which may take ``patience`` seconds, and the future of its outcome."""

    def __init__(self, work: Callable[[], Any], patience: float) -> None:
        self.work = partial(copy_context().run, work)  # which knows the asker's language
        self.patience = patience
        self.loop = asyncio.get_running_loop()
        self.outcome: asyncio.Future[Any] = self.loop.create_future()
        self.began = 0.0
        self.lost = False

    def tell(self, result: Any, error: BaseException | None) -> None:
        """Let the loop know the outcome; nobody is told if the loop has ended."""
        try:
            self.loop.call_soon_threadsafe(self._settle, result, error)
        except RuntimeError:
            log.debug("some work outlived its loop")

    def _settle(self, result: Any, error: BaseException | None) -> None:
        if self.outcome.done():
            return
        if error is None:
            self.outcome.set_result(result)
        else:
            self.outcome.set_exception(error)


class ThreadPool:
    """Threads, ``count`` of them, that share one queue; work may take ``patience`` seconds."""

    def __init__(self, name: str, count: int, patience: float) -> None:
        self._name = name
        self._patience = patience
        self._missing = count  # threads that are still to be started
        self._started = 0
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._under_way: set[_Job] = set()
        self._lost: set[_Job] = set()
        self._looking: asyncio.TimerHandle | None = None

    async def do(self, work: Callable[[], Result], patience: float | None = None) -> Result:
        """Do ``work`` in a thread, and return or raise what it does.

        Work is dropped if the caller is cancelled before its turn comes. ``patience`` replaces
        that of this pool.

        :raises TimeoutError: it took longer than it may.
        """
        job = _Job(work, self._patience if patience is None else patience)
        self._jobs.put(job)
        if self._looking is None:
            self._look()
        outcome: Result = await job.outcome
        return outcome

    @property
    def waiting(self) -> int:
        """Return how many pieces of work wait for a thread."""
        return self._jobs.qsize()

    @property
    def busy(self) -> int:
        """Return how many threads are at work, without those that were replaced."""
        return len(self._under_way)

    @property
    def lost(self) -> int:
        """Return how many threads were replaced and have not come back."""
        return len(self._lost)

    @property
    def at_work(self) -> bool:
        """Return whether a thread, possibly a replaced one, is still at work."""
        return bool(self._under_way or self._lost)

    def close(self) -> None:
        """Drop what waits, and let each thread end after what it is doing."""
        if self._looking is not None:
            self._looking.cancel()
        while not self._jobs.empty():
            job = self._jobs.get()
            if job is not None:
                job.outcome.cancel()
        for _ in range(self._started):
            self._jobs.put(None)

    def _look(self) -> None:
        """Replace the threads whose work has taken too long, and look again in a while."""
        for job in self._late():
            log.error(
                "a thread is left alone and replaced: its work took longer than %g s "
                "(%d such threads are at work; a restart ends them)",
                job.patience,
                len(self._lost),
            )
            job.tell(None, TimeoutError())
            self._missing += 1
        self._start()
        loop = asyncio.get_running_loop()
        self._looking = loop.call_later(self._patience / LOOKS_A_TURN, self._look)

    def _late(self) -> list[_Job]:
        """Give up the work that has taken too long, and return it."""
        now = time.monotonic()
        with self._lock:
            late = [job for job in self._under_way if now - job.began > job.patience]
            self._under_way.difference_update(late)
            self._lost.update(late)
            for job in late:
                job.lost = True
        return late

    def _start(self) -> None:
        for _ in range(self._missing):
            self._started += 1
            name = f"{self._name}-{self._started}"
            threading.Thread(target=self._work, name=name, daemon=True).start()
        self._missing = 0

    def _work(self) -> None:
        """Do one job after another, in a thread of its own, until there is none, or it is lost."""
        while self._one(self._jobs.get()):
            pass  # nothing of a job is kept while the next one is waited for

    def _one(self, job: _Job | None) -> bool:
        if job is None:
            return False
        if job.outcome.cancelled():
            return True
        with self._lock:
            job.began = time.monotonic()
            self._under_way.add(job)
        outcome = _outcome(job.work)
        with self._lock:
            self._under_way.discard(job)
            self._lost.discard(job)
        job.tell(*outcome)
        return not job.lost


def _outcome(work: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    """Return the result of ``work`` and None, or None and what it raised."""
    try:
        return work(), None
    except BaseException as error:  # noqa: BLE001 - whoever waits gets it
        return None, error
