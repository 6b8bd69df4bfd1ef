"""End interactions that a lost process had acknowledged, so that no "thinking…" stays."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.asking.reply import leaving
from bot.ground.awaited import Acknowledged
from bot.sending.delivery import end_by_token, undelivered
from bot.speech.say import speak_to

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import discord

    from bot.ground.awaited import Awaited

log = logging.getLogger(__name__)


class AbandonedWatch:
    """Look now and then for what is abandoned, on behalf of ``client``."""

    def __init__(self, client: discord.Client, awaited: Awaited) -> None:
        self._client, self._awaited = client, awaited
        self._task: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Start looking, unless that was begun or nothing is ever abandoned."""
        if self._awaited.look_every and self._task is None:
            self._task = asyncio.create_task(self._look_on())

    def stop(self) -> None:
        """Stop looking."""
        if self._task is not None:
            self._task.cancel()

    @asynccontextmanager
    async def noted(self, interaction: discord.Interaction) -> AsyncIterator[None]:
        """Let other processes end ``interaction`` if this one is gone before the block ends."""
        it = Acknowledged(interaction.id, interaction.token, str(interaction.locale))
        noting = asyncio.create_task(self._awaited.begin(it))  # the answer waits for neither
        try:
            yield
        finally:
            ending = asyncio.create_task(self._end(noting, it))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)

    async def _end(self, noting: asyncio.Task[None], it: Acknowledged) -> None:
        await noting
        await self._awaited.end(it)

    async def _look_on(self) -> None:
        while True:
            for it in await self._awaited.abandoned():
                speak_to(it.locale)
                with undelivered():
                    if await end_by_token(self._client, it.token, leaving()):
                        log.warning("ended a question of a process that is gone")
            await asyncio.sleep(self._awaited.look_every)
