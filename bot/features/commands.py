"""What people can type and right-click: /ask, /check, /help, "Is this still so?", everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.asking.reply import check_quote, objection, reply_to, show_help, still_so
from bot.asking.serve import CHECK, STILL_SO, Command, Serve
from bot.features.answer_this import answer_this
from bot.features.closed_ways import closed
from bot.features.privacy import privacy_commands
from bot.features.source_choices import source_choices
from bot.ground.costs import Cost, costs
from bot.ground.place import place_of
from bot.listening.previous_turn import turn_in_room
from bot.listening.quoted_text import quoted_in
from bot.render.read_back import citations_of
from bot.sending.delivery import say_privately
from bot.servers.house_rules import Way

if TYPE_CHECKING:
    from bot.asking.asker import Asker
    from bot.features.services import Service
    from bot.render.layout import Rendered

MAX_QUESTION_CHARACTERS = 300
MAX_SOURCE_NAME_CHARACTERS = 100  # of a source
MAX_QUOTE_CHARACTERS = 2_000


def all_commands(service: Service, serve: Serve) -> list[Command | app_commands.ContextMenu]:
    """The commands, each of which hands its work to ``serve(interaction, work, private)``."""
    asker = service.asker
    commands: list[Command | app_commands.ContextMenu] = [
        _ask(service, serve),
        answer_this(service, serve),
        _help(asker, serve),
        _still_so(asker, serve),
        _check(asker, serve),
        _check_message(asker, serve),
        *privacy_commands(service, serve),
    ]
    for command in commands:
        # Said outright: left alone, Discord's defaults decide, and they differ by age of the app.
        command.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
        command.allowed_contexts = app_commands.AppCommandContext(
            guild=True, dm_channel=True, private_channel=True
        )
    return commands


def _ask(service: Service, serve: Serve) -> Command:
    @app_commands.command(
        name="ask",
        description="Ask a question; the answer is in the sources' own words",
        extras=costs(Cost.QUESTION),
    )
    @app_commands.describe(
        question="What you want to know",
        source="Only from this source (default: all)",
        private="Only you see the answer (default: no)",
    )
    async def ask(
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, MAX_QUESTION_CHARACTERS],
        source: app_commands.Range[str, 1, MAX_SOURCE_NAME_CHARACTERS] | None = None,
        private: bool = False,
    ) -> None:
        if wrong := closed(interaction, Way.COMMAND, service) or objection(question):
            await say_privately(interaction, wrong)
            return
        place, only = place_of(interaction, private=private), source or ""
        asker, house = service.asker, service.house

        async def answered() -> Rendered:
            turn = await turn_in_room(interaction, question)
            asking = service.door.asking(interaction)
            return await reply_to(
                question, asker, place, turn, source=only, house=house, asking=asking
            )

        await serve(interaction, answered, private)

    @ask.autocomplete("source")
    async def suggest(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await source_choices(interaction, typed, service)

    return ask


def _help(asker: Asker, serve: Serve) -> Command:
    @app_commands.command(
        name="help",
        description="How to ask, and what an answer promises",
        extras=costs(Cost.FREE),
    )
    async def help_(interaction: discord.Interaction) -> None:
        place = place_of(interaction, private=True)
        await serve(interaction, lambda: show_help(asker, place), True)

    return help_


def _still_so(asker: Asker, serve: Serve) -> app_commands.ContextMenu:
    async def still(interaction: discord.Interaction, message: discord.Message) -> None:
        await serve(interaction, lambda: looked_up_again(interaction, message, asker), True)

    return app_commands.ContextMenu(name=STILL_SO, callback=still, extras=costs(Cost.QUESTION))


def _check(asker: Asker, serve: Serve) -> Command:
    @app_commands.command(
        name="check",
        description="Is this quote in the sources, word for word?",
        extras=costs(Cost.QUESTION),
    )
    @app_commands.describe(text="The quote to check")
    async def check(
        interaction: discord.Interaction, text: app_commands.Range[str, 1, MAX_QUOTE_CHARACTERS]
    ) -> None:
        place = place_of(interaction, private=True)
        await serve(interaction, lambda: check_quote(text, asker, place), True)

    return check


def _check_message(asker: Asker, serve: Serve) -> app_commands.ContextMenu:
    async def check(interaction: discord.Interaction, message: discord.Message) -> None:
        place = place_of(interaction, private=True)
        text = quoted_in(message)
        await serve(interaction, lambda: check_quote(text, asker, place), True)

    return app_commands.ContextMenu(name=CHECK, callback=check, extras=costs(Cost.QUESTION))


async def looked_up_again(
    interaction: discord.Interaction, message: discord.Message, asker: Asker
) -> Rendered:
    """What has become of what a message of ours cited; of others' messages nothing is believed."""
    ours = message.author.id == interaction.application_id
    citations = citations_of(message) if ours else []
    place = place_of(interaction, private=True)
    return await still_so(citations, message.created_at.date(), asker, place)
