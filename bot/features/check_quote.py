"""`/check` and *Check this quote*: whether a text is in the sources, word for word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.asking.reply import check_quote
from bot.features.feature import Feature, everywhere
from bot.ground.costs import Cost, costs
from bot.ground.place import place_of
from bot.listening.quoted_text import quoted_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.features.feature import Command

CHECK = "Check this quote"
MAX_QUOTE_CHARACTERS = 2_000


class CheckQuote(Feature):
    """Compare a text with the sources, for the person who asks alone."""

    def commands(self) -> Sequence[Command | app_commands.ContextMenu]:
        """Make `/check` and the right-click on a message."""

        @app_commands.command(
            name="check",
            description="Is this quote in the sources, word for word?",
            extras=costs(Cost.QUESTION),
        )
        @app_commands.describe(text="The quote to check")
        async def typed(
            interaction: discord.Interaction, text: app_commands.Range[str, 1, MAX_QUOTE_CHARACTERS]
        ) -> None:
            await self._check(interaction, text)

        async def clicked(interaction: discord.Interaction, message: discord.Message) -> None:
            await self._check(interaction, quoted_in(message))

        menu = app_commands.ContextMenu(name=CHECK, callback=clicked, extras=costs(Cost.QUESTION))
        return [everywhere(typed), everywhere(menu)]

    async def _check(self, interaction: discord.Interaction, text: str) -> None:
        place = place_of(interaction, private=True)
        work = partial(check_quote, text, self.service.asker, place)
        await self.host.serve(interaction, work, True)
