"""`/corpus show | use | clear`: what a server, a channel or a role is answered from."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from discord import app_commands

from bot.admin.acts import Done
from bot.admin.corpus_text import cleared, named, no_corpus, no_rule, place_named, told, used
from bot.ground.costs import Cost, costs
from bot.ground.place import place_of, server_of
from bot.render.button_kinds import CLEAR
from bot.render.layout import render_lines, render_notice
from bot.servers.corpus_rules import Spot
from bot.speech.say import say
from index.errors import QuestionError, QuothError

if TYPE_CHECKING:
    from bot.admin.desk import Desk
    from bot.asking.serve import Serve
    from bot.render.layout import Rendered

MAX_CHOICES = 25


class Rooms(app_commands.Transformer):
    """Channels in which people write; threads follow their parent, so they have no rule."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.voice, kinds.stage_voice]

    async def transform(
        self,
        interaction: discord.Interaction,  # noqa: ARG002 - the caller gives it by position
        value: app_commands.AppCommandChannel,
        /,
    ) -> app_commands.AppCommandChannel:
        return value


Room: TypeAlias = app_commands.Transform[app_commands.AppCommandChannel, Rooms]


def corpus_commands(desk: Desk, serve: Serve) -> app_commands.Group:
    """The group, each command of which hands its work to ``serve``."""
    group = app_commands.Group(
        name="corpus",
        description="Which sources my answers on this server come from",
        extras=costs(Cost.FREE),
    )
    desk.keep_for_maintainers(group)
    for command in (_show(desk, serve), _use(desk, serve), _clear(desk, serve)):
        group.add_command(command)
    return group


def _show(desk: Desk, serve: Serve) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="show", description="Where my answers come from")
    async def show(interaction: discord.Interaction) -> None:
        place = place_of(interaction, private=True)

        def work() -> Done:
            lines = told(desk.register.shelves(), server_of(interaction), place.channel)
            return Done(render_lines(list(lines)), "shown")

        await serve(interaction, lambda: desk.act(interaction, "corpus show", work), True)

    return show


def _use(desk: Desk, serve: Serve) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="use", description="Also answer from a corpus")
    @app_commands.describe(
        name="The corpus",
        channel="Only there, instead of the server's corpora",
        role="Only in private answers to people with this role",
    )
    async def use(
        interaction: discord.Interaction,
        name: app_commands.Range[str, 1, 64],
        channel: Room | None = None,
        role: discord.Role | None = None,
    ) -> None:
        def work() -> Done:
            spot, server = _spot(channel, role), server_of(interaction)
            if not desk.known(name):
                raise no_corpus(name)
            changed = desk.register.change(lambda shelves: used(shelves, server, spot, name))
            rule = changed.shelf(server).rule(spot)
            now = say("rule-now", place=place_named(spot), corpora=named(rule, rule))
            return Done(render_lines([now]), f"now {', '.join(rule)}")

        where = {"channel": _id(channel), "role": _id(role)}
        await serve(
            interaction,
            lambda: desk.act(interaction, "corpus use", work, name=name, **where),
            True,
        )

    @use.autocomplete("name")
    async def suggest(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await _suggestions(desk, interaction, typed)

    return use


def _clear(desk: Desk, serve: Serve) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="clear", description="Remove a rule, or one corpus from it")
    @app_commands.describe(
        name="Only this corpus", channel="The rule of this channel", role="The rule of this role"
    )
    async def clear(
        interaction: discord.Interaction,
        name: app_commands.Range[str, 1, 64] | None = None,
        channel: Room | None = None,
        role: discord.Role | None = None,
    ) -> None:
        def work() -> Done:
            spot = _spot(channel, role)
            if name:
                return _taken_away(desk, interaction, spot, name)
            rule = desk.register.shelves().shelf(server_of(interaction)).rule(spot)
            return Done(_really(spot, rule), "asked whether really")

        where = {"channel": _id(channel), "role": _id(role)}
        await serve(
            interaction,
            lambda: desk.act(interaction, "corpus clear", work, name=name or "", **where),
            True,
        )

    @clear.autocomplete("name")
    async def suggest(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await _suggestions(desk, interaction, typed)

    return clear


async def clear_pressed(desk: Desk, interaction: discord.Interaction, custom_id: str) -> Rendered:
    """The button of `/corpus clear`. Whoever presses it is looked at again: time has passed."""
    _, _, kind, number = (custom_id.split(":") + [""] * 4)[:4]
    if kind not in ("server", "channel", "role") or not number.isdecimal():
        return render_notice(say("not-yours"))
    spot = Spot(kind, int(number))  # type: ignore[arg-type]  # it is one of the three
    return await desk.act(
        interaction,
        "corpus clear",
        lambda: _taken_away(desk, interaction, spot, ""),
        pressed="yes",
        **({spot.kind: str(spot.id)} if spot.id else {}),
    )


def _taken_away(desk: Desk, interaction: discord.Interaction, spot: Spot, name: str) -> Done:
    server = server_of(interaction)
    changed = desk.register.change(lambda shelves: cleared(shelves, server, spot, name))
    rule = changed.shelf(server).rule(spot)
    place = place_named(spot)
    left = say("rule-left", place=place, corpora=named(rule, rule))
    line = left if rule else say("rule-gone", place=place)
    return Done(render_lines([line]), f"now {', '.join(rule) or 'none'}")


def _really(spot: Spot, rule: tuple[str, ...]) -> Rendered:
    if not rule:
        raise no_rule()
    button = CLEAR.danger(say("rule-clear"), f"{CLEAR.prefix}:{spot.kind}:{spot.id}")
    line = say("rule-really", place=place_named(spot), corpora=named(rule, rule))
    return render_lines([line], button)


async def _suggestions(
    desk: Desk, interaction: discord.Interaction, typed: str
) -> list[app_commands.Choice[str]]:
    """The corpora that this server may use; to those who may not maintain it, none."""
    if not desk.may_maintain(interaction):
        return []
    try:
        shelves = await asyncio.to_thread(desk.register.shelves)
    except QuothError:
        return []
    names = [name for name in shelves.choices(server_of(interaction)) if typed.casefold() in name]
    return [app_commands.Choice(name=name, value=name) for name in names[:MAX_CHOICES]]


def _spot(channel: app_commands.AppCommandChannel | None, role: discord.Role | None) -> Spot:
    if channel is not None and role is not None:
        raise QuestionError(
            "A rule is for a channel or for a role, not for both.",
            hint="Give only one of them.",
            kind="channel-and-role",
        )
    if role is not None and role.is_default():
        raise QuestionError(
            "Everyone has that role.",
            hint="Leave it out to set the rule for the whole server.",
            kind="everybodys-role",
        )
    if channel is not None:
        return Spot("channel", channel.id)
    return Spot("role", role.id) if role is not None else Spot()


def _id(thing: app_commands.AppCommandChannel | discord.Role | None) -> str:
    return str(thing.id) if thing is not None else ""
