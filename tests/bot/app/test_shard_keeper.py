"""What a keeper opens and closes, and what it leaves alone when it cannot know."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.app.shard_keeper import ShardKeeper
from bot.postgres.shard_leases import ShardsNow
from index.errors import QuothError
from tests.support.messages import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection


class Leases:
    """Say what a test says, or fail."""

    def __init__(self, *ours: int) -> None:
        self.now = ShardsNow(frozenset(ours), frozenset())
        self.failing = self.released = False
        self.rounds = 0
        self.heard: Collection[int] = ()

    def keep(self, ready: Collection[int]) -> ShardsNow:
        self.rounds, self.heard = self.rounds + 1, ready
        if self.failing:
            raise QuothError("no database", hint="Start it.")
        return self.now

    def look(self) -> ShardsNow:
        return self.now

    def release(self) -> None:
        self.released = True


class Client:
    """Keep a list of open shards; the first ``refusals`` to open one fail."""

    def __init__(self, *opened: int, refusals: int = 0) -> None:
        self.opened, self.refusals = set(opened), refusals
        self.heard: set[int] = self.opened

    async def open_shard(self, shard: int) -> None:
        if self.refusals:
            self.refusals -= 1
            raise ConnectionError("refused")
        self.opened.add(shard)

    async def close_shard(self, shard: int) -> None:
        self.opened.discard(shard)


@asynccontextmanager
async def kept(leases: Leases, client: Client, seconds: float = 0.03) -> AsyncIterator[ShardKeeper]:
    """Keep the shards of ``client`` within the block, with leases for ``seconds``."""
    stop = asyncio.Event()
    keeper = ShardKeeper(leases, seconds)  # type: ignore[arg-type]
    keeping = asyncio.create_task(keeper.keep(stop))
    assert await keeper.shards() == sorted(leases.now.ours)
    keeper.follow(client)
    yield keeper
    stop.set()
    await keeping


async def test_it_opens_what_it_has_closes_what_another_hears_and_lets_go_at_the_end() -> None:
    leases, client = Leases(0), Client(0, refusals=1)
    async with kept(leases, client):
        leases.now = ShardsNow(frozenset({0, 1}), frozenset())
        await eventually(lambda: client.opened == {0, 1})
        leases.now = ShardsNow(frozenset({1}), frozenset())
        seen = leases.rounds
        await eventually(lambda: leases.rounds > seen + 2)
        assert client.opened == {0, 1}, "nobody else hears 0 yet"
        leases.now = ShardsNow(frozenset({1}), frozenset({0}))
        await eventually(lambda: client.opened == {1})
        assert not leases.released
    assert leases.released


async def test_without_the_database_the_shards_stay_and_it_is_said_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    leases, client = Leases(0, 1), Client(0, 1)
    async with kept(leases, client):
        leases.failing = True
        seen = leases.rounds
        await eventually(lambda: leases.rounds > seen + 3)
        assert client.opened == {0, 1}
        assert [r.message for r in caplog.records if "stay as they are" in r.message] == [
            "the shards stay as they are: no database (Start it.)"
        ]
        leases.failing, leases.now = False, ShardsNow(frozenset({0}), frozenset({1}))
        await eventually(lambda: client.opened == {0})


async def test_what_another_process_hears_is_closed_before_the_client_says_that_it_leaves() -> None:
    leases, client = Leases(), Client(0, 1, 2)
    leases.now = ShardsNow(frozenset({2}), frozenset({0, 1}))
    await ShardKeeper(leases, 60).hand_over(client)  # type: ignore[arg-type]
    assert client.opened == {2}


async def test_whoever_hears_a_shard_tells_the_others_at_once() -> None:
    leases, client = Leases(0), Client(0)
    async with kept(leases, client, 300) as keeper:
        assert keeper.told == set()
        keeper.hurry()
        await eventually(lambda: keeper.told == {0})


async def test_while_a_client_leaves_nothing_is_opened_for_it() -> None:
    leases, client = Leases(0), Client(0)
    async with kept(leases, client) as keeper:
        keeper.rest()
        leases.now = ShardsNow(frozenset({0, 1}), frozenset())
        seen = leases.rounds
        await eventually(lambda: leases.rounds > seen + 2)
        assert client.opened == {0}
        assert set(leases.heard) == set()
