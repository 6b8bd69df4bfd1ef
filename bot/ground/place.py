"""Describe where a question is asked and who will see the answer, which decide its scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import discord

from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    Channel: TypeAlias = discord.abc.GuildChannel | discord.Thread


@dataclass(frozen=True, slots=True)
class Place:
    """A channel of a server; without both, a direct message.

    ``channel`` is the parent if the question is asked in a thread, and None if it is unknown.
    ``private``: only the asker sees the answer. ``roles`` are the asker's.
    """

    server: int | None = None
    channel: int | None = None
    roles: frozenset[int] = frozenset()
    private: bool = False


DIRECT = Place(private=True)


def place_of(interaction: discord.Interaction, *, private: bool) -> Place:
    """Return the place where a command was used.

    It counts as a direct message if only the user has installed the application: then the server's
    rules do not apply.
    """
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return DIRECT
    roles = roles_of(interaction.user)
    return Place(interaction.guild_id, _room(interaction.channel), roles, private)


def place_in(message: discord.Message, channel: object) -> Place:
    """Return the place of a message in ``channel``, without roles: the answer is public."""
    return Place(message.guild.id, _room(channel)) if message.guild else DIRECT


def server_of(interaction: discord.Interaction) -> int:
    """Return the id of the server in which a command was used.

    :raises QuestionError: it was used in a direct message.
    """
    if interaction.guild_id is None:
        raise QuestionError(
            "This isn't a server.", hint="Use this command in one.", kind="no-server"
        )
    return interaction.guild_id


def roles_of(user: discord.abc.User) -> frozenset[int]:
    """Return the ids of a member's roles; none for a user who is not a member."""
    return _ids(user.roles) if isinstance(user, discord.Member) else frozenset()


def _ids(roles: Iterable[discord.Role]) -> frozenset[int]:
    return frozenset(role.id for role in roles)


def _room(channel: object) -> int | None:
    """Return the id of the channel that rules apply to, a thread's parent; None if unknown."""
    if isinstance(channel, discord.Thread):
        return channel.parent_id
    return channel.id if isinstance(channel, discord.abc.GuildChannel) else None
