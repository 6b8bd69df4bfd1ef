"""*Share with everyone*: a private answer, asked again for all who read there, and posted once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.asking.offer import offer_at
from bot.asking.reply import calmly
from bot.features.feature import Feature, message_of
from bot.ground.discord_errors import TRANSIENT_ERRORS
from bot.ground.notes import Noted
from bot.ground.place import place_of
from bot.render.answer import render_answer
from bot.render.button_kinds import SHARE
from bot.render.layout import Rendered, render_notice
from bot.render.markdown import label
from bot.render.read_back import citations_of, question_in_ours, question_recalled
from bot.sending.delivery import follow_up, undelivered
from bot.speech.say import say, speaking
from index.citations.citation import State
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.features.feature import Press
    from bot.render.button_kinds import ButtonKind
    from index.citations.citation import Standing

MAX_NAME_UNITS = 80  # of markup


class ShareWithEveryone(Feature):
    """Post a private answer for everybody, once."""

    def buttons(self) -> Mapping[ButtonKind, Press]:
        """Post the answer, and change the private message: its button is used up."""
        return {SHARE: self.in_place(self._pressed)}

    async def _pressed(self, interaction: discord.Interaction, _custom_id: str) -> Rendered:
        """Post the answer for everybody, and return the private message, its button used up.

        If it cannot be shared, only the person who pressed learns why, and nothing is posted.
        While one press is under way, a second one shares nothing.
        """
        message = message_of(interaction)
        notes = self.service.notes
        if not await notes.claim(Noted.SHARED, message.id):
            return _with_button(message, used=True)
        done = False

        async def sharing() -> Rendered:
            nonlocal done
            told = await self._share(interaction, message)
            done = True
            return told

        told = await calmly(sharing, secret=question_in_ours(message))
        if not done:
            await notes.drop(Noted.SHARED, message.id)
        if told:
            with undelivered():
                await follow_up(interaction, told, private=True)
        return _with_button(message, used=done)

    async def _share(self, interaction: discord.Interaction, message: discord.Message) -> Rendered:
        """Post the answer; return what else the person who pressed should know, if anything.

        :raises QuestionError: it cannot be shared.
        """
        question, place = question_recalled(message), place_of(interaction, private=False)
        asker = self.service.asker
        standings = await asker.standings(citations_of(message), place)
        gone = [standing.state is State.SOURCE_GONE for standing in standings]
        answer = await asker.answer(question, place)
        if place.server is None or answer.abstained or all(gone):
            raise _impossible("share-not-open")
        with speaking(interaction.guild_locale):
            notes = [
                say("shared-by", name=label(interaction.user.display_name, MAX_NAME_UNITS) or "?")
            ]
            notes += [say("share-changed")] if _changed(standings) else []
            offer = offer_at(place, self.service.house)
            shown = await asker.draw(lambda: render_answer(answer, offer, *notes))
        try:
            await follow_up(interaction, shown, private=False)
        except (*TRANSIENT_ERRORS, discord.HTTPException) as error:
            raise _impossible("share-failed") from error
        return render_notice(say("share-less")) if any(gone) else Rendered()


def _changed(standings: Sequence[Standing]) -> bool:
    changed = (State.QUOTE_STANDS, State.QUOTE_GONE)
    return any(standing.state in changed for standing in standings)


def _impossible(kind: str) -> QuestionError:
    return QuestionError(f"not shared: {kind}", hint="", kind=kind)


def _with_button(message: discord.Message, *, used: bool) -> Rendered:
    """Draw the message as it is; if ``used``, with the button switched off."""
    view = ui.LayoutView.from_message(message, timeout=None)
    for item in view.walk_children():
        if used and isinstance(item, ui.Button) and SHARE.owns(item.custom_id or ""):
            item.label, item.disabled = say("shared"), True
    view.stop()
    return Rendered(view=view)
