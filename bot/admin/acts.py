"""The outcome of a maintainer's act: what is shown, and what the audit log says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.admin.audit import Act

if TYPE_CHECKING:
    import discord

    from bot.render.layout import Rendered


class Done(NamedTuple):
    """The text for the maintainer, and the outcome for the audit log."""

    rendered: Rendered
    outcome: str


def act_of(interaction: discord.Interaction, verb: str, **arguments: str) -> Act:
    """Begin the record of an act; its outcome is not known yet."""
    given = {name: value for name, value in arguments.items() if value}
    return Act(verb, "", interaction.user.id, interaction.guild_id, given)
