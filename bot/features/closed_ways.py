"""Find out whether a way to ask is open where it is used, and say so where it is not."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.render.layout import render_lines, render_notice
from bot.servers.house_rules import Customs, Way
from bot.speech.say import say
from index.errors import QuothError

if TYPE_CHECKING:
    import discord

    from bot.features.services import Service
    from bot.render.layout import Rendered

log = logging.getLogger(__name__)

NAMES = {  # the texts that name a way
    Way.COMMAND: "way-command",
    Way.MENTION: "way-mention",
    Way.REPLY: "way-reply",
    Way.THREAD: "way-thread",
    Way.CHANNEL: "way-channel",
    Way.FORUM: "way-forum",
    Way.MENU: "way-menu",
}


def customs_at(interaction: discord.Interaction, service: Service) -> Customs:
    """Read the house rules that hold for an interaction.

    None hold for people who use the application on a server that has not installed it.

    :raises SettingsError: they cannot be read.
    """
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return Customs()
    return service.house.customs(interaction.guild_id)


def is_open(interaction: discord.Interaction, way: Way, service: Service) -> bool:
    """Return whether this person may ask by this way; False if the rules cannot be read."""
    return closed(interaction, way, service) is None


def closed(interaction: discord.Interaction, way: Way, service: Service) -> Rendered | None:
    """Say that a way to ask is closed here, to the person who uses it; None where it is open.

    Nothing here waits for long, so it can be called before the interaction is acknowledged.
    """
    if is_direct(interaction) and not service.direct:
        return render_lines([say("direct-closed")])
    try:
        allowed = customs_at(interaction, service).allow(way)
    except QuothError as error:
        log.error("a question was not answered: %s (%s)", error.message, error.hint)
        return render_notice(say("failed"))
    return None if allowed else render_lines([say("way-closed", way=say(NAMES[way]))])


def is_direct(interaction: discord.Interaction) -> bool:
    """Return whether it is used in direct messages with the bot, not between other people."""
    return interaction.guild_id is None and not interaction.context.private_channel
