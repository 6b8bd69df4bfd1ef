"""*Is this still so?*, as a button below an answer and as a right-click on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.asking.reply import still_so
from bot.features.feature import Feature, everywhere, message_of
from bot.ground.costs import Cost, costs
from bot.ground.place import place_of
from bot.render.button_kinds import STILL
from bot.render.read_back import citations_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.features.feature import Press
    from bot.render.button_kinds import ButtonKind
    from bot.render.layout import Rendered

STILL_SO = "Is this still so?"


class StillSo(Feature):
    """Look up again what an answer cited."""

    def commands(self) -> Sequence[app_commands.ContextMenu]:
        """Make the right-click on a message."""

        async def still(interaction: discord.Interaction, message: discord.Message) -> None:
            await self.host.serve(interaction, partial(self._again, interaction, message), True)

        menu = app_commands.ContextMenu(name=STILL_SO, callback=still, extras=costs(Cost.QUESTION))
        return [everywhere(menu)]

    def buttons(self) -> Mapping[ButtonKind, Press]:
        """Look up what the message cited below which the button is."""

        async def pressed(interaction: discord.Interaction, _custom_id: str) -> Rendered:
            return await self._again(interaction, message_of(interaction))

        return {STILL: self.privately(pressed)}

    async def _again(self, interaction: discord.Interaction, message: discord.Message) -> Rendered:
        """Say what has become of a message's citations. Others' messages are ignored."""
        ours = message.author.id == interaction.application_id
        citations = citations_of(message) if ours else []
        place = place_of(interaction, private=True)
        return await still_so(citations, message.created_at.date(), self.service.asker, place)
