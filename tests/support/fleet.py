"""Several processes of one bot, each with some of its shards, within the process of a test."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unittest.mock import AsyncMock

from pydantic import SecretStr

from bot.app._dpy_internals import point_at
from bot.app.shard_keeper import ShardKeeper
from bot.app.supervisor import stay_connected
from bot.app.wiring import wire
from bot.settings import StoreSettings
from tests.support.bot import GUILD_READY, FakeOracle, settings_in
from tests.support.postgres import KEY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.app.client import QuothClient
    from bot.app.wiring import Wiring
    from tests.standin import Standin

LEASE = 1.0  # seconds


@dataclass
class Member:
    """One process; ``kill`` ends it as a signal does that it cannot hear."""

    wiring: Wiring
    oracle: FakeOracle
    stop: asyncio.Event
    clients: list[QuothClient] = field(default_factory=list)
    tasks: list[asyncio.Task[Any]] = field(default_factory=list)

    @property
    def heard(self) -> set[int]:
        return self.clients[-1].heard

    async def leave(self) -> None:
        self.stop.set()
        await asyncio.wait_for(asyncio.gather(*self.tasks), 15)
        self.tasks.clear()

    async def kill(self) -> None:
        missed = self.wiring.missed
        missed.stop()
        await missed.rest()
        missed.leave = AsyncMock()  # type: ignore[method-assign]
        for task in self.tasks:
            task.cancel()
        await asyncio.wait(self.tasks)
        self.tasks.clear()
        client = self.clients[-1]
        for each in client._AutoShardedClient__shards.values():  # type: ignore[attr-defined]
            each._cancel_task()
            each.ws.socket._response.close()  # without a word to Discord
        for beat in client._heartbeats():
            beat.stop()
        await client.http.close()


@asynccontextmanager
async def member(
    discord: Standin, folder: Path, database: str, shards: str
) -> AsyncIterator[Member]:
    """Run a process that keeps ``shards``, as 0-1/3; what ``quoth run`` does, but for a model."""
    settings = settings_in(
        folder,
        token=SecretStr(discord.token),
        shards=shards,
        shard_lease=LEASE,
        api_base=discord.api_base,
        gateway_url=discord.gateway_url,
    )
    store = StoreSettings(url=SecretStr(database), key=SecretStr(KEY))
    oracle = FakeOracle()
    shared = settings.model_copy(update={"store": store})
    wiring = await asyncio.to_thread(wire, shared, lambda: oracle)
    assert isinstance(wiring.keeper, ShardKeeper)
    await wiring.service.asker.open()
    point_at(discord.api_base, discord.gateway_url)
    up = Member(wiring, oracle, asyncio.Event())

    def make_client() -> QuothClient:
        up.clients.append(wiring.client(guild_ready_timeout=GUILD_READY))
        return up.clients[-1]

    up.tasks = [
        asyncio.create_task(wiring.keeper.keep(up.stop)),
        asyncio.create_task(stay_connected(make_client, discord.token, up.stop)),
    ]
    try:
        yield up
    finally:
        with suppress(asyncio.CancelledError):
            await up.leave()
        await wiring.close()
