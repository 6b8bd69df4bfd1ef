"""Define a feature of maintainers: its commands are kept for them, and each act is written down."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.features.feature import Feature
from bot.features.source_choices import MAX_CHOICES
from bot.ground.costs import Cost, costs
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.admin.acts import Done
    from bot.admin.desk import Desk
    from bot.features.feature import Host


class MaintainerFeature(Feature):
    """Serve the people whom the ``desk`` takes for maintainers."""

    def __init__(self, host: Host, desk: Desk) -> None:
        super().__init__(host)
        self.desk = desk

    def refusal(self, interaction: discord.Interaction) -> str | None:
        """Say why this person may not use the feature; None if they may. Asked at each act."""
        return self.desk.refusal(interaction)

    async def act(
        self, interaction: discord.Interaction, verb: str, work: Callable[[], Done], /, **given: str
    ) -> None:
        """Do quick ``work`` in a thread, show its result privately, and write both down.

        ``given`` is what the person gave with the command, for the audit log.
        """
        doing = partial(self.desk.act, interaction, verb, work, self.refusal, **given)
        await self.host.serve(interaction, doing, True)

    def suggest_names(
        self,
        command: app_commands.Command[Any, ..., None],
        names: Callable[[discord.Interaction], Sequence[str]],
    ) -> None:
        """Complete the parameter ``name`` of a command by the ``names`` that contain what is typed.

        ``names`` may read a file: it is called in a thread. Nothing is suggested to people who may
        not use the feature, nor where the names cannot be read.
        """

        @command.autocomplete("name")
        async def suggest(
            interaction: discord.Interaction, typed: str
        ) -> list[app_commands.Choice[str]]:
            if self.refusal(interaction) is not None:
                return []
            try:
                known = await asyncio.to_thread(names, interaction)
            except QuothError:
                return []
            found = [name for name in known if typed.casefold() in name]
            return [app_commands.Choice(name=name, value=name) for name in found[:MAX_CHOICES]]


def maintainers_group(name: str, description: str, desk: Desk) -> app_commands.Group:
    """Make an empty group of commands that Discord shows to maintainers alone, and that is free."""
    group = app_commands.Group(name=name, description=description, extras=costs(Cost.FREE))
    desk.keep_for_maintainers(group)
    return group
