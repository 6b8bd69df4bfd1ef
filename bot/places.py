"""Where a question is asked, and who will see the answer: all that decides its scope."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from collections.abc import Iterable

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


async def place_of_message(message: discord.Message) -> Place:
    """Where a message stands. Its answer is for everybody there, so no role counts."""
    if message.guild is None:
        return DIRECT
    channel = _room(message.channel)
    if channel is None:
        channel = await _asked_discord(message)
    return Place(message.guild.id, channel)


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


async def _asked_discord(message: discord.Message) -> int | None:
    """The channel of a message in a thread that we had not heard of."""
    try:
        return _room(await message.guild.fetch_channel(message.channel.id))  # type: ignore[union-attr]
    except (discord.DiscordException, OSError) as error:
        log.warning("a channel could not be looked up (%s)", type(error).__name__)
        return None
