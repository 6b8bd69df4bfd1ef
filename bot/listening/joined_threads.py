"""Remember the threads that the bot takes part in: questions there need no mention."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import discord
from cachetools import LRUCache

from bot.ground.discord_errors import LOOKUP_TIMEOUT_SECONDS, TRANSIENT_ERRORS
from bot.ground.notes import Noted
from bot.listening.recent import MAX_REMEMBERED_IDS

if TYPE_CHECKING:
    from discord.abc import User

    from bot.ground.notes import Notes

log = logging.getLogger(__name__)
LOOKED_AT = 50  # the latest messages of a thread


class OurThreads:
    """The threads that began with the bot's answer or a mention of it, or in which it wrote.

    An unknown thread is looked up in ``notes``, and then on Discord, once.
    """

    def __init__(self, notes: Notes) -> None:
        self._known: LRUCache[int, bool] = LRUCache(MAX_REMEMBERED_IDS)
        self._notes = notes

    async def note(self, channel: int) -> None:
        """Remember that the bot takes part in ``channel``, which need not be a thread."""
        if not self._known.get(channel):
            self._known[channel] = True
            await self._notes.note(Noted.JOINED, channel)

    def may_be(self, channel: int) -> bool:
        """Return False only if ``channel`` is known not to be such a thread; sends no request."""
        return self._known.get(channel) is not False

    async def has(self, thread: discord.Thread, me: User) -> bool:
        """Return whether the bot takes part in ``thread``; False if Discord does not say."""
        known = self._known.get(thread.id)
        if known is not None:
            return known
        found = thread.owner_id == me.id or await self._looked_up(thread, me)
        if found is not None and not self._known.get(thread.id):  # the bot may have written since
            self._known[thread.id] = found
        return bool(found)

    async def _looked_up(self, thread: discord.Thread, me: User) -> bool | None:
        noted = await self._notes.find(Noted.JOINED, thread.id)
        if noted is not None:
            return bool(noted)
        found = await _has_part(thread, me)
        if found is not None:
            await self._notes.note(Noted.JOINED, thread.id, int(found))
        return found


async def _has_part(thread: discord.Thread, me: User) -> bool | None:
    """Look it up on Discord; None if the lookup failed and is worth another try."""
    try:
        async with asyncio.timeout(LOOKUP_TIMEOUT_SECONDS):
            return await wrote_lately(thread, me) or await _began_with_us(thread, me)
    except (discord.DiscordException, *TRANSIENT_ERRORS) as error:
        log.info("a thread could not be looked at (%s)", type(error).__name__)
        return False if isinstance(error, discord.Forbidden) else None


async def wrote_lately(thread: discord.Thread, me: User) -> bool:
    """Return whether the bot wrote one of the latest messages of ``thread``.

    :raises DiscordException, OSError, ClientError: the history cannot be read.
    """
    async for message in thread.history(limit=LOOKED_AT):
        if message.author.id == me.id and message.type is not _STARTER:
            return True
    return False


async def _began_with_us(thread: discord.Thread, me: User) -> bool:
    """Return whether the bot wrote the first message of ``thread`` or was mentioned in it.

    A thread has the id of the message that it was started from; a post has that of its first
    message. If there is no such message, the oldest one in the thread counts.
    """
    parent = thread.parent
    in_forum = isinstance(parent, discord.ForumChannel)
    room = thread if in_forum or not isinstance(parent, discord.TextChannel) else parent
    try:
        first = await room.fetch_message(thread.id)
    except discord.NotFound:
        async for first in thread.history(limit=1, oldest_first=True):  # noqa: B007 - used below
            break
        else:
            return False
    return first.author.id == me.id or me.id in {user.id for user in first.mentions}


_STARTER = discord.MessageType.thread_starter_message
