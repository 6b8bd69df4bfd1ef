"""*Show in context*: the source around a quote, page by page, for the person who pressed alone.

It is looked up again at each press, in what that person may read in that place by then. Nothing
is remembered, and no button shows anybody what they could not ask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.asking.reply import calmly
from bot.features.feature import Feature, message_of
from bot.ground.place import place_of
from bot.render.button_kinds import OPENS, TURNS
from bot.render.context import render_context
from bot.render.layout import render_notice
from bot.render.pointer_codec import opening_in
from bot.speech.say import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import discord

    from bot.features.feature import Press
    from bot.render.button_kinds import ButtonKind
    from bot.render.layout import Rendered


class InContext(Feature):
    """Show a page of the source around a quote."""

    def buttons(self) -> Mapping[ButtonKind, Press]:
        """Open the page in a message of its own, and turn pages in that message."""
        return {OPENS: self.privately(self._page), TURNS: self.in_place(self._page)}

    async def _page(self, interaction: discord.Interaction, custom_id: str) -> Rendered:
        """Show a page around what was quoted, or say what has become of it."""
        opening = opening_in(message_of(interaction), custom_id)
        if opening is None:
            return render_notice(say("no-citation"))
        place = place_of(interaction, private=True)

        async def looked_up() -> Rendered:
            pointer = opening.pointers[opening.index]
            found = await self.service.asker.context(pointer, opening.number, place)
            return await self.service.asker.draw(lambda: render_context(found, opening))

        return await calmly(looked_up)
