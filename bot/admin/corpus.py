"""`/corpus show | use | clear`: the corpora that a server, a channel or a role is answered from."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import discord
from discord import app_commands

from bot.admin.acts import Done
from bot.admin.corpus_text import cleared, named, no_corpus, no_rule, place_named, told, used
from bot.admin.maintainer_feature import MaintainerFeature, maintainers_group
from bot.ground.place import place_of, server_of
from bot.render.button_kinds import CLEAR
from bot.render.layout import render_lines, render_notice
from bot.servers.corpus_rules import Spot
from bot.speech.say import say
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.features.feature import Command, Press
    from bot.render.button_kinds import ButtonKind
    from bot.render.layout import Rendered


class Rooms(app_commands.Transformer):
    """Take a channel in which people write; a thread has no rule but that of its parent."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Have Discord offer channels."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Have Discord offer channels of these types."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.voice, kinds.stage_voice]

    async def transform(
        self,
        interaction: discord.Interaction,  # noqa: ARG002 - the caller gives it by position
        value: app_commands.AppCommandChannel,
        /,
    ) -> app_commands.AppCommandChannel:
        """Pass on the channel that was chosen."""
        return value


Room: TypeAlias = app_commands.Transform[app_commands.AppCommandChannel, Rooms]


class Corpus(MaintainerFeature):
    """Show and change the rules that say which corpora answer where."""

    def commands(self) -> Sequence[app_commands.Group]:
        """Make the group `/corpus`."""
        description = "Which sources my answers on this server come from"
        group = maintainers_group("corpus", description, self.desk)
        for command in (self._show(), self._use(), self._clear()):
            group.add_command(command)
        return [group]

    def buttons(self) -> Mapping[ButtonKind, Press]:
        """*Clear* below `/corpus clear`."""
        return {CLEAR: self.privately(self._clear_pressed)}

    def _show(self) -> Command:
        @app_commands.command(name="show", description="Where my answers come from")
        async def show(interaction: discord.Interaction) -> None:
            place = place_of(interaction, private=True)

            def work() -> Done:
                rules = self.desk.corpus_rules.current()
                warnings = self.desk.warnings(rules.scope(place).corpora)
                lines = told(rules, server_of(interaction), place.channel)
                return Done(render_lines([*warnings, *lines]), "shown")

            await self.act(interaction, "corpus show", work)

        return show

    def _use(self) -> Command:
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
                return self._used(server_of(interaction), _spot(channel, role), name)

            where = {"channel": _id(channel), "role": _id(role)}
            await self.act(interaction, "corpus use", work, name=name, **where)

        self.suggest_names(use, self._choices)
        return use

    def _clear(self) -> Command:
        @app_commands.command(name="clear", description="Remove a rule, or one corpus from it")
        @app_commands.describe(
            name="Only this corpus",
            channel="The rule of this channel",
            role="The rule of this role",
        )
        async def clear(
            interaction: discord.Interaction,
            name: app_commands.Range[str, 1, 64] | None = None,
            channel: Room | None = None,
            role: discord.Role | None = None,
        ) -> None:
            def work() -> Done:
                spot, server = _spot(channel, role), server_of(interaction)
                if name:
                    return self._taken_away(server, spot, name)
                rule = self.desk.corpus_rules.current().of(server).rule(spot)
                return Done(_really(spot, rule), "asked whether really")

            where = {"channel": _id(channel), "role": _id(role)}
            await self.act(interaction, "corpus clear", work, name=name or "", **where)

        self.suggest_names(clear, self._choices)
        return clear

    async def _clear_pressed(self, interaction: discord.Interaction, custom_id: str) -> Rendered:
        """Remove a rule. The person is checked again: time has passed since the command."""
        _, _, kind, number = (custom_id.split(":") + [""] * 4)[:4]
        if kind not in ("server", "channel", "role") or not number.isdecimal():
            return render_notice(say("not-yours"))
        spot = Spot(kind, int(number))  # type: ignore[arg-type]  # it is one of the three
        return await self.desk.act(
            interaction,
            "corpus clear",
            lambda: self._taken_away(server_of(interaction), spot, ""),
            self.refusal,
            pressed="yes",
            **({spot.kind: str(spot.id)} if spot.id else {}),
        )

    def _used(self, server: int, spot: Spot, name: str) -> Done:
        if not self.desk.known(name):
            raise no_corpus(name)
        changed = self.desk.corpus_rules.change(lambda rules: used(rules, server, spot, name))
        rule = changed.of(server).rule(spot)
        now = say("rule-now", place=place_named(spot), corpora=named(rule, rule))
        return Done(render_lines([now]), f"now {', '.join(rule)}")

    def _taken_away(self, server: int, spot: Spot, name: str) -> Done:
        changed = self.desk.corpus_rules.change(lambda rules: cleared(rules, server, spot, name))
        rule = changed.of(server).rule(spot)
        place = place_named(spot)
        left = say("rule-left", place=place, corpora=named(rule, rule))
        line = left if rule else say("rule-gone", place=place)
        return Done(render_lines([line]), f"now {', '.join(rule) or 'none'}")

    def _choices(self, interaction: discord.Interaction) -> Sequence[str]:
        """List the corpora that this server may use; raises as ``current``."""
        return self.desk.corpus_rules.current().choices(server_of(interaction))


def _really(spot: Spot, rule: tuple[str, ...]) -> Rendered:
    if not rule:
        raise no_rule()
    button = CLEAR.danger(name=f"{CLEAR.prefix}:{spot.kind}:{spot.id}")
    line = say("rule-really", place=place_named(spot), corpora=named(rule, rule))
    return render_lines([line], button)


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
