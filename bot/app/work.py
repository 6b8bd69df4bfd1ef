"""Run a worker as a process (`quoth work`): it answers what bots have queued, without Discord."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

from bot.app.logs import start_logging
from bot.app.shared_state import SharedState
from bot.app.state import shared, state_of
from bot.app.worker_crew import HeldLeases, WorkerCrew
from bot.asking.worker_replies import WorkerReplies
from bot.health.watchdog import notify
from index.errors import QuothError

if TYPE_CHECKING:
    from bot.asking.oracle import Oracle
    from bot.postgres.inquiries import InquiryQueue
    from bot.settings import BotSettings, WorkerSettings

log = logging.getLogger(__name__)
ROUND_SECONDS = 1.0  # between two looks: nobody rings for the question of a worker that is gone
CLEAN_SECONDS = 60.0
LEAVE_SECONDS = 20.0  # for the answers that were begun


def run(settings: BotSettings) -> int:
    """Answer until SIGTERM or SIGINT; return the exit code.

    :raises QuothError: there is no shared database, or the index or a model cannot be used.
    """
    from bot.asking.librarian import open_librarian

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with closing(state_of(settings, works=True)) as state:
        start_logging("", settings.log)
        serve(shared(state), open_librarian(settings), settings.workers, stop)
    return 0


def serve(
    state: SharedState, oracle: Oracle, settings: WorkerSettings, stop: threading.Event
) -> None:
    """Answer with ``oracle`` until ``stop`` is set."""
    threads = settings.threads or os.cpu_count() or 1
    leases = state.leases(settings.lease)
    with closing(HeldLeases(state.leases(settings.lease), settings.lease)) as held:
        crew = WorkerCrew(leases, held, WorkerReplies(oracle).reply, threads)
        queue = state.inquiries(crew.bell.ring)
        log.info("ready: %d questions are answered at a time", threads)
        notify("READY=1")
        _look_after(oracle, queue, crew, stop)
        notify("STOPPING=1")
        crew.leave(LEAVE_SECONDS)


def _look_after(
    oracle: Oracle, queue: InquiryQueue, crew: WorkerCrew, stop: threading.Event
) -> None:
    """Follow the index, look for questions, and delete what nobody waits for, until ``stop``."""
    cleaned = time.monotonic()
    while not stop.wait(ROUND_SECONDS):
        if crew.answers:
            notify("WATCHDOG=1")
        crew.bell.ring()
        try:
            oracle.refresh()
            if time.monotonic() - cleaned > CLEAN_SECONDS:
                cleaned = time.monotonic()
                queue.clean()
        except QuothError as error:
            log.error("%s (%s)", error.message, error.hint)
