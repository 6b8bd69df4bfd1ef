"""End questions that a lost process had heard, so that nobody waits for their answers for ever."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot.asking.reply import leaving
from bot.ground.awaited import Acknowledged
from bot.sending.delivery import end_by_token, has_reply, reply, undelivered
from bot.speech.say import speak_to

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from bot.ground.awaited import Awaited

log = logging.getLogger(__name__)
# How long Discord knows a nonce: a message that already has a reply gets no second one.
NONCE_KNOWN = timedelta(minutes=2)
NOBODY_WAITS = timedelta(hours=1)


def waiting_command(interaction: discord.Interaction) -> Acknowledged:
    """Return what other processes need to end a command or a button."""
    return Acknowledged(interaction.id, interaction.token, str(interaction.locale))


def waiting_message(message: discord.Message) -> Acknowledged:
    """Return what other processes need to reply to a message."""
    locale = str(message.guild.preferred_locale) if message.guild else ""
    return Acknowledged(message.id, "", locale, message.channel.id)


class AbandonedWatch:
    """Look now and then for what is abandoned, on behalf of ``client``."""

    def __init__(
        self, client: discord.Client, awaited: Awaited, take: Callable[[int], None]
    ) -> None:
        """``take`` is told the id of what is noted, so that nobody hears it again."""
        self._client, self._awaited, self._take = client, awaited, take
        self._task: asyncio.Task[None] | None = None
        self._going_on: set[asyncio.Task[None]] = set()
        self._stopped = False

    def start(self) -> None:
        """Start looking, unless that was begun."""
        if self._task is None and not self._stopped:
            self._task = asyncio.create_task(self._look_on())

    def stop(self) -> None:
        """Stop looking, also if the bot is ready only now."""
        self._stopped = True
        if self._task is not None:
            self._task.cancel()

    @asynccontextmanager
    async def noted(self, it: Acknowledged) -> AsyncIterator[None]:
        """Let other processes end ``it`` if this one is gone before the block ends."""
        self._by_itself(self._begin(it))  # the answer waits for neither
        try:
            yield
        finally:
            self._by_itself(self._awaited.end(it))

    async def _begin(self, it: Acknowledged) -> None:
        await self._awaited.begin(it)
        self._take(it.id)  # only now: who is killed in between would leave it without an end

    async def _look_on(self) -> None:
        while True:
            for it in await self._awaited.abandoned():
                self._by_itself(self._end_abandoned(it))
            await self._awaited.rest()

    async def _end_abandoned(self, it: Acknowledged) -> None:
        speak_to(it.locale or None)
        with undelivered():
            if await self._ended(it):
                log.warning("ended a question of a process that is gone")
        await self._awaited.end(it)

    def _by_itself(self, work: Coroutine[None, None, None]) -> None:
        """Do ``work`` in the background; the set keeps its task from being collected."""
        task = asyncio.create_task(work)
        self._going_on.add(task)
        task.add_done_callback(self._going_on.discard)

    async def _ended(self, it: Acknowledged) -> bool:
        """Say that the bot restarts; return False if there is an answer, or nobody waits."""
        if it.channel is None:
            return await end_by_token(self._client, it.token, leaving())
        message = self._client.get_partial_messageable(it.channel).get_partial_message(it.id)
        age = discord.utils.utcnow() - message.created_at
        if age > NOBODY_WAITS or (age > NONCE_KNOWN and await has_reply(self._client, message)):
            return False
        await reply(message, leaving())
        return True
