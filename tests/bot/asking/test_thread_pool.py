"""Threads that work for the loop: side by side, each in its turn, and replaced when they hang."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

import pytest

from bot.asking.thread_pool import ThreadPool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Hold up what waits for it until the test ends."""
    gate = threading.Event()
    yield gate
    gate.set()


async def test_as_many_work_at_once_as_there_are_threads() -> None:
    pool = ThreadPool("some", 3, 5)
    meeting = threading.Barrier(3)
    await asyncio.wait_for(asyncio.gather(*(pool.do(meeting.wait) for _ in range(6))), 3)
    pool.close()


async def test_what_the_work_raises_is_raised_to_who_waits() -> None:
    pool = ThreadPool("some", 1, 5)
    with pytest.raises(ZeroDivisionError):
        await pool.do(lambda: 1 // 0)
    assert await pool.do(lambda: 2) == 2, "the thread goes on"
    pool.close()


async def test_threads_that_hang_are_replaced_and_the_others_never_notice(
    gate: threading.Event, caplog: pytest.LogCaptureFixture
) -> None:
    pool = ThreadPool("some", 2, 0.2)
    hanging = [asyncio.create_task(pool.do(gate.wait)) for _ in range(2)]
    assert await asyncio.wait_for(pool.do(lambda: "answered"), 2) == "answered"
    assert [type(error) for error in await asyncio.gather(*hanging, return_exceptions=True)] == [
        TimeoutError,
        TimeoutError,
    ]
    meeting = threading.Barrier(2)
    await asyncio.wait_for(asyncio.gather(*(pool.do(meeting.wait) for _ in range(2))), 2)
    assert caplog.text.count("left alone and replaced") == 2
    assert pool.at_work
    pool.close()


async def test_a_lost_thread_that_comes_back_ends_and_no_thread_is_too_many(
    gate: threading.Event,
) -> None:
    pool = ThreadPool("lost", 2, 0.1)
    hanging = [asyncio.create_task(pool.do(gate.wait)) for _ in range(2)]
    await asyncio.wait(hanging)
    await pool.do(lambda: None)
    assert _threads("lost") == 4
    gate.set()
    await _until(lambda: _threads("lost") == 2)
    assert not pool.at_work
    pool.close()
    await _until(lambda: _threads("lost") == 0)


async def test_long_work_is_no_hanging_if_it_may_take_its_time(gate: threading.Event) -> None:
    pool = ThreadPool("some", 1, 0.1)
    long = asyncio.create_task(pool.do(gate.wait, patience=60))
    await asyncio.sleep(0.4)
    gate.set()
    assert await long is True
    pool.close()


async def test_work_that_nobody_waits_for_any_more_is_not_begun(gate: threading.Event) -> None:
    pool, done = ThreadPool("some", 1, 5), []
    first = asyncio.create_task(pool.do(gate.wait))
    given_up = asyncio.create_task(pool.do(lambda: done.append("given up")))
    await asyncio.sleep(0.05)
    given_up.cancel()
    await asyncio.sleep(0)
    gate.set()
    await first
    await pool.do(lambda: done.append("last"))
    assert done == ["last"]
    pool.close()


async def test_closing_drops_what_waits(gate: threading.Event) -> None:
    pool = ThreadPool("some", 1, 5)
    first, second = (asyncio.create_task(pool.do(gate.wait)) for _ in range(2))
    await asyncio.sleep(0.05)
    pool.close()
    gate.set()
    assert await first is True
    with pytest.raises(asyncio.CancelledError):
        await second


def _threads(name: str) -> int:
    return sum(thread.name.startswith(f"{name}-") for thread in threading.enumerate())


async def _until(so: Callable[[], bool], within: float = 3) -> None:
    ends = time.monotonic() + within
    while not so():
        assert time.monotonic() < ends
        await asyncio.sleep(0.01)
