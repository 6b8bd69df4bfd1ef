"""`/settings`: open and close the ways to ask in a server, and choose what is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.admin.acts import Done
from bot.admin.corpus import Rooms
from bot.admin.maintainer_feature import MaintainerFeature, maintainers_group
from bot.admin.settings_text import (
    closest_told,
    helpers_told,
    kept_told,
    lacking,
    room_told,
    settings_told,
    way_told,
)
from bot.ground.place import server_of
from bot.render.layout import render_lines
from bot.servers.house_rules import LONGEST_KEPT, Customs, Way
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.features.feature import Command

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
    """Take a channel in which people write one message after the other."""

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Have Discord offer channels of these types."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.voice, kinds.stage_voice]


class Forums(Rooms):
    """Take a forum: a channel that consists of posts."""

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Have Discord offer channels of these types."""
        return [discord.ChannelType.forum]


AskChannel = app_commands.Transform[app_commands.AppCommandChannel, AskChannels]
Forum = app_commands.Transform[app_commands.AppCommandChannel, Forums]


class Settings(MaintainerFeature):
    """Show and change the house rules of a server."""

    def commands(self) -> Sequence[app_commands.Group]:
        """Make the group `/settings`."""
        description = "How people can ask on this server, and what is kept"
        group = maintainers_group("settings", description, self.desk)
        for make in (_show, _way, _channel, _forum, _helpers, _keep, _closest):
            group.add_command(make(self))
        return [group]

    async def show(self, interaction: discord.Interaction) -> None:
        """Show all that is set."""

        def work() -> Done:
            customs = self.service.house.customs(server_of(interaction))
            lines = settings_told(customs, self.service, interaction.guild)
            return Done(render_lines(list(lines)), "shown")

        await self.act(interaction, "settings show", work)

    async def change(
        self,
        interaction: discord.Interaction,
        verb: str,
        change: Callable[[Customs], Customs],
        told: Callable[[Customs], Iterator[str]],
        **arguments: str,
    ) -> None:
        """Make ``change``, and say by ``told`` what holds now."""

        def work() -> Done:
            customs = self.service.house.change(server_of(interaction), change)
            self.service.ledger.purge()  # with fewer days, what is older goes at once
            said = ", ".join(f"{name} {value}" for name, value in arguments.items() if value)
            return Done(render_lines(list(told(customs))), f"now {said or 'none'}")

        await self.act(interaction, verb, work, **arguments)

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


def _show(settings: Settings) -> Command:
    @app_commands.command(name="show", description="The current settings of this server")
    async def show(interaction: discord.Interaction) -> None:
        await settings.show(interaction)

    return show


def _way(settings: Settings) -> Command:
    @app_commands.command(name="way", description="Switch a way to ask on or off")
    @app_commands.describe(way="Which way", state="Whether people can ask this way")
    @app_commands.choices(way=WAYS, state=STATES)
    async def way_(interaction: discord.Interaction, way: State, state: State) -> None:
        chosen, on = Way(way.value), state.value == ON

        def switched(customs: Customs) -> Customs:
            off = customs.off - {chosen} if on else customs.off | {chosen}
            return replace(customs, off=off)

        def told(customs: Customs) -> Iterator[str]:
            yield from way_told(chosen, customs, settings.service)

        arguments = {"way": chosen.value, "state": state.value}
        await settings.change(interaction, "settings way", switched, told, **arguments)

    return way_


def _channel(settings: Settings) -> Command:
    @app_commands.command(name="channel", description="Answer every question in a channel, or not")
    @app_commands.describe(channel="The channel", state="Whether questions there are answered")
    @app_commands.choices(state=STATES)
    async def channel_(interaction: discord.Interaction, channel: AskChannel, state: State) -> None:
        await settings.room(interaction, Way.CHANNEL, channel.id, state)

    return channel_


def _forum(settings: Settings) -> Command:
    @app_commands.command(
        name="forum", description="Give new posts of a forum a first answer, or not"
    )
    @app_commands.describe(forum="The forum", state="Whether its new posts get a first answer")
    @app_commands.choices(state=STATES)
    async def forum_(interaction: discord.Interaction, forum: Forum, state: State) -> None:
        await settings.room(interaction, Way.FORUM, forum.id, state)

    return forum_


def _helpers(settings: Settings) -> Command:
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
        await settings.change(interaction, "settings helpers", named, helpers_told, **arguments)

    return helpers


def _keep(settings: Settings) -> Command:
    @app_commands.command(name="keep", description="For how many days questions are kept")
    @app_commands.describe(days="0 keeps nothing")
    async def keep(
        interaction: discord.Interaction, days: app_commands.Range[int, 0, LONGEST_KEPT]
    ) -> None:
        def kept(customs: Customs) -> Customs:
            return replace(customs, keep_days=days)

        arguments = {"days": str(days)}
        await settings.change(interaction, "settings keep", kept, kept_told, **arguments)

    return keep


def _closest(settings: Settings) -> Command:
    @app_commands.command(
        name="closest", description="Show the closest text where I'm not sure, or not"
    )
    @app_commands.describe(state="Whether it is shown")
    @app_commands.choices(state=STATES)
    async def closest(interaction: discord.Interaction, state: State) -> None:
        def switched(customs: Customs) -> Customs:
            return replace(customs, closest=state.value == ON)

        arguments = {"state": state.value}
        await settings.change(interaction, "settings closest", switched, closest_told, **arguments)

    return closest
