"""The only file that touches what discord.py does not document. Pinned by loopback tests.

Read against discord.py 2.7.1. When it is upgraded, this is the file to read again.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.http import Route
from discord.shard import Shard

from bot.ground.backoff import pauses

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
NOT_REACHED = (OSError, aiohttp.ClientError, ReconnectWebSocket)


def point_at(api_base: str | None, gateway_url: str | None) -> None:
    """Send the whole process to a stand-in for Discord; ``None`` leaves an address alone."""
    if api_base is not None:
        Route.BASE = api_base.rstrip("/")
    if gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


def keep_quiet_about_voice() -> None:
    """Each client warns that libraries for voice are missing; this bot has nothing to say aloud."""
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False


def listen_to_all(client: discord.Client) -> None:
    """Ask for the Message Content intent as well, before the gateway is told which ones we want.

    Whether the portal has it switched on is known after the login; a client's intents are chosen
    before.
    """
    wanted = discord.Intents._from_value(client.intents.value)
    wanted.message_content = True
    client._connection._intents = wanted


class PatientClient(discord.AutoShardedClient):
    """An AutoShardedClient whose first connection may be refused.

    discord.py's own ``launch_shard`` writes a traceback and calls itself, every five seconds, until
    Python's recursion limit ends it; its unsharded client dies at once (Rapptz/discord.py#10520).
    """

    def __init__(self, *, gateway_url: str | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._gateway_url = yarl.URL(gateway_url) if gateway_url else None

    async def launch_shard(
        self, gateway: yarl.URL, shard_id: int, *, initial: bool = False
    ) -> None:
        # GET /gateway/bot may name any host; a stand-in's address was checked to be loopback.
        address = self._gateway_url or gateway
        for pause in pauses():
            try:
                ws = await self._open_socket(address, shard_id, initial)
                break
            except NOT_REACHED as error:
                why = str(error) or type(error).__name__
                log.warning("gateway not reached (%s); trying again in %.1f s", why, pause)
            await asyncio.sleep(pause)
        enqueue: Callable[[Any], None] = self._AutoShardedClient__queue.put_nowait  # type: ignore[attr-defined]
        shard = Shard(ws, self, enqueue)
        self._AutoShardedClient__shards[shard_id] = shard  # type: ignore[attr-defined]
        shard.launch()

    async def _open_socket(
        self, gateway: yarl.URL, shard_id: int, initial: bool
    ) -> DiscordWebSocket:
        opening = DiscordWebSocket.from_client(
            self, initial=initial, gateway=gateway, shard_id=shard_id
        )
        return await asyncio.wait_for(opening, timeout=self.shard_connect_timeout)
