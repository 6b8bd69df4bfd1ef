"""*Share with everyone*: a private answer, asked again for all who read there, and posted once."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.asking.offer import offer_at
from bot.asking.reply import calmly
from bot.ground.discord_errors import TRANSIENT_ERRORS
from bot.ground.place import place_of
from bot.render.answer import render_answer
from bot.render.answer_buttons import SHARE
from bot.render.layout import Rendered, render_notice
from bot.render.markdown import label
from bot.render.read_back import citations_of, question_in_ours, question_recalled
from bot.sending.delivery import follow_up, undelivered
from bot.speech.say import say, speaking
from index.citations.citation import State
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.features.services import Service
    from index.citations.citation import Standing

NAME = 80  # units of markup
REMEMBERED = 500  # presses, against a double click


class Sharing:
    """Shares what was asked for; a second press, while the first is under way, shares nothing."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._shared: OrderedDict[int, None] = OrderedDict()

    async def pressed(self, interaction: discord.Interaction, _name: str) -> Rendered:
        """Post the answer for everybody, and give back the private message, its button used up.

        What stands in the way is told to whoever pressed, and nothing is posted.
        """
        message = interaction.message
        if message is None or message.id in self._shared:
            return _with_button(message, used=True)
        self._remember(message.id)
        done = False

        async def sharing() -> Rendered:
            nonlocal done
            told = await self._share(interaction, message)
            done = True
            return told

        told = await calmly(sharing, secret=question_in_ours(message))
        if not done:
            self._shared.pop(message.id, None)
        if told:
            with undelivered():
                await follow_up(interaction, told, private=True)
        return _with_button(message, used=done)

    async def _share(self, interaction: discord.Interaction, message: discord.Message) -> Rendered:
        """Post; and what whoever pressed should know of it beside, if anything.

        :raises QuestionError: it cannot be shared.
        """
        question, place = question_recalled(message), place_of(interaction, private=False)
        asker = self._service.asker
        standings = await asker.standings(citations_of(message), place)
        gone = [standing.state is State.SOURCE_GONE for standing in standings]
        answer = await asker.answer(question, place)
        if place.server is None or answer.abstained or all(gone):
            raise _impossible("share-not-open")
        with speaking(interaction.guild_locale):
            notes = [say("shared-by", name=label(interaction.user.display_name, NAME) or "?")]
            notes += [say("share-changed")] if _changed(standings) else []
            shown = render_answer(answer, offer_at(place, self._service.house), *notes)
        try:
            await follow_up(interaction, shown, private=False)
        except (*TRANSIENT_ERRORS, discord.HTTPException) as error:
            raise _impossible("share-failed") from error
        return render_notice(say("share-less")) if any(gone) else Rendered()

    def _remember(self, message: int) -> None:
        self._shared[message] = None
        if len(self._shared) > REMEMBERED:
            self._shared.popitem(last=False)


def _changed(standings: Sequence[Standing]) -> bool:
    changed = (State.QUOTE_STANDS, State.QUOTE_GONE)
    return any(standing.state in changed for standing in standings)


def _impossible(kind: str) -> QuestionError:
    return QuestionError(f"not shared: {kind}", hint="", kind=kind)


def _with_button(message: discord.Message | None, *, used: bool) -> Rendered:
    """The message as it is, but for the button."""
    if message is None:  # pragma: no cover - a button stands below a message
        raise RuntimeError("a press without a message")
    view = ui.LayoutView.from_message(message, timeout=None)
    for item in view.walk_children():
        if used and isinstance(item, ui.Button) and (item.custom_id or "").startswith(SHARE):
            item.label, item.disabled = say("shared"), True
    view.stop()
    return Rendered(view=view)
