"""Right-click on a message, "Answer this": what it asks is answered, for who clicked alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.asking.reply import reply_to
from bot.features.closed_ways import closed
from bot.ground.costs import Cost, costs
from bot.ground.place import place_of
from bot.listening.forum_posts import is_post
from bot.listening.is_question import MAX_QUESTION_CHARACTERS, asked_in, post_asks
from bot.listening.messages import words_of
from bot.listening.quoted_text import quoted_in
from bot.render.layout import render_notice
from bot.render.read_back import question_in_ours
from bot.sending.delivery import say_privately
from bot.servers.house_rules import Way
from bot.speech.say import say

if TYPE_CHECKING:
    from bot.asking.serve import Serve
    from bot.features.services import Service

ANSWER = "Answer this"


def answer_this(service: Service, serve: Serve) -> app_commands.ContextMenu:
    """The command, which hands its work to ``serve(interaction, work, private)``."""

    async def answer(interaction: discord.Interaction, message: discord.Message) -> None:
        question = asked_by(interaction, message)
        if said := closed(interaction, Way.MENU, service):
            await say_privately(interaction, said)
        elif not question:
            await say_privately(interaction, render_notice(say("no-words-there")))
        else:
            place = place_of(interaction, private=True)
            asking = service.door.asking(interaction)
            work = partial(
                reply_to, question, service.asker, place, house=service.house, asking=asking
            )
            await serve(interaction, work, True)

    return app_commands.ContextMenu(name=ANSWER, callback=answer, extras=costs(Cost.QUESTION))


def asked_by(interaction: discord.Interaction, message: discord.Message) -> str:
    """What a message asks: its words; of an answer of ours, what was asked then.

    Discord hands us the content of the message that was clicked, without any intent.
    """
    if message.author.id == interaction.application_id:
        return question_in_ours(message)
    words = words_of(message) or quoted_in(message)
    if isinstance(interaction.channel, discord.Thread) and is_post(message):
        return post_asks(interaction.channel.name, words)
    return words if len(words) <= MAX_QUESTION_CHARACTERS else asked_in(words) or words
