"""What the buttons below an answer and a refusal do, each for whoever pressed it, and alone.

What is shown is looked up again when a button is pressed, in what stands open to that person in
that place then: nothing is remembered, and nobody sees by a button what they could not ask for.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from bot.asking.offer import offer_at
from bot.asking.reply import calmly
from bot.features.ask_a_human import Helpers
from bot.features.share import Sharing
from bot.ground.place import place_of
from bot.render import button_kinds
from bot.render.answer import render_answer, render_further
from bot.render.context import render_context
from bot.render.layout import render_notice
from bot.render.nearest import render_nearest
from bot.render.pointer_codec import opening_in
from bot.render.read_back import citations_of, question_in_ours, question_recalled
from bot.speech.say import say
from index.answering.quoting import further
from index.citations.citation import cites

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import discord

    from bot.asking.serve import Press, Serve
    from bot.features.services import Service
    from bot.ground.place import Place
    from bot.render.button_kinds import ButtonKind
    from bot.render.layout import Rendered
    from index.citations.citation import Citation
    from index.types import Answer

    Work: TypeAlias = Callable[[discord.Interaction, str], Awaitable[Rendered]]


def presses(service: Service, serve: Serve, serve_in_place: Serve) -> dict[ButtonKind, Press]:
    """What is done for each button, by its kind.

    ``serve`` answers with a message that only who pressed sees, ``serve_in_place`` by changing
    the message below which it was pressed.
    """
    deeds = _Deeds(service)
    helpers, sharing = Helpers(service), Sharing(service)
    alone: dict[ButtonKind, Work] = {
        button_kinds.OPENS: deeds.context,
        button_kinds.MORE: deeds.more,
        button_kinds.NEAREST: deeds.nearest,
        button_kinds.HUMAN: helpers.asked_for,
    }
    in_place: dict[ButtonKind, Work] = {
        button_kinds.TURNS: deeds.context,
        button_kinds.SHARE: sharing.pressed,
        button_kinds.HUMAN_YES: helpers.confirmed,
    }
    found = {kind: _press(serve, work) for kind, work in alone.items()}
    return found | {kind: _press(serve_in_place, work) for kind, work in in_place.items()}


def _press(serve: Serve, work: Work) -> Press:
    async def press(interaction: discord.Interaction, name: str) -> None:
        await serve(interaction, partial(work, interaction, name), True)

    return press


class _Deeds:
    """Those that only show something."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def context(self, interaction: discord.Interaction, name: str) -> Rendered:
        """A page around what was quoted, or what has become of it."""
        opening = opening_in(_message(interaction), name)
        if opening is None:
            return render_notice(say("no-citation"))
        place = place_of(interaction, private=True)
        asker = self._service.asker

        async def looked_up() -> Rendered:
            pointer = opening.pointers[opening.index]
            return render_context(await asker.context(pointer, opening.number, place), opening)

        return await calmly(looked_up)

    async def more(self, interaction: discord.Interaction, _name: str) -> Rendered:
        """The quotes that come next to those that were shown."""
        shown = citations_of(_message(interaction))
        return await self._again(interaction, lambda answer, _: _further(answer, shown))

    async def nearest(self, interaction: discord.Interaction, _name: str) -> Rendered:
        """The passages that come nearest; by now, perhaps, an answer."""

        def shown(answer: Answer, place: Place) -> Rendered:
            if answer.abstained:
                return render_nearest(answer)
            return render_answer(answer, offer_at(place, self._service.house), say("by-now"))

        return await self._again(interaction, shown)

    async def _again(
        self, interaction: discord.Interaction, shown: Callable[[Answer, Place], Rendered]
    ) -> Rendered:
        """Ask again what the message was an answer to, for whoever pressed."""
        message, place = _message(interaction), place_of(interaction, private=True)

        async def asked() -> Rendered:
            question = question_recalled(message)
            return shown(await self._service.asker.answer(question, place), place)

        return await calmly(asked, secret=question_in_ours(message))


def _further(answer: Answer, shown: list[Citation]) -> Rendered:
    if answer.abstained:
        return render_notice(say("answers-no-longer"))
    others = [q for q in answer.candidates if not any(cites(citation, q) for citation in shown)]
    quotes = further(answer, others)
    return render_further(answer, quotes) if quotes else render_notice(say("no-further-quotes"))


def _message(interaction: discord.Interaction) -> discord.Message:
    if interaction.message is None:  # pragma: no cover - a button stands below a message
        raise RuntimeError("a press without a message")
    return interaction.message
