"""What people can type: /ask, /sources, /help, in servers, direct messages and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from discord import app_commands

from bot.delivery import say_privately
from bot.render import render_help
from bot.replying import list_sources, objection, reply_to

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.asking import Asker
    from bot.render import Rendered

    Serve: TypeAlias = Callable[
        [discord.Interaction, Callable[[], Awaitable[Rendered]], bool], Awaitable[None]
    ]

LONGEST_QUESTION = 300
Command: TypeAlias = "app_commands.Command[Any, ..., None]"


def all_commands(asker: Asker, serve: Serve) -> list[Command]:
    """The commands, each of which hands its work to ``serve(interaction, work, private)``."""
    commands = [_ask(asker, serve), _sources(asker, serve), _help(serve)]
    for command in commands:
        # Said outright: left alone, Discord's defaults decide, and they differ by age of the app.
        command.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
        command.allowed_contexts = app_commands.AppCommandContext(
            guild=True, dm_channel=True, private_channel=True
        )
    return commands


def _ask(asker: Asker, serve: Serve) -> Command:
    @app_commands.command(name="ask", description="Ask, and be answered in the sources' own words")
    @app_commands.describe(
        question="What you want to know", private="Only you see the answer (default: no)"
    )
    async def ask(
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
        private: bool = False,
    ) -> None:
        if wrong := objection(question):
            await say_privately(interaction, wrong)
        else:
            await serve(interaction, lambda: reply_to(question, asker), private)

    return ask


def _sources(asker: Asker, serve: Serve) -> Command:
    @app_commands.command(name="sources", description="What the answers are quoted from")
    async def sources(interaction: discord.Interaction) -> None:
        await serve(interaction, lambda: list_sources(asker), True)

    return sources


def _help(serve: Serve) -> Command:
    async def show_help() -> Rendered:
        return render_help()

    @app_commands.command(name="help", description="How to ask, and what an answer promises")
    async def help_(interaction: discord.Interaction) -> None:
        await serve(interaction, show_help, True)

    return help_
