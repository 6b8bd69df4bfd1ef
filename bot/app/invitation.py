"""Invite the bot to a server with the permissions that it needs, and no others."""

from __future__ import annotations

import discord

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    read_message_history=True,  # without it, Discord refuses a reply
    create_public_threads=True,  # in which a human is asked
)


def invitation(application: int) -> str:
    """Return the address where the owner of a server lets the bot in."""
    return discord.utils.oauth_url(
        application, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
    )
