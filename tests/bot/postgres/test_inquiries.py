"""Questions in the queue: taken in fair turns, under a lease, and answered once."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

import pytest

from bot.postgres.connection import SharedDatabase
from bot.postgres.inquiries import WORK, InquiryQueue, QueuedInquiry
from bot.postgres.leases import MOST_TRIES, InquiryLeases, Lease
from bot.postgres.notices import Notices
from tests.support.postgres import CUT, ask, secrets_of, tell

if TYPE_CHECKING:
    from collections.abc import Callable

pytest_plugins = ["tests.support.postgres_server"]

Found = TypeVar("Found")
BOT, SOON = "quoth_bot_1", 60.0


@pytest.fixture
def queue(connect: Callable[[], SharedDatabase]) -> InquiryQueue:
    return InquiryQueue(connect())


@pytest.fixture
def worker(connect: Callable[[], SharedDatabase]) -> Callable[..., InquiryLeases]:
    """Open what another worker takes questions with."""
    return lambda seconds=SOON: InquiryLeases(connect(), seconds)


def put(queue: InquiryQueue, asked: str, lane: int = 7, seconds: float = SOON) -> QueuedInquiry:
    inquiry = QueuedInquiry(uuid4(), lane, BOT, asked, seconds)
    queue.put(inquiry)
    return inquiry


def taken(leases: InquiryLeases) -> Lease:
    lease = leases.take()
    assert lease is not None
    return lease


def test_a_question_that_is_put_twice_is_taken_once_and_its_answer_can_be_read_again(
    queue: InquiryQueue, worker: Callable[..., InquiryLeases]
) -> None:
    one, other = worker(), worker()
    assert one.take() is None
    inquiry = put(queue, "who won?")
    queue.put(inquiry)
    lease = taken(one)
    assert (lease.id, lease.asked) == (inquiry.id, "who won?")
    assert other.take() is None
    assert queue.read(inquiry.id) is None
    assert one.tell(lease, "nobody")
    queue.put(inquiry)
    assert other.take() is None
    assert [queue.read(inquiry.id) for _ in range(2)] == ["nobody"] * 2
    queue.drop(inquiry.id)
    assert queue.read(inquiry.id) is None


def test_when_a_lease_is_over_another_worker_answers_and_the_first_is_refused(
    queue: InquiryQueue, worker: Callable[..., InquiryLeases]
) -> None:
    halted, other = worker(0.2), worker()
    inquiry = put(queue, "who won?")
    lost = taken(halted)
    assert other.take() is None
    held = until(other.take)
    assert held.id == inquiry.id
    assert halted.renew([lost]) == set()
    assert not halted.tell(lost, "late")
    assert other.tell(held, "Ada")
    assert not halted.tell(lost, "later")
    assert not other.tell(held, "twice")
    assert queue.read(inquiry.id) == "Ada"


def test_a_lease_that_is_renewed_is_not_lost(
    queue: InquiryQueue, worker: Callable[..., InquiryLeases]
) -> None:
    slow, other = worker(2.0), worker()
    put(queue, "who won?")
    lease = taken(slow)
    ends = time.monotonic() + 3.0
    while time.monotonic() < ends:
        assert slow.renew([lease]) == {lease.mark}
        assert other.take() is None
        time.sleep(0.1)
    assert slow.tell(lease, "Ada")
    assert slow.renew([lease]) == set()


def test_a_lease_that_is_over_but_that_nobody_else_took_still_counts(
    queue: InquiryQueue, worker: Callable[..., InquiryLeases]
) -> None:
    slow = worker(0.01)
    put(queue, "who won?")
    lease = taken(slow)
    time.sleep(0.05)
    assert slow.renew([lease]) == {lease.mark}
    time.sleep(0.05)
    assert slow.tell(lease, "Ada")


def test_many_workers_at_once_take_each_question_once(
    queue: InquiryQueue, worker: Callable[..., InquiryLeases]
) -> None:
    inquiries = [put(queue, f"question {number}", lane=number % 3) for number in range(40)]

    def work(leases: InquiryLeases) -> list[str]:
        done = []
        while (lease := leases.take()) is not None:
            done.append(lease.asked)
            assert leases.tell(lease, lease.asked.upper())
        return done

    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(work, [worker() for _ in range(4)]))
    assert sorted(chain(*done)) == sorted(one.asked for one in inquiries)
    assert [queue.read(one.id) for one in inquiries] == [one.asked.upper() for one in inquiries]


def test_a_server_that_asks_much_keeps_no_other_waiting(
    queue: InquiryQueue, worker: Callable[..., InquiryLeases]
) -> None:
    leases = worker()
    for number in range(6):
        put(queue, f"loud {number}", lane=1)
    put(queue, "quiet 0", lane=2)
    put(queue, "late 0", lane=3)
    put(queue, "quiet 1", lane=2)
    order = [answered(leases)]
    put(queue, "later 0", lane=4)
    order += [answered(leases) for _ in range(9)]
    assert order[:5] == ["loud 0", "quiet 0", "late 0", "later 0", "loud 1"]
    assert order.index("quiet 1") < order.index("loud 3")
    assert [text for text in order if "loud" in text] == [f"loud {n}" for n in range(6)]


def test_a_question_that_nobody_waits_for_lets_no_server_go_ahead(
    queue: InquiryQueue, worker: Callable[..., InquiryLeases]
) -> None:
    leases = worker()
    put(queue, "late", lane=3, seconds=0)
    for number in range(3):
        put(queue, f"loud {number}", lane=1)
    assert answered(leases) == "loud 0"
    put(queue, "quiet 0", lane=2)
    assert [answered(leases) for _ in range(3)] == ["loud 1", "quiet 0", "loud 2"]


def answered(leases: InquiryLeases) -> str:
    lease = taken(leases)
    assert leases.tell(lease, "")
    return lease.asked


def test_what_nobody_waits_for_any_more_is_not_answered_and_not_kept(
    queue: InquiryQueue, worker: Callable[..., InquiryLeases], database: str
) -> None:
    put(queue, "late", seconds=0)
    queue.drop(put(queue, "taken back").id)
    leases = worker()
    assert leases.take() is None
    dropped = put(queue, "given up meanwhile")
    lease = taken(leases)
    queue.drop(dropped.id)
    assert not leases.tell(lease, "Ada")
    tell(database, "UPDATE quoth.inquiries SET until = until - interval '5 minutes'")
    queue.clean()
    assert ask(database, "SELECT count(*) FROM quoth.inquiries") == [(0,)]


def test_a_question_that_ends_every_worker_that_takes_it_spares_the_next(
    queue: InquiryQueue, worker: Callable[..., InquiryLeases]
) -> None:
    leases = worker(0.001)
    put(queue, "poison")
    for _ in range(MOST_TRIES):
        until(leases.take)
    time.sleep(0.05)
    assert leases.take() is None
    put(queue, "who won?")
    assert taken(leases).asked == "who won?"


def test_a_cut_connection_costs_neither_a_question_nor_an_answer(
    queue: InquiryQueue, worker: Callable[..., InquiryLeases], database: str
) -> None:
    leases, inquiry = worker(), put(queue, "who won?")
    tell(database, CUT)
    lease = taken(leases)
    tell(database, CUT)
    assert leases.renew([lease]) == {lease.mark}
    tell(database, CUT)
    assert leases.tell(lease, "Ada")
    tell(database, CUT)
    assert queue.read(inquiry.id) == "Ada"


def test_workers_and_the_bot_hear_at_once_that_there_is_something_for_them(
    queue: InquiryQueue, worker: Callable[..., InquiryLeases], database: str
) -> None:
    heard: dict[str, list[str | None]] = {WORK: [], BOT: []}
    notices = [Notices(secrets_of(database), heard[channel].append, channel) for channel in heard]
    for one in notices:
        one.start()
    until(lambda: all(heard.values()))  # they listen
    inquiry, leases = put(queue, "who won?"), worker()
    until(lambda: heard[WORK] == [None, ""])
    assert leases.tell(taken(leases), "Ada")
    until(lambda: heard[BOT] == [None, str(inquiry.id)])
    for each in notices:
        each.close()


def until(look: Callable[[], Found | None]) -> Found:
    end = time.monotonic() + SOON
    while not (found := look()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
    return found
