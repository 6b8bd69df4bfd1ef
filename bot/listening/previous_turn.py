"""Find the turn that a follow-up question such as "and when was that?" refers to.

The bot keeps no conversation. It reads the turn from its own earlier message on Discord, and only
for a question that may be a follow-up. If that turn was a follow-up itself, older messages say what
it was about. What cannot be read within two seconds is left out.
"""

from __future__ import annotations

import asyncio
import logging
from functools import reduce
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.render.read_back import citations_of, question_in_ours
from index.answering.followups import Turn, carries_on, may_lean
from index.answering.question_check import MAX_QUESTION_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import TypeGuard

log = logging.getLogger(__name__)

LOOKUP_SECONDS = 2.0
MAX_MESSAGES_LOOKED_AT = 20  # the newest messages of a thread
MOST_REPLIES = 4  # answers of ours in a chain of replies; each but the first costs two requests
FAILURES = (discord.DiscordException, OSError, aiohttp.ClientError)


async def turn_before(message: discord.Message, question: str, me: int) -> Turn | None:
    """Return the turn that ``question``, asked in ``message``, may refer to; None if there is none.

    It is the bot's answer to which the message replies, or else, in a thread or a direct message,
    the bot's newest answer there. A reply to another author refers to none. ``me`` is the bot's
    user id.
    """
    if len(question) > MAX_QUESTION_CHARACTERS or not may_lean(question):
        return None  # a question that is too long is not answered, so it needs no turn
    if message.reference is not None and message.reference.message_id is not None:
        return await _in_time(_replied_to(message, me))
    return await _in_time(_newest_in(message.channel, message, me))


async def turn_in_room(interaction: discord.Interaction, question: str) -> Turn | None:
    """Return the turn that ``question``, asked by a command, may refer to; None if there is none.

    Only threads and direct messages have one: other channels hold many conversations at once.
    """
    room = interaction.channel
    if not may_lean(question) or not is_one_conversation(room):
        return None
    return await _in_time(_newest_in(room, None, interaction.application_id))


def is_one_conversation(room: object) -> TypeGuard[discord.Thread | discord.DMChannel]:
    """Return whether all that is said in ``room`` belongs together."""
    return isinstance(room, discord.Thread | discord.DMChannel)


async def _in_time(turns: AsyncIterator[Turn]) -> Turn | None:
    """Return the newest of ``turns``, with its subject from as many older ones as that takes."""
    found: list[Turn] = []
    try:
        async with asyncio.timeout(LOOKUP_SECONDS):
            async for turn in turns:
                found.append(turn)
                if not carries_on(turn.question):
                    break
    except FAILURES as error:  # TimeoutError is an OSError
        log.info("an earlier message could not be looked up (%s)", type(error).__name__)
    return reduce(lambda before, turn: turn.following(before), reversed(found)) if found else None


async def _replied_to(message: discord.Message, me: int) -> AsyncIterator[Turn]:
    """Yield the turns in a chain of replies, newest first."""
    ours = await _original(message)
    for _ in range(MOST_REPLIES):
        if ours is None or ours.author.id != me:
            return
        if turn := _turn_in(ours, me):
            yield turn
        asking = await _replied(await _whole(ours))
        ours = await _original(asking) if asking else None


async def _whole(nested: discord.Message) -> discord.Message:
    """Fetch a message that came within another one, and so without its own reference."""
    return await nested.channel.fetch_message(nested.id)


async def _replied(message: discord.Message) -> discord.Message | None:
    """Fetch the message to which ``message`` replies, with its own reference."""
    original = await _original(message)
    return None if original is None else await _whole(original)


async def _original(message: discord.Message) -> discord.Message | None:
    """Return the message to which ``message`` replies; None if there is none any more."""
    reference = message.reference
    if reference is None or reference.message_id is None:
        return None
    if isinstance(reference.resolved, discord.DeletedReferencedMessage):
        return None
    return reference.resolved or await message.channel.fetch_message(reference.message_id)


async def _newest_in(
    room: discord.abc.Messageable, before: discord.Message | None, me: int
) -> AsyncIterator[Turn]:
    """Yield the bot's answers in a room that holds a single conversation, newest first."""
    if not isinstance(room, discord.Thread | discord.DMChannel | discord.PartialMessageable):
        return
    async for earlier in room.history(limit=MAX_MESSAGES_LOOKED_AT, before=before):
        if turn := _turn_in(earlier, me):
            yield turn


def _turn_in(message: discord.Message, me: int) -> Turn | None:
    """Read the turn from an answer or a refusal of the bot; None for other messages."""
    if message.author.id != me:
        return None
    question = question_in_ours(message)
    return Turn.recalled(question, tuple(citations_of(message))) if question else None
