"""*More quotes* below an answer, *Closest passages* below a refusal, *More passages* below either.

The question of the message is asked again for the person who pressed, in what that person may read
in that place by then. Nothing is remembered, and no button shows anybody what they could not ask
for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.asking.offer import offer_at
from bot.asking.reply import calmly
from bot.features.feature import Feature, message_of
from bot.ground.place import place_of
from bot.render.answer import render_answer, render_further
from bot.render.button_kinds import MORE, NEAREST
from bot.render.layout import render_notice
from bot.render.nearest import render_nearest
from bot.render.read_back import citations_of, question_in_ours, question_recalled
from bot.speech.say import say
from index.answering.closest import more
from index.citations.citation import cites

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import discord

    from bot.features.feature import Press
    from bot.ground.place import Place
    from bot.render.button_kinds import ButtonKind
    from bot.render.layout import Rendered
    from index.citations.citation import Citation
    from index.types import Answer


class MorePassages(Feature):
    """Show what else was found for the question of a message."""

    def buttons(self) -> Mapping[ButtonKind, Press]:
        """Show either in a message that only the person who pressed sees."""
        return {MORE: self.privately(self._more), NEAREST: self.privately(self._nearest)}

    async def _more(self, interaction: discord.Interaction, _custom_id: str) -> Rendered:
        """Show the quotes that come next to those that were shown."""
        shown = citations_of(message_of(interaction))
        return await self._again(interaction, lambda answer, _: _further(answer, shown))

    async def _nearest(self, interaction: discord.Interaction, _custom_id: str) -> Rendered:
        """Show the passages that come nearest; by now, perhaps, an answer."""

        def shown(answer: Answer, place: Place) -> Rendered:
            offer = offer_at(place, self.service.house)
            if answer.abstained:
                return render_nearest(answer if offer.closest else replace(answer, near=()))
            return render_answer(answer, offer, say("by-now"))

        return await self._again(interaction, shown)

    async def _again(
        self, interaction: discord.Interaction, shown: Callable[[Answer, Place], Rendered]
    ) -> Rendered:
        message, place = message_of(interaction), place_of(interaction, private=True)

        async def asked() -> Rendered:
            question = question_recalled(message)
            answer = await self.service.asker.answer(question, place)
            return await self.service.asker.draw(lambda: shown(answer, place))

        return await calmly(asked, secret=question_in_ours(message))


def _further(answer: Answer, shown: Sequence[Citation]) -> Rendered:
    if answer.abstained:
        return render_notice(say("answers-no-longer"))
    known = [*answer.quotes, *answer.candidates]
    cited = [quote for quote in known if any(cites(citation, quote) for citation in shown)]
    quotes, passages = more(answer, cited)
    if not (quotes or passages):
        return render_notice(say("no-further-quotes"))
    return render_further(answer, quotes, passages)
