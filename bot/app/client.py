"""Connect to Discord: hear questions, acknowledge each at once, and answer it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, cast

import discord

from bot.app._dpy_internals import listen_to_all
from bot.app.command_sync import sync_if_changed
from bot.app.command_tree import AdmittedCommands
from bot.app.departure_watch import DepartureWatch
from bot.app.features import features_of
from bot.app.in_flight import ended
from bot.app.invitation import invitation
from bot.app.logs import FACTS
from bot.app.lost_shards import LostShards
from bot.app.responder import Responder
from bot.app.resuming_client import ResumingClient
from bot.ground.discord_errors import NO_MENTIONS
from bot.listening.messages import MessageListener, by_a_person
from bot.render.layout import render_notice
from bot.sending import delivery
from bot.sending.patience import observer
from bot.speech.command_names import Names
from bot.speech.say import say, speak_to

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Mapping

    from bot.admin.desk import Desk
    from bot.app.command_sync import ToldCommands
    from bot.app.missed_events import MissedEvents
    from bot.app.shard_keeper import ShardKeeper
    from bot.features.feature import Feature, Press
    from bot.features.services import Service
    from bot.render.button_kinds import ButtonKind

log = logging.getLogger(__name__)
CONNECTION_SECONDS = 5.0  # for the task that connects to end

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
# Nothing of people is kept that is not needed to answer.
OPTIONS = {
    "intents": INTENTS,
    "allowed_mentions": NO_MENTIONS,
    "max_messages": None,
    "member_cache_flags": discord.MemberCacheFlags.none(),
    "chunk_guilds_at_startup": False,
}


class QuothClient(ResumingClient):
    """Serve one connection to Discord. When it is lost for good, the supervisor makes another."""

    def __init__(
        self,
        service: Service,
        told: ToldCommands,
        *,
        desk: Desk,
        missed: MissedEvents,
        keeper: ShardKeeper | None = None,
        rest_turn: Callable[[], Awaitable[float]] | None = None,
        **options: Any,
    ) -> None:
        """``told`` knows which commands Discord was told, ``missed`` what nobody has heard.

        With other processes of the bot, ``keeper`` knows which shards are ours, and ``rest_turn``
        how long to wait until a request may go out.
        """
        trace = observer(rest_turn)
        super().__init__(missed, has_all=keeper is None, http_trace=trace, **(OPTIONS | options))
        self.was_ready = False
        self.service = service
        self.responder = Responder(self, service, missed.take)
        self._told_commands = told
        self._bench = desk.bench
        self._listener = _listener_for(service)
        self._keeper = keeper
        self._lost = LostShards()
        self._departure_watch = DepartureWatch(
            service.departures, service.ledger, self._servers, self._concerns
        )
        self._tree = AdmittedCommands(self, service.admission, self.responder.in_flight)
        self._presses: dict[ButtonKind, Press] = {}
        for feature in features_of(self.responder, desk):
            self.add_feature(feature)

    def add_feature(self, feature: Feature) -> None:
        """Offer the commands of a feature, and hand it the presses of its buttons."""
        for command in feature.commands():
            self._tree.add_command(command)
        self._presses |= feature.buttons()

    async def setup_hook(self) -> None:
        """Choose the intents, and tell Discord our commands, between login and connection."""
        if self.service.content.allowed(self.application_flags):
            listen_to_all(self)
        self._listener.content = self.service.content.given = self.intents.message_content
        await self._tree.set_translator(Names())
        await sync_if_changed(self._tree, self._application_id(), self._told_commands)

    async def launch_shards(self) -> None:
        """Open the gateways: all of them, or those of this process."""
        if self._keeper is not None:
            await self.learn_paces()
            self.shard_ids = await self._keeper.shards()
        await super().launch_shards()
        if self._keeper is not None:
            self._keeper.follow(self)

    async def close_shard(self, shard_id: int) -> None:
        """Leave a shard to another process, which hears it already."""
        await super().close_shard(shard_id)
        if shard_id not in self.opened:
            self._lost.forget(shard_id)

    def _servers(self) -> set[int]:
        return {guild.id for guild in self.guilds}

    def _concerns(self, server: int) -> bool:
        """Return whether this process would know that the bot is in ``server``."""
        return self._keeper is None or (server >> 22) % (self.shard_count or 1) in self.heard

    async def on_ready(self) -> None:
        """Log that the bot is connected, and how to invite it."""
        again, self.was_ready = self.was_ready, True
        self._departure_watch.start()
        self.responder.abandoned.start()
        if again:
            log.info("connected again")
            return
        snapshot = await self.service.asker.snapshot()
        shards = ", ".join(map(str, sorted(self.shards)))
        facts = {"snapshot": snapshot, "servers": len(self.guilds), "shards": shards}
        told = ", ".join(f"{name}: {value}" for name, value in facts.items())
        log.info("%s is ready: %s of %d", self.user, told, self.shard_count, extra={FACTS: facts})
        log.info("invite it to a server: %s", invitation(self._application_id()))

    async def on_guild_remove(self, _guild: discord.Guild) -> None:
        """Begin the grace after which nothing is kept of a server that the bot has left."""
        await self._departure_watch.compare()

    async def on_guild_join(self, _guild: discord.Guild) -> None:
        """End that grace if the bot is back."""
        await self._departure_watch.compare()

    @property
    def is_connected(self) -> bool:
        """Return whether every shard has a gateway, so that questions arrive.

        Other processes must know of it too, so that the process that is replaced can leave.
        """
        known = self._keeper is None or self.heard <= self._keeper.told
        return self.is_ready() and not self.is_closed() and not self._lost and known

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Note that the gateway is lost; discord.py connects again by itself."""
        if not self.is_closed():
            self._lost.lose(shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Note that the session goes on."""
        self._lost.resume(shard_id)

    async def on_shard_ready(self, shard_id: int) -> None:
        """Note that a new session began."""
        await super().on_shard_ready(shard_id)
        if self._keeper is not None:
            self._keeper.hurry()
        self._lost.renew(shard_id)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message, if it is a question to us."""
        deciding = self.missed.deciding(message.id)
        with self.responder.in_flight.one(), delivery.undelivered(), deciding:
            if await self._is_from_a_blocked(message):
                return
            heard = await self._listener.heard(message, self.user) if self.user else None
            if heard is None:
                return
            speak_to(message.guild.preferred_locale if message.guild else None)
            asking = await self.service.admission.admits_message(message, heard.way or "")
            if asking is not None:
                await self.responder.reply(message, heard, asking, self._application_id())

    async def _is_from_a_blocked(self, message: discord.Message) -> bool:
        return by_a_person(message) and await self.service.admission.ignores(message)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer the press of a button, also one that an earlier process has sent."""
        if interaction.type is not discord.InteractionType.component:
            return
        self.responder.in_flight.join()
        data: Mapping[str, Any] = cast("Mapping[str, Any]", interaction.data or {})
        name = str(data.get("custom_id", ""))
        speak_to(interaction.locale)
        kind = next((kind for kind in self._presses if kind.owns(name)), None)
        if kind is None:
            await delivery.end(interaction, render_notice(say("unknown-button")))
        elif await self.service.admission.admits(interaction, kind.cost):
            await self._presses[kind](interaction, name)

    async def on_error(self, event_method: str, /, *args: Any, **_kwargs: Any) -> None:
        """Log an event that failed, and end its interaction; the client goes on."""
        log.exception("%s failed", event_method)  # noqa: LOG004 - discord.py calls this while it handles one
        if args and isinstance(args[0], discord.Interaction):
            await delivery.end(args[0], render_notice(say("failed")))

    def do_without_content(self) -> bool:
        """Leave the Message Content intent out of the next login; False if this one had none."""
        content = self.service.content
        content.withheld = self.intents.message_content
        return content.withheld

    async def leave(self, connection: asyncio.Task[None] | None = None, *, for_good: bool) -> None:
        """Answer what is in flight, then end the ``connection``, which uses the session, and close.

        ``for_good``: the process ends, so long work ends at its next step, with a final message.
        """
        self._departure_watch.stop()
        self.responder.abandoned.stop()
        await self.missed.rest()
        if self._keeper is not None:
            await self._keeper.hand_over(self)
        if for_good:
            self._bench.close()
        await self.responder.drain()
        await self.hear_out()
        await self.responder.give_up()
        if connection is not None:
            await ended(connection, CONNECTION_SECONDS)
        await self.end_leftovers()
        await self.missed.leave(for_good=for_good)
        await super().close()

    async def close(self) -> None:
        """Do nothing: ``leave`` closes, after those who are being answered.

        discord.py calls this after a close code that it cannot handle, before it raises.
        """

    def _application_id(self) -> int:
        if self.application_id is None:  # pragma: no cover - login() has set it
            raise RuntimeError("not logged in")
        return self.application_id


def _listener_for(service: Service) -> MessageListener:
    return MessageListener(
        service.house,
        direct=service.direct,
        unheard=service.admission.is_deaf_to,
        notes=service.notes,
    )
