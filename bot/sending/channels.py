"""Ask Discord for the channel of a message."""

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
    """The channel of a server's message, asked of Discord if it is a thread that is new to us.

    None, where Discord does not say.
    """
    if isinstance(message.channel, discord.abc.GuildChannel | discord.Thread):
        return message.channel
    try:
        async with asyncio.timeout(LOOKUP_TIMEOUT_SECONDS):
            return await message.guild.fetch_channel(message.channel.id)  # type: ignore[union-attr]
    except (discord.DiscordException, *TRANSIENT_ERRORS) as error:
        log.warning("a channel could not be looked up (%s)", type(error).__name__)
        return None
