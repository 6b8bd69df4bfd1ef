"""Look up the channel of a message on Discord."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, TypeAlias

import discord

from bot.ground.discord_errors import LOOKUP_TIMEOUT_SECONDS, TRANSIENT_ERRORS

if TYPE_CHECKING:
    Channel: TypeAlias = discord.abc.GuildChannel | discord.Thread

log = logging.getLogger(__name__)


async def channel_of(message: discord.Message) -> Channel | None:
    """Return the channel of a server's message, with a request to Discord if it is not cached.

    That is so for a thread that is new to the bot. None if the lookup fails.
    """
    if isinstance(message.channel, discord.abc.GuildChannel | discord.Thread):
        return message.channel
    try:
        async with asyncio.timeout(LOOKUP_TIMEOUT_SECONDS):
            return await message.guild.fetch_channel(message.channel.id)  # type: ignore[union-attr]
    except (discord.DiscordException, *TRANSIENT_ERRORS) as error:
        log.warning("a channel could not be looked up (%s)", type(error).__name__)
        return None
