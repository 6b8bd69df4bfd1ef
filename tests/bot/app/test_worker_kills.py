"""Workers are killed at random moments: every question is answered, and none twice."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from bot.app.shared_state import SharedState
from bot.postgres.connection import SharedDatabase
from bot.postgres.inquiries import InquiryQueue, QueuedInquiry
from tests.support.postgres import CUT, ask, secrets_of, tell
from tests.support.worker_process import NOTE_ANSWERS, asked, killed, question, started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.process import BaseProcess

pytest_plugins = ["tests.support.postgres_server"]

KILLS, ASKERS, SOON = 20, 6, 60.0


@pytest.fixture
def workers() -> Iterator[list[BaseProcess]]:
    running: list[BaseProcess] = []
    yield running
    for one in running:
        killed(one)


def test_workers_killed_at_random_leave_no_question_unanswered_and_none_answered_twice(
    database: str, workers: list[BaseProcess]
) -> None:
    chance, stop = random.Random(18), threading.Event()
    with closing(SharedState(secrets_of(database), None)) as state:
        tell(database, *NOTE_ANSWERS)
        client = state.workers(SOON)
        workers += [started(database), started(database)]

        def ask_on(asker: int) -> int:
            number = 0
            while not stop.is_set():
                asked(client, asker * 100_000 + number)
                number += 1
            return number

        with ThreadPoolExecutor(ASKERS) as askers:
            asking = [askers.submit(ask_on, asker) for asker in range(ASKERS)]
            for _ in range(KILLS):
                until(lambda: taken(database))
                time.sleep(chance.uniform(0, 0.1))
                killed(workers.pop(chance.randrange(len(workers))))
                workers.append(started(database))
            stop.set()
            number = sum(done.result(SOON) for done in asking)
    told = ask(database, "SELECT count(*), count(DISTINCT id) FROM quoth.noted")
    assert told == [(number, number)]
    assert ask(database, "SELECT count(*) > 0 FROM quoth.noted WHERE tries > 1") == [(True,)]
    assert waiting(database) == 0


def test_a_worker_that_was_halted_answers_nothing_that_another_has_answered_meanwhile(
    database: str, workers: list[BaseProcess]
) -> None:
    common = SharedDatabase(secrets_of(database))
    with closing(common):
        queue = InquiryQueue(common)
        queue.clean()
        tell(database, *NOTE_ANSWERS)
        first, second = put(queue, 1), put(queue, 2)
        halted = started(database, seconds=1.0, threads=1)
        workers.append(halted)
        until(lambda: taken(database))
        os.kill(halted.pid or 0, signal.SIGSTOP)
        other = started(database, threads=1)
        until(lambda: queue.read(first) and queue.read(second))
        killed(other)
        os.kill(halted.pid or 0, signal.SIGCONT)
        third = put(queue, 3)
        until(lambda: queue.read(third))  # so the halted one has come to the end of its first
        told = ask(database, "SELECT count(*), count(DISTINCT id) FROM quoth.noted")
        assert told == [(3, 3)]


def taken(database: str) -> object:
    return ask(
        database, "SELECT count(*) FROM quoth.inquiries WHERE leased_until > clock_timestamp()"
    )[0][0]


def put(queue: InquiryQueue, number: int) -> UUID:
    inquiry = QueuedInquiry(uuid4(), number, "quoth_bot_1", question(number), SOON)
    queue.put(inquiry)
    return inquiry.id


def until(look: Callable[[], object]) -> None:
    end = time.monotonic() + SOON
    while not look():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def test_a_queue_that_a_crash_of_the_server_has_emptied_is_filled_again_by_the_bots(
    database: str, workers: list[BaseProcess]
) -> None:
    with closing(SharedState(secrets_of(database), None)) as state:
        client = state.workers(SOON)
        with ThreadPoolExecutor(ASKERS) as askers:
            asking = [askers.submit(asked, client, number) for number in range(ASKERS)]
            until(lambda: waiting(database) == ASKERS)
            tell(database, "TRUNCATE quoth.inquiries", CUT)
            workers.append(started(database))
            for answer in asking:
                answer.result(SOON)


def waiting(database: str) -> object:
    return ask(database, "SELECT count(*) FROM quoth.inquiries")[0][0]
