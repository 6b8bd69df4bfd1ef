"""Touch what discord.py does not document, in this file only. Pinned by loopback tests.

Read against the discord.py of ``_dpy_check.TESTED``. When it is upgraded, read this file again.
Until then, ``_dpy_check`` makes sure before connecting that all that is used here is still there.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import yarl
from discord import gateway as gateways
from discord import http, shard

from bot.ground.backoff import pauses
from bot.ground.gateway_session import GatewaySession

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

log = logging.getLogger(__name__)

GOODBYE = 1000  # the close code that ends a session
BACK_SOON = 4000  # one that lets it be resumed, as discord.py closes what it resumes itself
GOODBYE_SECONDS = 2.0  # in which Discord answers it


def point_at(api_base: str | None, gateway_url: str | None) -> None:
    """Send the whole process to a stand-in for Discord; ``None`` leaves an address alone."""
    if api_base is not None:
        http.Route.BASE = api_base.rstrip("/")
    if gateway_url is not None:
        gateways.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


def keep_quiet_about_voice() -> None:
    """Switch off each client's warning that libraries for voice are missing: they are not used."""
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False


def listen_to_all(client: discord.Client) -> None:
    """Ask for the Message Content intent as well, before the gateway learns which ones we want.

    Only after the login do we know whether the portal has it switched on, and a client's intents
    are chosen before.
    """
    wanted = discord.Intents._from_value(client.intents.value)
    wanted.message_content = True
    client._connection._intents = wanted


class PatientClient(discord.AutoShardedClient):
    """Connect as ``AutoShardedClient`` does, even where the first connection is refused.

    discord.py's own ``launch_shard`` writes a traceback and calls itself, every five seconds, until
    Python's recursion limit ends it; its unsharded client dies at once (Rapptz/discord.py#10520).
    """

    def __init__(
        self,
        *,
        gateway_url: str | None = None,
        identify_turn: Callable[[int], Awaitable[float]] | None = None,
        **options: Any,
    ) -> None:
        """``identify_turn`` tells how long to wait until a session may begin, if others begin too.

        It takes the part of the shards that share a pace.
        """
        super().__init__(**options)
        self.fixed_shards: int | None = options.get("shard_count")  # not asked of Discord
        self._gateway_url = yarl.URL(gateway_url) if gateway_url else None
        self._identify_turn, self._paces = identify_turn, 1

    async def learn_paces(self) -> None:
        """Ask Discord how many shards may begin a session at a time."""
        limits = await self.fetch_session_start_limits()
        self._paces = max(1, limits.max_concurrency)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait until a session may begin."""
        if self._identify_turn is None:
            await super().before_identify_hook(shard_id, initial=initial)
        else:
            await asyncio.sleep(await self._identify_turn((shard_id or 0) % self._paces))

    async def launch_shard(
        self, gateway: yarl.URL, shard_id: int, *, initial: bool = False
    ) -> None:
        """Open the connection of a shard, and try again for as long as it is refused."""
        # GET /gateway/bot may name any host; a stand-in's address was checked to be loopback.
        address = self._gateway_url or gateway
        for pause in pauses():
            try:
                ws = await self._open_socket(address, shard_id, initial)
                break
            except (OSError, aiohttp.ClientError, gateways.ReconnectWebSocket) as error:
                why = str(error) or type(error).__name__
                log.warning("gateway not reached (%s); trying again in %.1f s", why, pause)
            await asyncio.sleep(pause)
        enqueue: Callable[[Any], None] = self._AutoShardedClient__queue.put_nowait  # type: ignore[attr-defined]
        launched = shard.Shard(ws, self, enqueue)
        self._AutoShardedClient__shards[shard_id] = launched  # type: ignore[attr-defined]
        launched.launch()

    @property
    def opened(self) -> Collection[int]:
        """Return the shards that have a gateway, or had one and open it again."""
        shards: dict[int, shard.Shard] = self._AutoShardedClient__shards  # type: ignore[attr-defined]
        return frozenset(shards)

    async def open_shard(self, shard_id: int) -> None:
        """Open the gateway of one more shard."""
        await self.launch_shard(gateways.DiscordWebSocket.DEFAULT_GATEWAY, shard_id)

    async def close_shard(self, shard_id: int) -> None:
        """Close the gateway of a shard and hear it out; not while it is opened again."""
        shards: dict[int, shard.Shard] = self._AutoShardedClient__shards  # type: ignore[attr-defined]
        each = shards[shard_id]
        if each._task is None or each._task.done() or not each.ws.open:
            return
        hearing = asyncio.create_task(_heard_out(each, GOODBYE))
        await asyncio.wait({hearing}, timeout=GOODBYE_SECONDS)
        hearing.cancel()
        await each.close()
        del shards[shard_id]
        for guild in [guild for guild in self.guilds if guild.shard_id == shard_id]:
            self._connection._remove_guild(guild)

    @property
    def bot_token(self) -> str:
        """Return the token with which the client has logged in."""
        return self.http.token or ""

    def sessions(self) -> list[GatewaySession]:
        """Return the session of each shard, as far as it was heard."""
        shards: dict[int, shard.Shard] = self._AutoShardedClient__shards  # type: ignore[attr-defined]
        count = self.shard_count or 1
        return [
            GatewaySession(ws.session_id, number, count, str(ws.gateway), ws.sequence)
            for number, each in shards.items()
            if (ws := each.ws).session_id is not None and ws.sequence is not None
        ]

    def receive(self, event: str, data: dict[str, Any]) -> None:
        """Take an event as if it came on a gateway of this client."""
        self._connection.parsers[event](data)

    async def hear_out(self) -> None:
        """Tell Discord that each gateway closes, and hear all that was sent until it knows.

        discord.py's own ``close`` drops what arrives meanwhile, so that nobody would answer it.
        Discord keeps the sessions, so that another process hears what is sent from then on.
        """
        shards: dict[int, shard.Shard] = self._AutoShardedClient__shards  # type: ignore[attr-defined]
        hearing = [asyncio.create_task(_heard_out(each, BACK_SOON)) for each in shards.values()]
        if hearing:
            await asyncio.wait(hearing, timeout=GOODBYE_SECONDS)
        for task in hearing:
            task.cancel()

    async def end_leftovers(self) -> None:
        """End what discord.py's own ``close`` lets go on.

        Tasks wait until the servers of a shard are known, and then call ``on_ready``. A thread
        keeps a gateway alive that was still being opened.
        """
        state: Any = self._connection
        waiting = [task for task in (state._ready_task, *state._ready_tasks.values()) if task]
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        closing = [asyncio.create_task(beat.ws.close()) for beat in self._heartbeats()]
        if closing:
            await asyncio.wait(closing, timeout=GOODBYE_SECONDS)
        for task in closing:
            task.cancel()

    def _heartbeats(self) -> list[gateways.KeepAliveHandler]:
        threads = threading.enumerate()
        beats = [each for each in threads if isinstance(each, gateways.KeepAliveHandler)]
        return [beat for beat in beats if beat.ws._connection is self._connection]

    async def _open_socket(
        self, gateway: yarl.URL, shard_id: int, initial: bool
    ) -> gateways.DiscordWebSocket:
        opening = gateways.DiscordWebSocket.from_client(
            self, initial=initial, gateway=gateway, shard_id=shard_id
        )
        return await asyncio.wait_for(opening, timeout=self.shard_connect_timeout)


async def _heard_out(each: shard.Shard, code: int) -> None:
    """Close the gateway of one shard with ``code``, in place of the task that reads it."""
    if each._task is None or not each.ws.open:
        return
    each._task.cancel()
    await asyncio.wait({each._task})
    each.ws._close_code = GOODBYE  # discord.py must not take Discord's answer for a fault
    with suppress(Exception):  # whatever ends it, there is no more to hear
        await each.ws.socket.send_frame(code.to_bytes(2), aiohttp.WSMsgType.CLOSE)
        while True:
            await each.ws.poll_event()
