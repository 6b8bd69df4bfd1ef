"""Follow which shards this process has, and open and close their gateways accordingly."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Protocol

import discord

from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

    from bot.postgres.shard_leases import ShardLeases, ShardsNow

log = logging.getLogger(__name__)
LAST_SECONDS = 5.0  # for the last word to the database
ROUNDS = 3  # in the time of a lease, so that two may fail


class ShardedClient(Protocol):
    """A client whose shards a keeper opens and closes."""

    @property
    def heard(self) -> Collection[int]:
        """Return the shards on which Discord is heard."""

    @property
    def opened(self) -> Collection[int]:
        """Return the shards that have a gateway, or had one and open it again."""

    async def open_shard(self, shard: int) -> None:
        """Open the gateway of a shard."""

    async def close_shard(self, shard: int) -> None:
        """Close it, and hear what is sent meanwhile."""


class ShardKeeper:
    """What this process has of the shards of a bot, renewed while ``keep`` runs."""

    def __init__(self, leases: ShardLeases, seconds: float) -> None:
        """Renew ``leases``, which are for ``seconds``, several times in that time."""
        self._leases, self._pause = leases, seconds / ROUNDS
        self._client: ShardedClient | None = None
        self._following: asyncio.Task[None] | None = None
        self._has_some, self._soon = asyncio.Event(), asyncio.Event()
        self.told: frozenset[int] = frozenset()  # the shards of which all know that we hear them
        self._ours: frozenset[int] = frozenset()
        self._heard_elsewhere: frozenset[int] = frozenset()
        self._failing = False

    async def shards(self) -> list[int]:
        """Return the shards of this process, as soon as it has one."""
        await self._has_some.wait()
        return sorted(self._ours)

    def follow(self, client: ShardedClient) -> None:
        """Open and close the shards of ``client`` from now on; it has opened ``shards``."""
        self.rest()
        self._client = client
        self.hurry()

    def rest(self) -> None:
        """Open and close nothing until there is another client."""
        self._client = None
        if self._following is not None:
            self._following.cancel()

    def hurry(self) -> None:
        """Tell the others at once which shards are heard."""
        self._soon.set()

    async def hand_over(self, client: ShardedClient) -> None:
        """Close what another process hears by now, before ``client`` says that it leaves."""
        self.rest()
        with suppress(QuothError):
            now = await asyncio.to_thread(self._leases.look)
            theirs = now.heard_elsewhere & set(client.opened)
            await asyncio.gather(*map(client.close_shard, theirs))

    async def keep(self, stop: asyncio.Event) -> None:
        """Keep the shards until ``stop`` is set; then let others have them."""
        stopping = asyncio.create_task(stop.wait())
        while not stop.is_set():
            self._soon.clear()
            await self._round()
            soon = asyncio.create_task(self._soon.wait())
            await asyncio.wait(
                {stopping, soon}, timeout=self._pause, return_when=asyncio.FIRST_COMPLETED
            )
            soon.cancel()
        with suppress(QuothError):  # the leases end by themselves
            await asyncio.to_thread(self._leases.release)

    async def _round(self) -> None:
        heard = frozenset(self._client.heard if self._client is not None else ())
        try:
            self._heed(await asyncio.to_thread(self._leases.keep, heard))
            self.told = heard
        except QuothError as error:
            self._failed(error)

    def _heed(self, now: ShardsNow) -> None:
        self._failing = False
        self._ours, self._heard_elsewhere = now.ours, now.heard_elsewhere
        if self._ours:
            self._has_some.set()
        else:
            self._has_some.clear()
        if self._client is not None and (self._following is None or self._following.done()):
            self._following = asyncio.create_task(self._follow(self._client))

    async def _follow(self, client: ShardedClient) -> None:
        for shard in sorted(self._heard_elsewhere & set(client.opened)):
            log.info("another process has shard %d now", shard)
            await client.close_shard(shard)
        for shard in sorted(self._ours - set(client.opened)):
            log.info("shard %d is taken over", shard)
            try:
                await client.open_shard(shard)
            except (OSError, discord.DiscordException) as error:  # tried again in the next round
                log.warning("shard %d is not opened (%s)", shard, error)

    def _failed(self, error: QuothError) -> None:
        """Say so once: the gateways stay as they are."""
        if not self._failing:
            log.warning("the shards stay as they are: %s (%s)", error.message, error.hint)
        self._failing = True


@asynccontextmanager
async def kept(keeper: ShardKeeper | None, stop: asyncio.Event) -> AsyncIterator[None]:
    """Keep shards within the block, if this process is one of several."""
    keeping = asyncio.create_task(keeper.keep(stop)) if keeper is not None else None
    try:
        yield
    finally:
        if keeping is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(keeping, LAST_SECONDS)
