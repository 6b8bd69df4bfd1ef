"""In which threads we have a part, so that questions there need not call us."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import discord
from cachetools import LRUCache

from bot.ground.discord_errors import LOOKUP_TIMEOUT_SECONDS, TRANSIENT_ERRORS
from bot.listening.recent import MAX_REMEMBERED_IDS

if TYPE_CHECKING:
    from discord.abc import User

log = logging.getLogger(__name__)
LOOKED_AT = 50  # of a thread's latest messages


class OurThreads:
    """Threads that an answer of ours started, that began by calling us, or in which we spoke.

    What is not known is looked up on Discord once; after a restart, again.
    """

    def __init__(self) -> None:
        self._known: LRUCache[int, bool] = LRUCache(MAX_REMEMBERED_IDS)

    def note(self, channel: int) -> None:
        """We have a part in it from now on, if it is a thread."""
        self._known[channel] = True

    def may_be(self, channel: int) -> bool:
        """Whether it is, or could be, such a thread; no, where it is known to be none."""
        return self._known.get(channel) is not False

    async def has(self, thread: discord.Thread, me: User) -> bool:
        """Whether we have a part in ``thread``; no, where we cannot see that we have."""
        known = self._known.get(thread.id)
        if known is not None:
            return known
        found = thread.owner_id == me.id or await _has_part(thread, me)
        if found is not None and not self._known.get(thread.id):  # we may have spoken meanwhile
            self._known[thread.id] = found
        return bool(found)


async def _has_part(thread: discord.Thread, me: User) -> bool | None:
    """None, where that cannot be told now, but may be the next time."""
    try:
        async with asyncio.timeout(LOOKUP_TIMEOUT_SECONDS):
            return await _spoke(thread, me) or await _began_with_us(thread, me)
    except (discord.DiscordException, *TRANSIENT_ERRORS) as error:
        log.info("a thread could not be looked at (%s)", type(error).__name__)
        return False if isinstance(error, discord.Forbidden) else None


async def _spoke(thread: discord.Thread, me: User) -> bool:
    async for message in thread.history(limit=LOOKED_AT):
        if message.author.id == me.id and message.type is not _STARTER:
            return True
    return False


async def _began_with_us(thread: discord.Thread, me: User) -> bool:
    """A thread has the id of the message that it was started from; a post, that of its first one.

    A thread that was started from none has a first message all the same.
    """
    parent = thread.parent
    in_forum = isinstance(parent, discord.ForumChannel)
    room = thread if in_forum or not isinstance(parent, discord.TextChannel) else parent
    try:
        first = await room.fetch_message(thread.id)
    except discord.NotFound:
        async for first in thread.history(limit=1, oldest_first=True):  # noqa: B007 - the one
            break
        else:
            return False
    return first.author.id == me.id or me.id in {user.id for user in first.mentions}


_STARTER = discord.MessageType.thread_starter_message
