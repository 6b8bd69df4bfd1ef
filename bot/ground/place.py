"""Where a question is asked, and who will see the answer: all that decides its scope."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import discord

from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    Channel: TypeAlias = discord.abc.GuildChannel | discord.Thread

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """A server's channel, or, with neither, a direct message.

    ``channel`` is the parent of a thread, and None where it could not be told. ``private``: only
    the asker sees the answer. ``roles`` are those of the asker.
    """

    server: int | None = None
    channel: int | None = None
    roles: frozenset[int] = frozenset()
    private: bool = False


DIRECT = Place(private=True)


def place_of(interaction: discord.Interaction, *, private: bool) -> Place:
    """Where a command was used.

    Where only its user has installed the application, the server has no say: that is as a direct
    message.
    """
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return DIRECT
    roles = roles_of(interaction.user)
    return Place(interaction.guild_id, _room(interaction.channel), roles, private)


def place_in(message: discord.Message, channel: object) -> Place:
    """Where a message of ``channel`` stands. All there see the answer, so no role counts."""
    return Place(message.guild.id, _room(channel)) if message.guild else DIRECT


def server_of(interaction: discord.Interaction) -> int:
    """The server in which a command was used.

    :raises QuestionError: there is none: it was used in a direct message.
    """
    if interaction.guild_id is None:
        raise QuestionError(
            "This isn't a server.", hint="Use this command in one.", kind="no-server"
        )
    return interaction.guild_id


def roles_of(user: discord.abc.User) -> frozenset[int]:
    """The ids of a member's roles; none of anybody else's."""
    return _ids(user.roles) if isinstance(user, discord.Member) else frozenset()


def _ids(roles: Iterable[discord.Role]) -> frozenset[int]:
    return frozenset(role.id for role in roles)


def _room(channel: object) -> int | None:
    """The channel that rules are made for: of a thread, its parent; None, if we cannot tell."""
    if isinstance(channel, discord.Thread):
        return channel.parent_id
    return channel.id if isinstance(channel, discord.abc.GuildChannel) else None
