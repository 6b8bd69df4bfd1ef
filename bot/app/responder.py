"""Answer the interactions and messages of a client, and know which are still being answered."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

from bot.app.abandoned_watch import AbandonedWatch, waiting_command, waiting_message
from bot.app.in_flight import InFlight
from bot.app.send_reply import send_reply
from bot.asking.reply import leaving, reply_to, show_help
from bot.listening.previous_turn import turn_before
from bot.sending import delivery

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import discord

    from bot.asking.recording import Asking
    from bot.features.services import Service
    from bot.listening.messages import Heard
    from bot.render.layout import Rendered

log = logging.getLogger(__name__)
DRAIN_SECONDS = 10.0  # for what is being answered when the bot leaves
LATE_SECONDS = 2.0  # for what arrives while the gateway closes
GIVEN_UP_SECONDS = 1.0  # for cancelled answers to end


class Responder:
    """The ``Host`` of the features of ``client``; shutdown waits for what it has begun."""

    def __init__(
        self, client: discord.Client, service: Service, take: Callable[[int], None]
    ) -> None:
        """``take`` is told the id of what is being answered."""
        self.service = service
        self.in_flight = InFlight()
        self._long_work = InFlight()
        self.abandoned = AbandonedWatch(client, service.awaited, take)

    async def reply(self, message: discord.Message, heard: Heard, asking: Asking, bot: int) -> None:
        """Reply to a message from which a question was ``heard``; ``bot`` is our application id."""
        async with self.abandoned.noted(waiting_message(message)):
            typing = asyncio.create_task(delivery.show_typing(message.channel))
            replying = self._rendered(message, heard, asking, bot)
            rendered = await self.in_flight.patiently(replying, leaving)
            await typing
            await send_reply(partial(delivery.reply, message), rendered, awaited=False)

    async def _rendered(
        self, message: discord.Message, heard: Heard, asking: Asking, bot: int
    ) -> Rendered:
        asker, house = self.service.asker, self.service.house
        if self.in_flight.leaving:
            return leaving()
        if not heard.question:
            return await show_help(asker, heard.place)
        turn = await turn_before(message, heard.question, bot)
        return await reply_to(heard.question, asker, heard.place, turn, house=house, asking=asking)

    async def serve(
        self,
        interaction: discord.Interaction,
        work: Callable[[], Awaitable[Rendered]],
        private: bool,
        *,
        in_place: bool = False,
    ) -> None:
        """Acknowledge, and answer with what ``work`` makes; see ``bot.features.feature.Host``."""
        with self.in_flight.one(), delivery.undelivered():
            if self.in_flight.leaving:
                await delivery.say_privately(interaction, leaving())
                return
            async with self.abandoned.noted(waiting_command(interaction)):
                if await delivery.acknowledge(interaction, private=private, in_place=in_place):
                    rendered = await self.in_flight.patiently(work(), leaving)
                    await send_reply(partial(delivery.respond, interaction), rendered, awaited=True)

    async def serve_long(
        self, interaction: discord.Interaction, work: Callable[[], Awaitable[object]]
    ) -> None:
        """Acknowledge, then run long work that edits its own final message.

        Shutdown ends it, and waits for that message.
        """
        self.in_flight.part()
        with self._long_work.one(), delivery.undelivered():
            if self.in_flight.leaving:
                await delivery.say_privately(interaction, leaving())
                return
            async with self.abandoned.noted(waiting_command(interaction)):
                if await delivery.acknowledge(interaction, private=True):
                    await work()

    async def drain(self) -> None:
        """Wait for what is being answered; tell those who cannot be answered in time."""
        await asyncio.gather(
            self.in_flight.drain(DRAIN_SECONDS), self._long_work.drain(DRAIN_SECONDS)
        )

    async def give_up(self) -> None:
        """Answer what arrived after ``drain``, then cancel the rest."""
        if unfinished := await self.in_flight.drain(LATE_SECONDS) + len(self._long_work):
            log.warning("left with %d interactions unanswered", unfinished)
        await asyncio.gather(
            self.in_flight.give_up(GIVEN_UP_SECONDS), self._long_work.give_up(GIVEN_UP_SECONDS)
        )
