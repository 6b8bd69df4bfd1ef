"""Connect to Discord: hear questions, acknowledge each at once, and answer it."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import discord

from bot.app._dpy_internals import PatientClient, listen_to_all
from bot.app.abandoned_watch import AbandonedWatch, waiting_command, waiting_message
from bot.app.command_sync import sync_if_changed
from bot.app.command_tree import AdmittedCommands
from bot.app.departure_watch import DepartureWatch
from bot.app.features import features_of
from bot.app.in_flight import InFlight, ended
from bot.app.invitation import invitation
from bot.app.logs import FACTS
from bot.app.lost_shards import LostShards
from bot.app.send_reply import send_reply
from bot.asking.reply import leaving, reply_to, show_help
from bot.ground.discord_errors import NO_MENTIONS
from bot.listening.messages import MessageListener, by_a_person
from bot.listening.previous_turn import turn_before
from bot.render.layout import render_notice
from bot.sending import delivery
from bot.sending.patience import observer
from bot.speech.command_names import Names
from bot.speech.say import say, speak_to

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.admin.desk import Desk
    from bot.app.command_sync import ToldCommands
    from bot.app.shard_keeper import ShardKeeper
    from bot.asking.recording import Asking
    from bot.features.feature import Feature, Press
    from bot.features.services import Service
    from bot.listening.messages import Heard
    from bot.render.button_kinds import ButtonKind
    from bot.render.layout import Rendered

log = logging.getLogger(__name__)
DRAIN_SECONDS = 10.0  # for what is being answered when the bot leaves
LATE_SECONDS = 2.0  # for what arrives while the gateway closes
GIVEN_UP_SECONDS = 1.0  # until what cannot be answered any more has ended
CONNECTION_SECONDS = 5.0  # until no gateway is opened again

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class QuothClient(PatientClient):
    """Serve one connection to Discord. When it is lost for good, the supervisor makes another."""

    def __init__(
        self,
        service: Service,
        told: ToldCommands,
        *,
        desk: Desk,
        keeper: ShardKeeper | None = None,
        rest_turn: Callable[[], Awaitable[float]] | None = None,
        **options: Any,
    ) -> None:
        """``told`` knows which commands Discord was told.

        With other processes of the bot, ``keeper`` knows which shards are ours, and ``rest_turn``
        how long to wait until a request may go out.
        """
        super().__init__(
            intents=INTENTS,
            allowed_mentions=NO_MENTIONS,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            http_trace=observer(rest_turn),
            **options,
        )
        self.in_flight = InFlight()
        self.long_work = InFlight()
        self.was_ready = False
        self.service = service
        self._told_commands = told
        self._bench = desk.bench
        self._listener = MessageListener(
            service.house,
            direct=service.direct,
            unheard=service.admission.is_deaf_to,
            notes=service.notes,
        )
        self._keeper = keeper
        self.heard: set[int] = set()  # the shards on which Discord has said who is there
        self._lost = LostShards()
        self._departure_watch = DepartureWatch(
            service.departures,
            service.ledger,
            lambda: {guild.id for guild in self.guilds},
            self._concerns,
        )
        self._abandoned_watch = AbandonedWatch(self, service.awaited)
        self._tree = AdmittedCommands(self, service.admission, self.in_flight)
        self._presses: dict[ButtonKind, Press] = {}
        for feature in features_of(self, desk):
            self.add_feature(feature)

    def add_feature(self, feature: Feature) -> None:
        """Offer the commands of a feature, and hand it the presses of its buttons."""
        for command in feature.commands():
            self._tree.add_command(command)
        self._presses |= feature.buttons()

    async def setup_hook(self) -> None:
        """Between login and connection: choose the intents, and tell Discord our commands."""
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
        self.heard.discard(shard_id)
        await super().close_shard(shard_id)
        if shard_id not in self.opened:
            self._lost.forget(shard_id)

    def _concerns(self, server: int) -> bool:
        """Return whether we would know if the bot was in ``server``."""
        return self._keeper is None or (server >> 22) % (self.shard_count or 1) in self.heard

    async def on_ready(self) -> None:
        """Log that the bot is connected, and how to invite it."""
        again, self.was_ready = self.was_ready, True
        self._departure_watch.start()
        self._abandoned_watch.start()
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

        Other processes must know it, too, so that whoever is replaced can leave then.
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
        self.heard.add(shard_id)
        if self._keeper is not None:
            self._keeper.hurry()
        self._lost.renew(shard_id)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message, if it is a question to us."""
        with self.in_flight.one(), delivery.undelivered():
            if await self._is_from_a_blocked(message):
                return
            heard = await self._listener.heard(message, self.user) if self.user else None
            if heard is None:
                return
            speak_to(message.guild.preferred_locale if message.guild else None)
            asking = await self.service.admission.admits_message(message, heard.way or "")
            if asking is None:
                return
            async with self._abandoned_watch.noted(waiting_message(message)):
                typing = asyncio.create_task(delivery.show_typing(message.channel))
                replying = self._reply_to(heard, message, asking)
                rendered = await self.in_flight.patiently(replying, leaving)
                await typing
                await send_reply(partial(delivery.reply, message), rendered, awaited=False)

    async def _is_from_a_blocked(self, message: discord.Message) -> bool:
        return by_a_person(message) and await self.service.admission.ignores(message)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer the press of a button, also one that an earlier process has sent."""
        if interaction.type is not discord.InteractionType.component:
            return
        self.in_flight.join()
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

        Who cannot be answered in time is told so, and so is who asks while the gateway closes.
        ``for_good``: the process ends, so that long work ends at its next step, with a last word.
        """
        self._departure_watch.stop()
        self._abandoned_watch.stop()
        if self._keeper is not None:
            await self._keeper.hand_over(self)
        if for_good:
            self._bench.close()
        await asyncio.gather(
            self.in_flight.drain(DRAIN_SECONDS), self.long_work.drain(DRAIN_SECONDS)
        )
        await self.hear_out()
        if unfinished := await self.in_flight.drain(LATE_SECONDS) + len(self.long_work):
            log.warning("left with %d interactions unanswered", unfinished)
        await asyncio.gather(
            self.in_flight.give_up(GIVEN_UP_SECONDS), self.long_work.give_up(GIVEN_UP_SECONDS)
        )
        if connection is not None:
            await ended(connection, CONNECTION_SECONDS)
        await super().close()

    async def close(self) -> None:
        """Leave it to ``leave``: discord.py would close under those who are being answered.

        It does so after a close code that it cannot handle, before it raises.
        """

    async def _reply_to(self, heard: Heard, message: discord.Message, asking: Asking) -> Rendered:
        if self.in_flight.leaving:
            return leaving()
        if not heard.question:
            return await show_help(self.service.asker, heard.place)
        turn = await turn_before(message, heard.question, self._application_id())
        asker, house = self.service.asker, self.service.house
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
            async with self._abandoned_watch.noted(waiting_command(interaction)):
                if await delivery.acknowledge(interaction, private=private, in_place=in_place):
                    rendered = await self.in_flight.patiently(work(), leaving)
                    await send_reply(partial(delivery.respond, interaction), rendered, awaited=True)

    async def toil(
        self, interaction: discord.Interaction, work: Callable[[], Awaitable[object]]
    ) -> None:
        """Acknowledge, then run long work that edits its own final message.

        Shutdown ends it, and waits for that message.
        """
        self.in_flight.part()
        with self.long_work.one(), delivery.undelivered():
            if self.in_flight.leaving:
                await delivery.say_privately(interaction, leaving())
                return
            async with self._abandoned_watch.noted(waiting_command(interaction)):
                if await delivery.acknowledge(interaction, private=True):
                    await work()

    def _application_id(self) -> int:
        if self.application_id is None:  # pragma: no cover - login() has set it
            raise RuntimeError("not logged in")
        return self.application_id
