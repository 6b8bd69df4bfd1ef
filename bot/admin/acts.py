"""Hold what a maintainer did: what is shown, and what the audit log says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.admin.audit import Act

if TYPE_CHECKING:
    import discord

    from bot.render.layout import Rendered


class Done(NamedTuple):
    """What a maintainer is shown, and what the audit log says came of it."""

    rendered: Rendered
    outcome: str


def act_of(interaction: discord.Interaction, verb: str, **arguments: str) -> Act:
    """What somebody is about to do; what comes of it is not known yet."""
    given = {name: value for name, value in arguments.items() if value}
    return Act(verb, "", interaction.user.id, interaction.guild_id, given)
