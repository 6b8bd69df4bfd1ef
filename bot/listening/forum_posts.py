"""Answer each new forum post at most once, and only while it is new."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from cachetools import LRUCache

from bot.ground.discord_errors import LOOKUP_TIMEOUT_SECONDS, TRANSIENT_ERRORS
from bot.listening.discord_clock import DiscordClock
from bot.listening.joined_threads import wrote_lately
from bot.listening.recent import MAX_REMEMBERED_IDS

if TYPE_CHECKING:
    from discord.abc import User

log = logging.getLogger(__name__)
NEW = timedelta(minutes=10)  # after a reconnect, Discord sends the posts of the gap again


def is_post(message: discord.Message) -> bool:
    """Return whether ``message`` opens a forum post: only such a message has its thread's id."""
    return message.id == message.channel.id


class Posts:
    """The forum posts that have had their first answer."""

    def __init__(self) -> None:
        self._answered: LRUCache[int, bool] = LRUCache(MAX_REMEMBERED_IDS)
        self._clock = DiscordClock()

    def pass_by(self, message: discord.Message) -> None:
        """Learn from any message what time it is on Discord."""
        self._clock.age(message.id)

    async def is_first(self, post: discord.Thread, me: User) -> bool:
        """Return True once for a new ``post`` that the bot has not answered.

        The call itself marks the post as answered.
        """
        if self._clock.age(post.id) > NEW or post.id in self._answered:
            return False
        self._answered[post.id] = True
        return not await _spoke(post, me)


async def _spoke(post: discord.Thread, me: User) -> bool:
    """Return whether the bot wrote in ``post`` before a restart.

    False if the history cannot be read: Discord then drops a second reply by its nonce.
    """
    try:
        async with asyncio.timeout(LOOKUP_TIMEOUT_SECONDS):
            return await wrote_lately(post, me)
    except (discord.DiscordException, *TRANSIENT_ERRORS) as error:
        log.info("a post could not be looked at (%s)", type(error).__name__)
        return False
