"""`/ask`: a question, everywhere, answered for all who read there or for its asker alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.asking.reply import objection, reply_to
from bot.features.closed_ways import closed
from bot.features.feature import Feature, everywhere
from bot.features.source_choices import source_choices
from bot.ground.costs import Cost, costs
from bot.ground.markup import without_markup
from bot.ground.place import place_of
from bot.listening.is_question import MAX_QUESTION_CHARACTERS
from bot.listening.previous_turn import is_one_conversation, turn_in_room
from bot.listening.recent_turns import person_in_room
from bot.sending.delivery import say_privately
from bot.servers.house_rules import Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.features.feature import Command
    from bot.listening.recent_turns import PersonInRoom
    from bot.render.layout import Rendered
    from index.answering.followups import Turn

MAX_SOURCE_NAME_CHARACTERS = 100


class Ask(Feature):
    """Answer what is typed after `/ask`."""

    def commands(self) -> Sequence[Command]:
        """Make `/ask`, with suggestions while a source is typed."""

        @app_commands.command(
            name="ask",
            description="Ask a question; the answer is in the sources' own words",
            extras=costs(Cost.QUESTION),
        )
        @app_commands.describe(
            question="What you want to know",
            source="Only from this source (default: all)",
            private="Only you see the answer (default: no)",
        )
        async def ask(
            interaction: discord.Interaction,
            question: app_commands.Range[str, 1, MAX_QUESTION_CHARACTERS],
            source: app_commands.Range[str, 1, MAX_SOURCE_NAME_CHARACTERS] | None = None,
            private: bool = False,
        ) -> None:
            await self._ask(interaction, without_markup(question), source or "", private)

        @ask.autocomplete("source")
        async def suggest(
            interaction: discord.Interaction, typed: str
        ) -> list[app_commands.Choice[str]]:
            return await source_choices(interaction, typed, self.service)

        return [everywhere(ask)]

    async def _ask(
        self, interaction: discord.Interaction, question: str, source: str, private: bool
    ) -> None:
        if wrong := closed(interaction, Way.COMMAND, self.service) or objection(question):
            await say_privately(interaction, wrong)
            return
        place = place_of(interaction, private=private)
        asker, house, recent = self.service.asker, self.service.house, self.service.recent
        who = person_in_room(interaction, private=private)
        asking = self.service.admission.asking(interaction)

        async def answered() -> Rendered:
            turn = await self._turn_before(interaction, question, who)
            return await reply_to(
                question,
                asker,
                place,
                turn,
                source=source,
                house=house,
                asking=asking,
                told=lambda answer: recent.note(who, answer, turn),
            )

        await self.host.serve(interaction, answered, private)

    async def _turn_before(
        self, interaction: discord.Interaction, question: str, who: PersonInRoom | None
    ) -> Turn | None:
        """Return what was asked before ``question``: in the room, or by this person in it."""
        if is_one_conversation(interaction.channel):
            return await turn_in_room(interaction, question)
        return self.service.recent.before(question, who)
