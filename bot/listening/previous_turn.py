"""The turn before: what a question that leans on an earlier one, "and when was that?", is about.

It is read from our own earlier message, which remembers; nothing is kept by us. Discord is asked
at most once, for no longer than a moment, and only for a question that leans. What cannot be found
out is no turn, and the question is answered as it stands.
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
    """What ``message``, which asks ``question``, follows on; ``me`` is the id of our user.

    That is the answer of ours to which it replies, or else, in a thread or a direct message, our
    newest answer there. A reply to somebody else follows on nothing of ours.
    """
    if len(question) > MAX_QUESTION_CHARACTERS or not leans(question):
        return None  # one that is too long is not answered, so it follows on nothing
    if message.reference is not None and message.reference.message_id is not None:
        return await _in_time(_replied_to(message, me))
    return await _in_time(_newest_in(message.channel, message, me))


async def turn_in_room(interaction: discord.Interaction, question: str) -> Turn | None:
    """What a command that asks ``question`` follows on, in a thread or a direct message."""
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
    """Our newest answer in a room that is one conversation; other rooms are many at once."""
    if not isinstance(room, discord.Thread | discord.DMChannel | discord.PartialMessageable):
        return None
    async for earlier in room.history(limit=MAX_MESSAGES_LOOKED_AT, before=before):
        if turn := _turn_in(earlier, me):
            return turn
    return None


def _turn_in(message: discord.Message, me: int) -> Turn | None:
    """What an answer or a refusal of ours was given to; None of all other messages."""
    if message.author.id != me:
        return None
    question = question_in_ours(message)
    return Turn(question, tuple(citations_of(message))) if question else None
