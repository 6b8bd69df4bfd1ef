"""Admit each slash command and menu entry before it runs, and end those that fail."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.ground.costs import Cost, cost_of
from bot.render.layout import render_notice
from bot.sending import delivery
from bot.speech.say import say, speak_to

if TYPE_CHECKING:
    from bot.app.in_flight import InFlight
    from bot.asking.admission import Admission

log = logging.getLogger(__name__)


class AdmittedCommands(app_commands.CommandTree[discord.Client]):
    """The commands of a client; one that ``admission`` does not admit goes no further.

    Each is ``in_flight`` until it ends, and so are suggestions.
    """

    def __init__(self, client: discord.Client, admission: Admission, in_flight: InFlight) -> None:
        super().__init__(client)
        self._admission = admission
        self._in_flight = in_flight

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Admit a command, or say when to come back; suggestions cost nothing."""
        self._in_flight.join()
        speak_to(interaction.locale)
        typing = interaction.type is discord.InteractionType.autocomplete
        cost = Cost.FREE if typing else cost_of(interaction.command)
        return await self._admission.admits(interaction, cost)

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Log a command that failed, and end its interaction."""
        name = interaction.command.name if interaction.command else "unknown command"
        log.error("/%s failed", name, exc_info=getattr(error, "original", error))
        await delivery.end(interaction, render_notice(say("failed")))
