"""Keep the bot on Discord: connect, try again with back-off, and leave when asked to."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.app.token import RESET_IT
from bot.ground.backoff import pauses
from index.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.app.client import QuothClient

log = logging.getLogger(__name__)

# Errors that pass by themselves. AttributeError is what discord.py raises where a first connection
# is refused (Rapptz/discord.py#10520).
PASSING = (
    OSError,
    aiohttp.ClientError,
    discord.HTTPException,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    AttributeError,
)
# More shards are required: the next client asks for their number anew, unless the operator set it.
TOO_FEW_SHARDS = 4011
# Other close codes after which Discord's documentation forbids to reconnect.
FINAL = {
    4004: ("Discord refused the token", RESET_IT),
    4010: ("Discord refused the shard number", "Update Quoth, and report this."),
    TOO_FEW_SHARDS: (
        "Discord wants more shards",
        "Set QUOTH_DISCORD__SHARDS to 0, or to shares of more: see docs/how-to/shards.md.",
    ),
    4012: (
        "Discord no longer speaks this version of its API",
        "Update Quoth, which brings a newer discord.py.",
    ),
    4013: (
        "Discord does not know one of the intents",
        "Update Quoth, which brings a newer discord.py.",
    ),
    4014: (
        "Discord does not grant this bot an intent",
        "Switch it on: Developer Portal → your application → Bot → Privileged Gateway Intents.",
    ),
}


async def stay_connected(
    make_client: Callable[[], QuothClient], token: str, stop: asyncio.Event
) -> None:
    """Stay on Discord until ``stop`` is set; then answer what is in flight, and leave.

    :raises SettingsError: Discord will never let this bot in as it is set up.
    """
    waits = pauses()
    while not stop.is_set():
        client = make_client()
        connection = asyncio.create_task(client.start(token))
        await _first(connection, stop)
        for_good, why = True, ""
        try:
            if not stop.is_set():
                why = _reason(connection, client)
                for_good = False
        finally:
            await _leave(client, connection, for_good=for_good)
        if stop.is_set():
            return
        waits = pauses() if client.was_ready else waits
        pause = next(waits)
        log.warning("Discord not reached (%s); trying again in %.1f s", why, pause)
        await _sleep(pause, stop)


async def _first(connection: asyncio.Task[None], stop: asyncio.Event) -> None:
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({connection, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()


async def _leave(client: QuothClient, connection: asyncio.Task[None], *, for_good: bool) -> None:
    try:
        await client.leave(connection, for_good=for_good)
    finally:
        connection.cancel()  # it has no work any more


def _reason(connection: asyncio.Task[None], client: QuothClient) -> str:
    """Say why the connection ended, if that may pass; raise if it will not."""
    error = None if connection.cancelled() else connection.exception()
    if isinstance(error, discord.LoginFailure):
        raise _final(4004, "HTTP 401") from None
    if isinstance(error, discord.PrivilegedIntentsRequired):
        if client.do_without_content():
            return "it does not let this bot read messages that do not mention it"
        raise _final(4014, "close code 4014") from None
    if isinstance(error, discord.ConnectionClosed) and _is_final(error.code, client):
        raise _final(error.code, f"close code {error.code}") from None
    if error is not None and not isinstance(error, PASSING):
        raise error
    return " ".join(str(error or "closed").split()) or type(error).__name__


def _is_final(code: int, client: QuothClient) -> bool:
    return code in FINAL and not (code == TOO_FEW_SHARDS and client.fixed_shards is None)


def _final(code: int, said: str) -> SettingsError:
    message, hint = FINAL[code]
    return SettingsError(f"{message} ({said})", hint=hint)


async def _sleep(seconds: float, stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
