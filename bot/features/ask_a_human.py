"""*Ask a human*: a thread, in which the role that the server chose is mentioned, once.

It is the only mention that the bot ever makes.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import discord

from bot.asking.offer import helpers_of
from bot.asking.reply import calmly
from bot.features.feature import Feature, message_of
from bot.ground.notes import Noted
from bot.render.answer_buttons import confirm_button
from bot.render.button_kinds import HUMAN, HUMAN_YES
from bot.render.layout import render_lines, small
from bot.render.markdown import label
from bot.render.read_back import question_in_ours, question_recalled
from bot.sending.threads import asked_before, call, thread_beside, thread_of
from bot.speech.say import say, speaking
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.features.feature import Host, Press
    from bot.render.button_kinds import ButtonKind
    from bot.render.layout import Rendered

MAX_QUESTION_UNITS, MAX_NAME_UNITS = 700, 80  # of markup


class AskAHuman(Feature):
    """Open a thread about a question, and mention the role that helps in the server."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def buttons(self) -> Mapping[ButtonKind, Press]:
        """*Ask a human* below an answer, and the confirmation that a private one needs."""
        return {
            HUMAN: self.privately(self._asked_for),
            HUMAN_YES: self.in_place(self._confirmed),
        }

    async def _asked_for(self, interaction: discord.Interaction, _custom_id: str) -> Rendered:
        """Ask below the answer; first confirm that a private question may become public."""

        async def asking(message: discord.Message) -> Rendered:
            role = self._role(interaction)
            if opened := await self._opened(message.id):
                return _pointed("human-asked-before", opened)
            if message.flags.ephemeral:
                return _really(question_recalled(message), message.id)
            async with self.service.admission.calling(interaction) as one:
                thread, new = await thread_of(message, interaction.channel, _title(message))
                if not new and await asked_before(thread, message, role):
                    return _pointed("human-asked-before", thread.id)
                with speaking(interaction.guild_locale):
                    said = say("human-wanted", role=role.mention)
                await call(thread, said, role, about=message if thread.id != message.id else None)
                one.made = True
            return _pointed("human-asked", thread.id)

        return await self._one_by_one(interaction, asking, message_of(interaction).id)

    async def _confirmed(self, interaction: discord.Interaction, custom_id: str) -> Rendered:
        """Ask the question of a private answer in public, which its asker has confirmed."""
        answer = _answer_of(custom_id, message_of(interaction))

        async def asking(message: discord.Message) -> Rendered:
            if opened := await self._opened(answer):
                return _pointed("human-asked-before", opened)
            role, question = self._role(interaction), question_recalled(message)
            async with self.service.admission.calling(interaction) as one:
                thread = await thread_beside(interaction.channel, _title(message))
                await call(thread, _asked_by(interaction, role, question), role)
                one.made = True
            await self.service.notes.note(Noted.CALLED, answer, thread.id)
            return _pointed("human-asked", thread.id)

        return await self._one_by_one(interaction, asking, answer)

    async def _opened(self, answer: int) -> int | None:
        """Return the thread that was opened for a private answer: one each, at most."""
        return await self.service.notes.find(Noted.CALLED, answer)

    async def _one_by_one(
        self,
        interaction: discord.Interaction,
        asking: Callable[[discord.Message], Awaitable[Rendered]],
        answer: int,
    ) -> Rendered:
        """Ask under a lock: of two people who press at once, both would find it not asked yet."""
        message = message_of(interaction)
        lock = self._locks.setdefault(answer, asyncio.Lock())
        async with lock:
            return await calmly(lambda: asking(message), secret=question_in_ours(message))

    def _role(self, interaction: discord.Interaction) -> discord.Role:
        """Return the role to mention.

        :raises QuestionError: none can be mentioned, or no thread opened; it says the remedy.
        """
        guild, may = interaction.guild, interaction.app_permissions
        server = guild.id if guild and interaction.is_guild_integration() else None
        helpers = helpers_of(server, self.service.house)
        role = guild.get_role(helpers) if guild and helpers else None
        if role is None or role.is_default():
            raise _impossible("no-helpers")
        if not (role.mentionable or may.mention_everyone):
            raise _impossible("helpers-not-mentionable", role=role.name)
        inside = isinstance(interaction.channel, discord.Thread)
        if not (may.send_messages_in_threads and (inside or may.create_public_threads)):
            raise _impossible("no-threads")
        return role


def _really(question: str, answer: int) -> Rendered:
    lines = [small(label(question, MAX_QUESTION_UNITS)), say("human-really")]
    return render_lines(lines, confirm_button(answer))


def _asked_by(interaction: discord.Interaction, role: discord.Role, question: str) -> str:
    name = label(interaction.user.display_name, MAX_NAME_UNITS) or "?"
    asked = label(question, MAX_QUESTION_UNITS)
    with speaking(interaction.guild_locale):
        return say("human-wanted-by", role=role.mention, name=name, question=asked)


def _answer_of(custom_id: str, message: discord.Message) -> int:
    """Read which private answer a confirmation is about; older ones do not say."""
    answer = custom_id.removeprefix(HUMAN_YES.prefix)
    return int(answer) if answer.isdecimal() else message.id


def _pointed(text: str, thread: int) -> Rendered:
    return render_lines([say(text, thread=f"<#{thread}>")])


def _title(message: discord.Message) -> str:
    return question_in_ours(message) or say("human-thread")


def _impossible(kind: str, **values: str) -> QuestionError:
    return QuestionError(f"no human can be asked: {kind}", hint="", kind=kind, values=values)
