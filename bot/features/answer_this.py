"""*Answer this*: right-click on a message, and what it asks is answered, for you alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.asking.reply import reply_to
from bot.features.closed_ways import closed
from bot.features.feature import Feature, everywhere
from bot.ground.costs import Cost, costs
from bot.ground.place import place_of
from bot.listening.ask_channel import post_asks
from bot.listening.forum_posts import is_post
from bot.listening.is_question import MAX_QUESTION_CHARACTERS, asked_in
from bot.listening.messages import words_of
from bot.listening.quoted_text import quoted_in
from bot.render.layout import render_notice
from bot.render.read_back import question_in_ours
from bot.sending.delivery import say_privately
from bot.servers.house_rules import Way
from bot.speech.say import say

if TYPE_CHECKING:
    from collections.abc import Sequence

ANSWER = "Answer this"


class AnswerThis(Feature):
    """Answer a message that was clicked, for the person who clicked alone."""

    def commands(self) -> Sequence[app_commands.ContextMenu]:
        """Make the right-click on a message."""

        async def clicked(interaction: discord.Interaction, message: discord.Message) -> None:
            await self._answer(interaction, message)

        menu = app_commands.ContextMenu(name=ANSWER, callback=clicked, extras=costs(Cost.QUESTION))
        return [everywhere(menu)]

    async def _answer(self, interaction: discord.Interaction, message: discord.Message) -> None:
        service, question = self.service, asked_by(interaction, message)
        if wrong := closed(interaction, Way.MENU, service):
            await say_privately(interaction, wrong)
        elif not question:
            await say_privately(interaction, render_notice(say("no-words-there")))
        else:
            work = partial(
                reply_to,
                question,
                service.asker,
                place_of(interaction, private=True),
                house=service.house,
                asking=service.admission.asking(interaction),
            )
            await self.host.serve(interaction, work, True)


def asked_by(interaction: discord.Interaction, message: discord.Message) -> str:
    """Find what a message asks: its words; for an answer of ours, the question it answers.

    Discord hands us the content of the message that was clicked, without any intent.
    """
    if message.author.id == interaction.application_id:
        return question_in_ours(message)
    words = words_of(message) or quoted_in(message)
    if isinstance(interaction.channel, discord.Thread) and is_post(message):
        return post_asks(interaction.channel.name, words)
    return words if len(words) <= MAX_QUESTION_CHARACTERS else asked_in(words) or words
