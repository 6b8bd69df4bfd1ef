"""`/help`: how to ask, and what an answer promises."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.asking.reply import show_help
from bot.features.feature import Feature, everywhere
from bot.ground.costs import Cost, costs
from bot.ground.place import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.features.feature import Command


class Help(Feature):
    """Explain how to ask, with questions that can be answered there."""

    def commands(self) -> Sequence[Command]:
        """Make `/help`."""

        @app_commands.command(
            name="help",
            description="How to ask, and what an answer promises",
            extras=costs(Cost.FREE),
        )
        async def help_(interaction: discord.Interaction) -> None:
            place = place_of(interaction, private=True)
            await self.host.serve(interaction, partial(show_help, self.service.asker, place), True)

        return [everywhere(help_)]
