"""`/settings`: which ways to ask are open in a server, where, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.admin.acts import Done
from bot.admin.corpus import Rooms
from bot.admin.settings_text import (
    helpers_told,
    kept_told,
    lacking,
    room_told,
    settings_told,
    way_told,
)
from bot.ground.costs import Cost, costs
from bot.ground.place import server_of
from bot.render.layout import render_lines
from bot.servers.house_rules import LONGEST_KEPT, Customs, Way
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.admin.desk import Desk
    from bot.asking.serve import Serve
    from bot.features.services import Service

    Command = app_commands.Command[Any, ..., None]

CHOICES = {
    Way.COMMAND: "/ask",
    Way.MENTION: "Mention",
    Way.REPLY: "Reply",
    Way.THREAD: "Thread",
    Way.CHANNEL: "Ask channel",
    Way.FORUM: "Forum",
    Way.MENU: "Answer this",
}
WAYS = [
    app_commands.Choice(name=app_commands.locale_str(name), value=way.value)
    for way, name in CHOICES.items()
]
ROOMS = {Way.CHANNEL: "channels", Way.FORUM: "forums"}  # the field of ``Customs`` that has them
ON, OFF = "on", "off"
STATES = [
    app_commands.Choice(name=app_commands.locale_str("On"), value=ON),
    app_commands.Choice(name=app_commands.locale_str("Off"), value=OFF),
]
State = app_commands.Choice[str]


class AskChannels(Rooms):
    """Channels in which people write one message after the other."""

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.voice, kinds.stage_voice]


class Forums(Rooms):
    """Channels that consist of posts."""

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return [discord.ChannelType.forum]


AskChannel = app_commands.Transform[app_commands.AppCommandChannel, AskChannels]
Forum = app_commands.Transform[app_commands.AppCommandChannel, Forums]


def settings_commands(desk: Desk, service: Service, serve: Serve) -> app_commands.Group:
    """The group, each command of which hands its work to ``serve``."""
    group = app_commands.Group(
        name="settings",
        description="How people can ask on this server, and what is kept",
        extras=costs(Cost.FREE),
    )
    desk.keep_for_maintainers(group)
    changes = _Changes(desk, service, serve)
    for make in (_show, _way, _channel, _forum, _helpers, _keep):
        group.add_command(make(changes))
    return group


class _Changes:
    """What all the commands need, and do alike."""

    def __init__(self, desk: Desk, service: Service, serve: Serve) -> None:
        self.desk, self.service, self.serve = desk, service, serve

    async def show(self, interaction: discord.Interaction) -> None:
        def work() -> Done:
            customs = self.service.house.customs(server_of(interaction))
            lines = settings_told(customs, self.service, interaction.guild)
            return Done(render_lines(list(lines)), "shown")

        await self._act(interaction, "settings show", work)

    async def change(
        self,
        interaction: discord.Interaction,
        verb: str,
        change: Callable[[Customs], Customs],
        told: Callable[[Customs], Iterator[str]],
        **arguments: str,
    ) -> None:
        """Make ``change``, and say in the lines of ``told`` what is so now."""

        def work() -> Done:
            customs = self.service.house.change(server_of(interaction), change)
            self.service.ledger.purge()  # with fewer days, what is older goes at once
            said = ", ".join(f"{name} {value}" for name, value in arguments.items() if value)
            return Done(render_lines(list(told(customs))), f"now {said or 'none'}")

        await self._act(interaction, verb, work, **arguments)

    async def room(
        self, interaction: discord.Interaction, way: Way, room: int, state: State
    ) -> None:
        """Open ``way`` in a room, or close it there."""
        on, field = state.value == ON, ROOMS[way]

        def named(customs: Customs) -> Customs:
            rooms = getattr(customs, field) - {room}
            return replace(customs, **{field: rooms | {room} if on else rooms})

        def told(customs: Customs) -> Iterator[str]:
            yield from room_told(way, room, customs, self.service)
            yield from lacking(way, interaction.guild, room) if on else ()

        arguments = {way.value: str(room), "state": state.value}
        await self.change(interaction, f"settings {way.value}", named, told, **arguments)

    async def _act(
        self,
        interaction: discord.Interaction,
        verb: str,
        work: Callable[[], Done],
        **arguments: str,
    ) -> None:
        acting = lambda: self.desk.act(interaction, verb, work, **arguments)  # noqa: E731
        await self.serve(interaction, acting, True)


def _show(changes: _Changes) -> Command:
    @app_commands.command(name="show", description="The current settings of this server")
    async def show(interaction: discord.Interaction) -> None:
        await changes.show(interaction)

    return show


def _way(changes: _Changes) -> Command:
    @app_commands.command(name="way", description="Switch a way to ask on or off")
    @app_commands.describe(way="Which way", state="Whether people can ask this way")
    @app_commands.choices(way=WAYS, state=STATES)
    async def way_(interaction: discord.Interaction, way: State, state: State) -> None:
        chosen, on = Way(way.value), state.value == ON

        def switched(customs: Customs) -> Customs:
            off = customs.off - {chosen} if on else customs.off | {chosen}
            return replace(customs, off=off)

        def told(customs: Customs) -> Iterator[str]:
            yield from way_told(chosen, customs, changes.service)

        arguments = {"way": chosen.value, "state": state.value}
        await changes.change(interaction, "settings way", switched, told, **arguments)

    return way_


def _channel(changes: _Changes) -> Command:
    @app_commands.command(name="channel", description="Answer every question in a channel, or not")
    @app_commands.describe(channel="The channel", state="Whether questions there are answered")
    @app_commands.choices(state=STATES)
    async def channel_(interaction: discord.Interaction, channel: AskChannel, state: State) -> None:
        await changes.room(interaction, Way.CHANNEL, channel.id, state)

    return channel_


def _forum(changes: _Changes) -> Command:
    @app_commands.command(
        name="forum", description="Give new posts of a forum a first answer, or not"
    )
    @app_commands.describe(forum="The forum", state="Whether its new posts get a first answer")
    @app_commands.choices(state=STATES)
    async def forum_(interaction: discord.Interaction, forum: Forum, state: State) -> None:
        await changes.room(interaction, Way.FORUM, forum.id, state)

    return forum_


def _helpers(changes: _Changes) -> Command:
    @app_commands.command(name="helpers", description="Who “Ask a human” mentions")
    @app_commands.describe(role="The role; without one, nobody is mentioned")
    async def helpers(interaction: discord.Interaction, role: discord.Role | None = None) -> None:
        def named(customs: Customs) -> Customs:
            if role is not None and role.is_default():
                raise QuestionError(
                    "Everyone has that role.", hint="Choose another one.", kind="helpers-everybody"
                )
            return replace(customs, helpers=role.id if role else None)

        arguments = {"role": str(role.id) if role else ""}
        await changes.change(interaction, "settings helpers", named, helpers_told, **arguments)

    return helpers


def _keep(changes: _Changes) -> Command:
    @app_commands.command(name="keep", description="For how many days questions are kept")
    @app_commands.describe(days="0 keeps nothing")
    async def keep(
        interaction: discord.Interaction, days: app_commands.Range[int, 0, LONGEST_KEPT]
    ) -> None:
        def kept(customs: Customs) -> Customs:
            return replace(customs, keep_days=days)

        arguments = {"days": str(days)}
        await changes.change(interaction, "settings keep", kept, kept_told, **arguments)

    return keep
