"""Admit commands, buttons and messages, hold them to the limits, and note who asks."""

from __future__ import annotations

import math
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import discord

from bot.asking.recording import Asking
from bot.ground.costs import Cost
from bot.ground.place import DIRECT as IN_DIRECT_MESSAGES
from bot.ground.place import Place, place_of
from bot.health.metrics import QUESTIONS, TURNED_AWAY
from bot.ledger import Asked, AskOutcome
from bot.ledger.entries import BUTTON, DIRECT
from bot.render.layout import render_lines
from bot.sending import delivery
from bot.servers.blocklist import Blockable
from bot.servers.house_rules import Way
from bot.speech.say import say
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from bot.asking.blocks import Blocks, TurnedAway
    from bot.asking.rate_limits import Held, Limits
    from bot.ledger import Ledger
    from bot.render.layout import Rendered


@dataclass(slots=True)
class Call:
    """Whether people were called; a call that was not made does not count."""

    made: bool = False


class Admission:
    """Admit what may be asked now; tell others when to come back."""

    def __init__(self, limits: Limits, calls: Limits, ledger: Ledger, blocks: Blocks) -> None:
        """``limits`` are those of questions, ``calls`` those of calling people."""
        self.blocks = blocks
        self._limits = limits
        self._calls = calls
        self._ledger = ledger

    async def admits(self, interaction: discord.Interaction, cost: Cost | None) -> bool:
        """Admit a command or a press; if it must wait, tell its person privately.

        Without a declared ``cost``, it costs as much as a question. One that may call people is
        admitted only while a call is left; the call itself counts when it is made: see ``calling``.
        """
        if cost is Cost.RIGHT:
            return True
        if await self._turned_away(interaction):
            return False
        if cost is Cost.FREE:
            return True
        held, said = await self._limits.admit_everywhere(**_ids(interaction)), slower
        if held is None and cost is Cost.HUMAN:
            held, said = self._calls.would_hold(**_rooms(interaction)), no_call_left
        if held is None:
            return True
        await self._note(held, place_of(interaction, private=True), _way_of(interaction))
        with delivery.undelivered():
            await delivery.say_privately(interaction, said(held))
        return False

    async def _turned_away(self, interaction: discord.Interaction) -> bool:
        """Tell blocked people privately that they are blocked; suggest nothing while they type."""
        block = self.blocks.of(interaction.user.id, interaction.guild_id)
        if block is None:
            return False
        TURNED_AWAY.inc()
        with delivery.undelivered():
            if interaction.type is discord.InteractionType.autocomplete:
                await interaction.response.autocomplete([])
            else:
                await delivery.say_privately(interaction, turned_away(block))
        return True

    async def ignores(self, message: discord.Message) -> bool:
        """Return whether a message is left unread, since its author or its server is blocked.

        That is said in a direct message only, where nobody else sees it, and once in a while.
        """
        block = self.blocks.of(message.author.id, message.guild.id if message.guild else None)
        if block is None:
            return False
        if message.guild is None and self.blocks.may_tell(message.author.id):
            with delivery.undelivered():
                await delivery.reply(message, turned_away(block))
        return True

    @asynccontextmanager
    async def calling(self, interaction: discord.Interaction) -> AsyncIterator[Call]:
        """Allow people to be called once within it; unless ``made`` is set, it costs nothing.

        :raises QuestionError: no call is left; it says when one will be.
        """
        ids, one = _rooms(interaction), Call()
        if held := await self._calls.admit_everywhere(**ids):
            await self._note(held, place_of(interaction, private=True), BUTTON)
            kind = _kind(held)
            raise QuestionError(kind, hint="", kind=kind, values={"when": _hour(held)})
        try:
            yield one
        finally:
            if not one.made:
                await self._calls.give_back_everywhere(**ids)

    def asking(self, interaction: discord.Interaction) -> Asking:
        """Say who asks by a command or a button, to be noted with what comes of it."""
        return Asking(_way_of(interaction), interaction.user.id, self._ledger)

    async def admits_message(self, message: discord.Message, way: str) -> Asking | None:
        """Admit a message that asks; None if it must wait, which is said once in a while.

        ``way`` is the way by which it asks, if that is known.
        """
        way = way or way_of(message)
        server = message.guild.id if message.guild else None
        held = await self._limits.admit_everywhere(
            person=message.author.id, channel=message.channel.id, server=server
        )
        if held is None:
            return Asking(way, message.author.id, self._ledger, message.id)
        place = Place(server, message.channel.id) if server else IN_DIRECT_MESSAGES
        await self._note(held, place, way, message.id)
        if self._limits.may_tell(held):
            with delivery.undelivered():
                await delivery.reply(message, slower(held))
        return None

    def is_deaf_to(self, message: discord.Message) -> bool:
        """Return whether to ignore ``message`` unread: it is over the limit, and that was said."""
        server = message.guild.id if message.guild else None
        held = self._limits.would_hold(
            person=message.author.id, channel=message.channel.id, server=server
        )
        return held is not None and self._limits.was_told(held)

    async def _note(self, held: Held, place: Place, way: str, message: int | None = None) -> None:
        if held.whose == "person":
            await self.blocks.strike(held.id)
        QUESTIONS.labels(way, AskOutcome.LIMITED, held.whose, "").inc()
        self._ledger.note(Asked(place, way, AskOutcome.LIMITED, held.whose, message=message))


def turned_away(block: TurnedAway) -> Rendered:
    """Say that somebody is blocked, and until when."""
    person, when = block.whose is Blockable.PERSON, f"<t:{block.until}:R>"
    if block.automatic:
        line = say("blocked-limits", when=when)
    elif block.for_good:
        line = say("blocked-person" if person else "blocked-server")
    else:
        line = say("blocked-person-until" if person else "blocked-server-until", when=when)
    return render_lines([line])


def slower(held: Held) -> Rendered:
    """Say that a limit was exceeded, and when to ask again, as the reader's Discord shows times."""
    text = "limited-person" if held.whose == "person" else "limited-place"
    return render_lines([say(text, when=_hour(held))])


def no_call_left(held: Held) -> Rendered:
    """Say that the limit on calls was exceeded, and when people can be called again."""
    return render_lines([say(f"error-{_kind(held)}", when=_hour(held))])


def _kind(held: Held) -> str:
    return "humans-person" if held.whose == "person" else "humans-place"


def _hour(held: Held) -> str:
    return f"<t:{math.ceil(time.time() + held.seconds)}:R>"


def way_of(message: discord.Message) -> str:
    """Return the way by which a message asks, as far as the message itself shows it."""
    if message.guild is None:
        return DIRECT
    return Way.REPLY if message.reference is not None else Way.MENTION


def _way_of(interaction: discord.Interaction) -> str:
    if interaction.type is discord.InteractionType.component:
        return BUTTON
    return Way.COMMAND if _data(interaction).get("type", 1) == 1 else Way.MENU


def _ids(interaction: discord.Interaction) -> dict[str, int | None]:
    return {
        "person": interaction.user.id,
        "channel": interaction.channel_id,
        "server": interaction.guild_id,
    }


def _rooms(interaction: discord.Interaction) -> dict[str, int | None]:
    """Count a thread as its channel: the limit would not hold if each thread had its own."""
    room = place_of(interaction, private=True).channel
    return _ids(interaction) | ({} if room is None else {"channel": room})


def _data(interaction: discord.Interaction) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", interaction.data or {})
