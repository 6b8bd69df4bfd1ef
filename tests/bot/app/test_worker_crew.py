"""The threads of a worker: they renew what they hold, outlive failures, and end what they began."""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import closing
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from bot.app.worker_crew import HeldLeases, WorkerCrew
from bot.postgres.leases import Lease
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOON = 60.0


class QueueInMemory:
    """Leases without a database, which fail as often as ``failures`` says."""

    def __init__(self) -> None:
        self.waiting: deque[str] = deque()
        self.failures = 0
        self.renewed: list[str] = []
        self.told: list[str] = []

    def take(self) -> Lease | None:
        if self.failures:
            self.failures -= 1
            raise QuothError("the shared database cannot be used", hint="")
        return Lease(uuid4(), uuid4(), self.waiting.popleft()) if self.waiting else None

    def renew(self, leases: list[Lease]) -> None:
        self.renewed += [lease.asked for lease in leases]

    def tell(self, _lease: Lease, answer: str) -> bool:
        self.told.append(answer)
        return True


@pytest.fixture
def queue() -> QueueInMemory:
    return QueueInMemory()


@pytest.fixture
def crew(queue: QueueInMemory) -> Iterator[Callable[..., WorkerCrew]]:
    with closing(HeldLeases(queue, 0.06)) as held:  # type: ignore[arg-type]
        yield lambda reply, threads=1: WorkerCrew(queue, held, reply, threads)


def put(queue: QueueInMemory, crew: WorkerCrew, *asked: str) -> None:
    queue.waiting += asked
    crew.bell.ring()


def test_one_ring_wakes_as_many_threads_as_there_are_questions(
    queue: QueueInMemory, crew: Callable[..., WorkerCrew]
) -> None:
    together = threading.Barrier(3)

    def reply(asked: str) -> str:
        together.wait(SOON)
        return asked.upper()

    working = crew(reply, 3)
    put(queue, working, "a", "b", "c")
    until(lambda: len(queue.told) == 3)
    assert sorted(queue.told) == ["A", "B", "C"]
    working.leave(SOON)


def test_a_lease_is_renewed_while_the_answer_is_looked_for_and_no_longer(
    queue: QueueInMemory, crew: Callable[..., WorkerCrew]
) -> None:
    found = threading.Event()

    def reply(asked: str) -> str:
        found.wait(SOON)
        return asked.upper()

    working = crew(reply)
    put(queue, working, "a")
    until(lambda: queue.renewed[:3] == ["a"] * 3)
    found.set()
    until(lambda: queue.told == ["A"])
    working.leave(SOON)
    renewed = len(queue.renewed)
    time.sleep(0.2)
    assert len(queue.renewed) == renewed


def test_a_thread_goes_on_after_a_failure_of_the_database_and_one_of_ours(
    queue: QueueInMemory,
    crew: Callable[..., WorkerCrew],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("bot.app.worker_crew.REST_SECONDS", 0.01)

    def reply(asked: str) -> str:
        if asked == "b":
            raise RuntimeError
        return asked.upper()

    queue.failures = 2
    working = crew(reply)
    put(queue, working, "a", "b", "c")
    until(lambda: queue.told == ["A", "C"])
    assert "cannot be used" in caplog.text
    assert "goes on after a failure" in caplog.text
    working.leave(SOON)


def test_who_leaves_ends_what_was_begun_and_takes_nothing_more(
    queue: QueueInMemory, crew: Callable[..., WorkerCrew]
) -> None:
    begun, found = threading.Event(), threading.Event()

    def reply(asked: str) -> str:
        begun.set()
        found.wait(SOON)
        return asked.upper()

    working = crew(reply)
    put(queue, working, "a", "b")
    begun.wait(SOON)
    leaving = threading.Thread(target=working.leave, args=(SOON,))
    leaving.start()
    until(working._leaving.is_set)
    found.set()
    leaving.join(SOON)
    assert (queue.told, list(queue.waiting)) == (["A"], ["b"])


def test_a_worker_of_which_every_thread_hangs_is_not_said_to_be_well(
    queue: QueueInMemory, crew: Callable[..., WorkerCrew], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.worker_crew.LONGEST_ANSWER", 0.05)
    found = threading.Event()
    working = crew(lambda _asked: str(found.wait(SOON)), 2)
    put(queue, working, "a")
    time.sleep(0.2)
    assert working.answers
    put(queue, working, "b")
    until(lambda: not working.answers)
    found.set()
    until(lambda: working.answers)
    working.leave(SOON)


def until(look: Callable[[], object]) -> None:
    end = time.monotonic() + SOON
    while not look():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)
