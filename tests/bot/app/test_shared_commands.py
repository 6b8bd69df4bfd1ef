"""One of several processes tells Discord the commands."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.app.shared_commands import SharedTold
from bot.postgres.connection import SharedDatabase
from tests.support.postgres import CUT, ask, tell

if TYPE_CHECKING:
    from collections.abc import Callable

pytest_plugins = ["tests.support.postgres_server"]

BOT = 41771983423143936


@pytest.fixture
def process(connect: Callable[[], SharedDatabase]) -> Callable[[], SharedTold]:
    return lambda: SharedTold(connect())


class Telling:
    """What tells Discord the commands ``now``, unless it was told them."""

    def __init__(self, now: str = "new") -> None:
        self.now = now
        self.found: list[str] = []
        self.at_once, self.most = 0, 0

    async def __call__(self, before: str) -> str | None:
        self.found.append(before)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0.05)
        self.at_once -= 1
        return None if before == self.now else self.now


async def test_of_processes_that_start_at_once_one_tells_discord_and_the_others_find_it_told(
    process: Callable[[], SharedTold],
) -> None:
    telling = Telling()
    await asyncio.gather(*(process().in_turn(BOT, telling) for _ in range(4)))
    assert telling.found == ["", "new", "new", "new"]
    assert telling.most == 1
    other = Telling()
    await process().in_turn(BOT + 1, other)
    assert other.found == [""], "another application was told nothing"


async def test_a_process_that_dies_while_it_tells_leaves_it_to_the_next(
    process: Callable[[], SharedTold], database: str
) -> None:
    begun, dead = asyncio.Event(), asyncio.Event()

    async def dying(_before: str) -> str | None:
        begun.set()
        await dead.wait()
        return "never noted"

    first = asyncio.create_task(process().in_turn(BOT, dying))
    await begun.wait()
    await asyncio.to_thread(tell, database, CUT)
    telling = Telling()
    await process().in_turn(BOT, telling)
    assert telling.found == [""]
    dead.set()
    await first
    assert await asyncio.to_thread(ask, database, "SELECT commands FROM quoth.told") == [("new",)]


async def test_a_failure_to_tell_reaches_who_tells_and_is_not_noted(
    process: Callable[[], SharedTold], database: str
) -> None:
    async def failing(_before: str) -> str | None:
        raise ConnectionError("Discord is away")

    with pytest.raises(ConnectionError):
        await process().in_turn(BOT, failing)
    assert await asyncio.to_thread(ask, database, "SELECT count(*) FROM quoth.told") == [(0,)]


async def test_without_the_database_the_bot_starts_and_tells_nothing(
    process: Callable[[], SharedTold], database: str, caplog: pytest.LogCaptureFixture
) -> None:
    told, telling = process(), Telling()
    await told.in_turn(BOT, telling)
    await asyncio.to_thread(tell, database, "ALTER TABLE quoth.told RENAME TO elsewhere")
    await told.in_turn(BOT, telling)
    assert telling.found == [""]
    assert "were not compared" in caplog.text


async def test_the_operator_can_have_them_told_again(process: Callable[[], SharedTold]) -> None:
    told, telling = process(), Telling()
    await told.in_turn(BOT, telling)
    await asyncio.to_thread(told.forget)
    await told.in_turn(BOT, telling)
    assert telling.found == ["", ""]
