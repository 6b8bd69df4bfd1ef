"""The bot on Discord: hears questions, acknowledges them at once, and answers each."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import discord
from discord import app_commands

from bot import citing, delivery
from bot._dpy_internals import PatientClient
from bot.commands import all_commands, looked_up_again
from bot.corpus_commands import CLEAR, clear_pressed, corpus_commands
from bot.hearing import question_in
from bot.in_flight import InFlight
from bot.naming import Names
from bot.places import place_of_message
from bot.pressing import presses
from bot.render_lists import render_help
from bot.replying import leaving, refused, reply_to
from bot.speech import speak_to
from bot.syncing import sync_if_changed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from bot.layout import Rendered
    from bot.maintaining import Desk
    from bot.service import Service

    Press: TypeAlias = Callable[[discord.Interaction, str], Awaitable[None]]

log = logging.getLogger(__name__)

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    read_message_history=True,  # without it, Discord refuses a reply
    create_public_threads=True,  # in which a human is asked
)


class Tree(app_commands.CommandTree[discord.Client]):
    """A command tree whose failures are our log lines, and which speaks the asker's language."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        speak_to(interaction.locale)
        return True

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        name = interaction.command.name if interaction.command else "unknown command"
        log.error("/%s failed", name, exc_info=getattr(error, "original", error))


class QuothClient(PatientClient):
    """One connection to Discord. When it is lost for good, the supervisor makes another."""

    def __init__(
        self, service: Service, folder: Path, *, desk: Desk | None = None, **options: Any
    ) -> None:
        """``folder`` is where it is noted which commands Discord knows.

        Without a ``desk``, nothing can be maintained from Discord.
        """
        super().__init__(
            intents=INTENTS,
            allowed_mentions=delivery.NOBODY,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            **options,
        )
        self.in_flight = InFlight()
        self.was_ready = False
        self._service = service
        self._folder = folder
        self._desk = desk
        self._tree = Tree(self)
        # What a button does, by how its name begins: so it outlives us.
        self._presses: dict[str, Press] = {
            citing.PREFIX: self._still_pressed,
            CLEAR: self._clear_pressed,
            **presses(service, self._serve, partial(self._serve, in_place=True)),
        }
        for command in all_commands(service, self._serve):
            self._tree.add_command(command)
        if desk is not None:
            self._tree.add_command(corpus_commands(desk, self._serve))

    async def setup_hook(self) -> None:
        await self._tree.set_translator(Names())
        await sync_if_changed(self._tree, self._application_id(), self._folder)

    async def on_ready(self) -> None:
        again, self.was_ready = self.was_ready, True
        if again:
            log.info("connected again")
            return
        invite = discord.utils.oauth_url(
            self._application_id(),
            permissions=PERMISSIONS,
            scopes=("bot", "applications.commands"),
        )
        snapshot = await self._service.asker.snapshot()
        log.info("%s is ready: snapshot %s, servers: %d", self.user, snapshot, len(self.guilds))
        log.info("invite it to a server: %s", invite)

    async def on_message(self, message: discord.Message) -> None:
        question = question_in(message, self.user) if self.user else None
        if question is None:
            return
        speak_to(message.guild.preferred_locale if message.guild else None)
        with self.in_flight.one(), delivery.undelivered():
            typing = asyncio.create_task(delivery.show_typing(message.channel))
            rendered = await self._reply_to(question, message)
            await typing
            await _deliver(partial(delivery.reply, message), rendered)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A button that was pressed, of whichever of our messages, whoever we were then."""
        if interaction.type is not discord.InteractionType.component or not interaction.message:
            return
        data: Mapping[str, Any] = cast("Mapping[str, Any]", interaction.data or {})
        name = str(data.get("custom_id", ""))
        speak_to(interaction.locale)
        for prefix, pressed in self._presses.items():
            if name.startswith(prefix):
                await pressed(interaction, name)

    async def _still_pressed(self, interaction: discord.Interaction, _name: str) -> None:
        message = interaction.message
        if message is not None:
            work = partial(looked_up_again, interaction, message, self._service.asker)
            await self._serve(interaction, work, True)

    async def _clear_pressed(self, interaction: discord.Interaction, name: str) -> None:
        if self._desk is not None:
            work = partial(clear_pressed, self._desk, interaction, name)
            await self._serve(interaction, work, True)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """One failed event is a log line, never the end of the client."""
        log.exception("%s failed", event_method)

    async def leave(self, seconds: float) -> None:
        """Answer what is in flight, for at most ``seconds``, then close."""
        unfinished = await self.in_flight.drain(seconds)
        if unfinished:
            log.warning("left with %d questions unanswered", unfinished)
        await self.close()

    async def _reply_to(self, question: str, message: discord.Message) -> Rendered:
        if self.in_flight.leaving:
            return leaving()
        if not question:
            return render_help()
        place = await place_of_message(message)
        return await reply_to(question, self._service.asker, place, self._service.house)

    async def _serve(
        self,
        interaction: discord.Interaction,
        work: Callable[[], Awaitable[Rendered]],
        private: bool,
        *,
        in_place: bool = False,
    ) -> None:
        """Acknowledge, and answer with what ``work`` makes; ``in_place``, by changing a message."""
        with self.in_flight.one(), delivery.undelivered():
            if self.in_flight.leaving:
                await delivery.say_privately(interaction, leaving())
            elif await delivery.acknowledge(interaction, private=private, in_place=in_place):
                await _deliver(partial(delivery.respond, interaction), await work())

    async def toil(
        self, interaction: discord.Interaction, work: Callable[[], Awaitable[object]]
    ) -> None:
        """Acknowledge, and await long ``work`` that has its own last word; leaving waits not."""
        with delivery.undelivered():
            if self.in_flight.leaving:
                await delivery.say_privately(interaction, leaving())
            elif await delivery.acknowledge(interaction, private=True):
                await work()

    def _application_id(self) -> int:
        if self.application_id is None:  # pragma: no cover - login() has set it
            raise RuntimeError("not logged in")
        return self.application_id


async def _deliver(send: Callable[[Rendered], Awaitable[None]], rendered: Rendered) -> None:
    """Send, and where Discord refuses what we made, say at least that."""
    try:
        await send(rendered)
    except discord.HTTPException as error:
        if error.status != HTTPStatus.BAD_REQUEST:
            raise
        await send(refused(error))
