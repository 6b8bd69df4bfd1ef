"""Find the turn that a follow-up question such as "and when was that?" refers to.

The bot keeps no conversation. It reads the turn from its own earlier message on Discord, with at
most one short request, and only for a follow-up question. If the lookup fails, the question is
answered without a turn.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.render.read_back import citations_of, question_in_ours
from index.answering.answerer import MAX_QUESTION_CHARACTERS
from index.answering.followups import Turn, leans

if TYPE_CHECKING:
    from collections.abc import Awaitable

log = logging.getLogger(__name__)

LOOKUP_SECONDS = 2.0
MAX_MESSAGES_LOOKED_AT = 20  # the newest messages of a thread
FAILURES = (discord.DiscordException, OSError, aiohttp.ClientError)


async def turn_before(message: discord.Message, question: str, me: int) -> Turn | None:
    """Return the turn that ``question``, asked in ``message``, refers to; None if there is none.

    It is the bot's answer to which the message replies, or else, in a thread or a direct message,
    the bot's newest answer there. A reply to another author refers to none. ``me`` is the bot's
    user id.
    """
    if len(question) > MAX_QUESTION_CHARACTERS or not leans(question):
        return None  # a question that is too long is not answered, so it needs no turn
    if message.reference is not None and message.reference.message_id is not None:
        return await _in_time(_replied_to(message, me))
    return await _in_time(_newest_in(message.channel, message, me))


async def turn_in_room(interaction: discord.Interaction, question: str) -> Turn | None:
    """Return the turn that ``question``, asked by a command, refers to; None if there is none.

    Only threads and direct messages have one: other channels hold many conversations at once.
    """
    room = interaction.channel
    if not leans(question) or not isinstance(room, discord.Thread | discord.DMChannel):
        return None
    return await _in_time(_newest_in(room, None, interaction.application_id))


async def _in_time(looking: Awaitable[Turn | None]) -> Turn | None:
    try:
        return await asyncio.wait_for(looking, LOOKUP_SECONDS)
    except FAILURES as error:  # TimeoutError is an OSError
        log.info("an earlier message could not be looked up (%s)", type(error).__name__)
        return None


async def _replied_to(message: discord.Message, me: int) -> Turn | None:
    reference = message.reference
    if reference is None or reference.message_id is None:
        return None
    earlier = reference.resolved
    if isinstance(earlier, discord.DeletedReferencedMessage):
        return None
    if earlier is None:
        earlier = await message.channel.fetch_message(reference.message_id)
    return _turn_in(earlier, me)


async def _newest_in(
    room: discord.abc.Messageable, before: discord.Message | None, me: int
) -> Turn | None:
    """Return the bot's newest answer in a room that holds a single conversation."""
    if not isinstance(room, discord.Thread | discord.DMChannel | discord.PartialMessageable):
        return None
    async for earlier in room.history(limit=MAX_MESSAGES_LOOKED_AT, before=before):
        if turn := _turn_in(earlier, me):
            return turn
    return None


def _turn_in(message: discord.Message, me: int) -> Turn | None:
    """Read the turn from an answer or a refusal of the bot; None for other messages."""
    if message.author.id != me:
        return None
    question = question_in_ours(message)
    return Turn(question, tuple(citations_of(message))) if question else None
