"""The door: whatever asks comes in here, is held to the limits, and is known to the ledger."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any, cast

import discord

from bot.asking.recording import asked_by
from bot.asking.serve import CHECK, STILL_SO
from bot.ground.place import DIRECT as IN_DIRECT_MESSAGES
from bot.ground.place import Place, place_of
from bot.ledger import Asked, AskOutcome
from bot.ledger.entries import BUTTON, DIRECT
from bot.render import citation_codec
from bot.render.layout import render_lines
from bot.sending import delivery
from bot.servers.house_rules import Way
from bot.speech.say import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.asking.rate_limits import Held, Limits
    from bot.ledger import Ledger
    from bot.render.layout import Rendered

# What makes the index work, by the name of the command, or by how that of the button begins.
# Everything else is free: what maintainers do, help, votes, and turning pages.
ASKING = frozenset({"ask", "check", CHECK, STILL_SO, "Answer this"})
# *Still so?*, *More quotes*, the nearest passages, and the call of a human.
ASKING_AGAIN = (citation_codec.STILL_PREFIX, "mq1:", "nr1:", "hc1:")


class Door:
    """Admits what may be asked now; says to the others when to come back."""

    def __init__(self, limits: Limits, ledger: Ledger) -> None:
        self._limits = limits
        self._ledger = ledger

    async def admits(self, interaction: discord.Interaction) -> bool:
        """Whether a command or a press goes on; where not, its person has been told privately."""
        way = _way_of(interaction)
        asked_by(self._ledger, way, interaction.user.id)
        if not _asks(interaction):
            return True
        held = self._limits.admit(
            person=interaction.user.id, channel=interaction.channel_id, server=interaction.guild_id
        )
        if held is None:
            return True
        self._note(held, place_of(interaction, private=True), way)
        with delivery.undelivered():
            await delivery.say_privately(interaction, slower(held))
        return False

    async def admits_message(self, message: discord.Message, way: str = "") -> bool:
        """Whether a message that asks is answered; where not, it is said at most once a while.

        ``way`` is the one by which it asks, where somebody has found that out.
        """
        way = way or way_of(message)
        asked_by(self._ledger, way, message.author.id)
        server = message.guild.id if message.guild else None
        held = self._limits.admit(
            person=message.author.id, channel=message.channel.id, server=server
        )
        if held is None:
            return True
        place = Place(server, message.channel.id) if server else IN_DIRECT_MESSAGES
        self._note(held, place, way)
        if self._limits.may_tell(held):
            with delivery.undelivered():
                await delivery.reply(message, slower(held))
        return False

    def _note(self, held: Held, place: Place, way: str) -> None:
        self._ledger.note(Asked(place, way, AskOutcome.LIMITED, held.whose))


def slower(held: Held) -> Rendered:
    """That it was too much, and when to ask again: in the words of the reader's own Discord."""
    when = f"<t:{math.ceil(time.time() + held.seconds)}:R>"
    if held.whose == "person":
        return render_lines([say("limited-person", when=when)])
    return render_lines([say("limited-place", when=when)])


def way_of(message: discord.Message) -> str:
    """By which way a message asks, as far as it shows that itself."""
    if message.guild is None:
        return DIRECT
    return Way.REPLY if message.reference is not None else Way.MENTION


def _way_of(interaction: discord.Interaction) -> str:
    if interaction.type is discord.InteractionType.component:
        return BUTTON
    return Way.COMMAND if _data(interaction).get("type", 1) == 1 else Way.MENU


def _asks(interaction: discord.Interaction) -> bool:
    data = _data(interaction)
    if interaction.type is discord.InteractionType.component:
        return str(data.get("custom_id", "")).startswith(ASKING_AGAIN)
    typing = interaction.type is discord.InteractionType.autocomplete
    return not typing and data.get("name") in ASKING


def _data(interaction: discord.Interaction) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", interaction.data or {})
