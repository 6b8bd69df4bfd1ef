"""*Ask a human*: a thread, in which the role that the server chose is mentioned, once.

It is the only mention that the bot ever makes.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import discord

from bot.asking.offer import helpers_of
from bot.asking.reply import calmly
from bot.render.answer_buttons import confirm_button
from bot.render.button_kinds import HUMAN_YES
from bot.render.layout import render_lines, small
from bot.render.markdown import label
from bot.render.read_back import question_in_ours, question_recalled
from bot.sending.threads import asked_before, call, thread_beside, thread_of
from bot.speech.say import say, speaking
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.services import Service
    from bot.render.layout import Rendered

QUESTION, NAME = 700, 80  # units of markup
REMEMBERED = 500  # private answers whose question was made public: each is, once at the most


class Helpers:
    """Asks whoever helps in a server."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._opened: OrderedDict[int, int] = OrderedDict()

    async def asked_for(self, interaction: discord.Interaction, _name: str) -> Rendered:
        """Ask below the answer; of a private one first, whether the question may become public."""

        async def asking(message: discord.Message) -> Rendered:
            role = self._role(interaction)
            if opened := self._opened.get(message.id):
                return _pointed("human-asked-before", opened)
            if message.flags.ephemeral:
                return _really(question_recalled(message), message.id)
            with self._service.door.calling(interaction) as one:
                thread, new = await thread_of(message, interaction.channel, _title(message))
                if not new and await asked_before(thread, message, role):
                    return _pointed("human-asked-before", thread.id)
                with speaking(interaction.guild_locale):
                    said = say("human-wanted", role=role.mention)
                await call(thread, said, role, about=message if thread.id != message.id else None)
                one.made = True
            return _pointed("human-asked", thread.id)

        return await self._one_by_one(interaction, asking, _message(interaction).id)

    async def confirmed(self, interaction: discord.Interaction, name: str) -> Rendered:
        """The question of a private answer, in public now, since its asker said so."""
        answer = _answer_of(name, _message(interaction))

        async def asking(message: discord.Message) -> Rendered:
            if opened := self._opened.get(answer):
                return _pointed("human-asked-before", opened)
            role, question = self._role(interaction), question_recalled(message)
            with self._service.door.calling(interaction) as one:
                thread = await thread_beside(interaction.channel, _title(message))
                await call(thread, _asked_by(interaction, role, question), role)
                one.made = True
            self._remember(answer, thread.id)
            return _pointed("human-asked", thread.id)

        return await self._one_by_one(interaction, asking, answer)

    async def _one_by_one(
        self,
        interaction: discord.Interaction,
        asking: Callable[[discord.Message], Awaitable[Rendered]],
        answer: int,
    ) -> Rendered:
        """Two who press at once about an ``answer`` would both find that nobody has asked yet."""
        message = _message(interaction)
        lock = self._locks.setdefault(answer, asyncio.Lock())
        async with lock:
            return await calmly(lambda: asking(message), secret=question_in_ours(message))

    def _role(self, interaction: discord.Interaction) -> discord.Role:
        """Who is to be mentioned.

        :raises QuestionError: nobody can be, or no thread can be opened, with the remedy.
        """
        guild, may = interaction.guild, interaction.app_permissions
        server = guild.id if guild and interaction.is_guild_integration() else None
        helpers = helpers_of(server, self._service.house)
        role = guild.get_role(helpers) if guild and helpers else None
        if role is None or role.is_default():
            raise _impossible("no-helpers")
        if not (role.mentionable or may.mention_everyone):
            raise _impossible("helpers-not-mentionable", role=role.name)
        inside = isinstance(interaction.channel, discord.Thread)
        if not (may.send_messages_in_threads and (inside or may.create_public_threads)):
            raise _impossible("no-threads")
        return role

    def _remember(self, answer: int, thread: int) -> None:
        self._opened[answer] = thread
        if len(self._opened) > REMEMBERED:
            self._opened.popitem(last=False)


def _really(question: str, answer: int) -> Rendered:
    lines = [small(label(question, QUESTION)), say("human-really")]
    return render_lines(lines, confirm_button(answer))


def _asked_by(interaction: discord.Interaction, role: discord.Role, question: str) -> str:
    name = label(interaction.user.display_name, NAME) or "?"
    asked = label(question, QUESTION)
    with speaking(interaction.guild_locale):
        return say("human-wanted-by", role=role.mention, name=name, question=asked)


def _answer_of(name: str, message: discord.Message) -> int:
    """The private answer that a confirmation is about; what older ones are about is not known."""
    answer = name.removeprefix(HUMAN_YES.prefix)
    return int(answer) if answer.isdecimal() else message.id


def _message(interaction: discord.Interaction) -> discord.Message:
    if interaction.message is None:  # pragma: no cover - a button stands below a message
        raise RuntimeError("a press without a message")
    return interaction.message


def _pointed(text: str, thread: int) -> Rendered:
    return render_lines([say(text, thread=f"<#{thread}>")])


def _title(message: discord.Message) -> str:
    return question_in_ours(message) or say("human-thread")


def _impossible(kind: str, **values: str) -> QuestionError:
    return QuestionError(f"no human can be asked: {kind}", hint="", kind=kind, values=values)
