"""Which messages are questions to us, and what they ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from discord.abc import User

# Mentions of users, roles and channels, custom emoji, times: markup, not words of a question.
MARKUP = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:)-?\d+(?::\w)?>|</[^:>]+:\d+>|<id:\w+>")
SPOKEN = (discord.MessageType.default, discord.MessageType.reply)


def question_in(message: discord.Message, me: User) -> str | None:
    """What ``message`` asks us: "" when it calls us and asks nothing, None when it is not for us.

    Only a direct message, or one that mentions us by name, which a reply to us with its ping does.
    @everyone and roles are not our name. Discord gives us the content of no other message.
    """
    if message.author.bot or message.webhook_id is not None or message.type not in SPOKEN:
        return None
    if message.guild is not None and me.id not in {user.id for user in message.mentions}:
        return None
    return " ".join(MARKUP.sub(" ", message.content).split())
