"""The task that connects ends before its session does, whatever discord.py makes of it."""

from __future__ import annotations

import asyncio
import gc

import pytest

from bot.app.in_flight import InFlight, ended


async def test_a_connection_that_goes_on_after_a_cancellation_is_ended() -> None:
    cancelled = 0

    async def connect() -> None:
        nonlocal cancelled
        while cancelled < 2:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:  # as discord.py's Shard.reconnect
                cancelled += 1

    connection = asyncio.create_task(connect())
    await asyncio.sleep(0)
    await ended(connection, 5)
    assert connection.done()
    assert cancelled == 2


async def test_a_connection_that_cannot_be_ended_is_not_waited_for_for_ever() -> None:
    stop = asyncio.Event()

    async def connect() -> None:
        while not stop.is_set():
            try:
                await stop.wait()
            except asyncio.CancelledError:
                continue

    connection = asyncio.create_task(connect())
    await asyncio.sleep(0)
    await ended(connection, 0.15)
    assert not connection.done()
    stop.set()
    await connection


async def test_an_error_of_a_connection_that_was_to_end_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def connect() -> None:
        raise RuntimeError("Session is closed")

    connection = asyncio.create_task(connect())
    await asyncio.wait({connection})
    await ended(connection, 5)
    del connection
    gc.collect()
    assert "never retrieved" not in caplog.text


async def test_what_cannot_be_answered_any_more_is_given_up() -> None:
    in_flight = InFlight()

    async def answer() -> None:
        with in_flight.one():
            await asyncio.sleep(60)

    answering = asyncio.create_task(answer())
    await asyncio.sleep(0)
    assert await in_flight.drain(0.05) == 1
    await in_flight.give_up(5)
    assert answering.cancelled()
    assert len(in_flight) == 0
