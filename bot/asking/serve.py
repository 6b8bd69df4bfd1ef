"""The shapes of what the client does for commands and buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import discord
from discord import app_commands

from bot.render.layout import Rendered

Serve: TypeAlias = Callable[
    [discord.Interaction, Callable[[], Awaitable[Rendered]], bool], Awaitable[None]
]
"""Acknowledge an interaction, await the work, and show what it made; privately, if True."""

Toil: TypeAlias = Callable[[discord.Interaction, Callable[[], Awaitable[object]]], Awaitable[None]]
"""Acknowledge an interaction privately, and await long work that edits its own final message."""

Press: TypeAlias = Callable[[discord.Interaction, str], Awaitable[None]]
"""Do what a button is for; the text is its custom id."""

Command: TypeAlias = "app_commands.Command[Any, ..., None]"

STILL_SO = "Is this still so?"
CHECK = "Check this quote"
