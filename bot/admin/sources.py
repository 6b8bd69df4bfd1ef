"""`/sources`: list for everybody what is quoted from, and let maintainers change it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.admin.maintainer_feature import MaintainerFeature
from bot.admin.source_commands import ChangeSources, change_commands, publish_refused, remove_source
from bot.asking.reply import list_sources
from bot.features.feature import everywhere
from bot.ground.costs import Cost, costs
from bot.ground.place import place_of
from bot.render.button_kinds import SOURCES
from bot.render.layout import render_notice
from bot.render.source_changes import FORCE
from bot.sending import delivery
from bot.speech.say import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.features.feature import Command, Press
    from bot.render.button_kinds import ButtonKind


class Sources(MaintainerFeature):
    """List the sources for everybody; for maintainers, change them where the operator allows it."""

    def commands(self) -> Sequence[app_commands.Group]:
        """Make the group `/sources`; without ``desk.upkeep``, it can only list."""
        group = app_commands.Group(
            name="sources", description="What I can quote from", extras=costs(Cost.FREE)
        )
        group.add_command(self._list())
        if self.desk.upkeep is not None:
            changes = ChangeSources(self.host, self.desk, self.desk.upkeep)
            for command in change_commands(changes):
                group.add_command(command)
        return [everywhere(group)]

    def buttons(self) -> Mapping[ButtonKind, Press]:
        """*Remove* and *Publish all the same*."""
        return {SOURCES: self._pressed}

    def _list(self) -> Command:
        @app_commands.command(name="list", description="What I can quote from")
        async def list_(interaction: discord.Interaction) -> None:
            place = place_of(interaction, private=True)
            work = partial(list_sources, self.service.asker, place)
            await self.host.serve(interaction, work, True)

        return list_

    async def _pressed(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Do what was asked about. The person is checked again: time has passed since then.

        The operator may have taken the right to change sources back.
        """
        if self.desk.upkeep is None:
            await delivery.end(interaction, render_notice(say("unknown-button")))
            return
        changes = ChangeSources(self.host, self.desk, self.desk.upkeep)
        confirmed = publish_refused if custom_id == FORCE else remove_source
        await confirmed(changes, interaction, custom_id)
