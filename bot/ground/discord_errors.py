"""Errors of Discord and of the network that more than one part of the bot handles."""

from __future__ import annotations

import aiohttp
import discord

NO_MENTIONS = discord.AllowedMentions.none()

# TimeoutError is an OSError. Linux reports a reset as errno 104; discord.py expects 54 or 10054.
TRANSIENT_ERRORS = (OSError, aiohttp.ClientError, discord.DiscordServerError)

LOOKUP_TIMEOUT_SECONDS = 4.0  # for a request before an answer; discord.py itself tries for 25 s

# A message, or a title, that the server's automatic moderation does not let through.
AUTOMOD_CODES = (200000, 200001)

# Why a channel or thread that was open when the question was asked may be closed to the answer.
CLOSED_CHANNEL_CODES = {
    10003: "the channel is gone",
    10008: "the message is gone",
    50001: "no access to the channel",
    50013: "no permission to write there",
    50083: "the thread is archived and locked",
    160005: "the thread is locked",
}
