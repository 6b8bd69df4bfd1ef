"""Provide a tiny discord.py client that tests the stand-in, before any bot is tested with it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import discord
from discord import app_commands

NOBODY = discord.AllowedMentions.none()
NAMES = ("berlin", "bern", "rome")


class Plain(discord.Client):
    """A client that repeats what it is asked, in every way in which a bot can answer."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        modest = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(intents=intents or modest)
        self._connection.guild_ready_timeout = 0.05
        self.tree = app_commands.CommandTree(self)
        self.heard: list[str] = []
        self.tree.add_command(ask)
        self.tree.add_command(grow)
        self.tree.add_command(capital)
        self.tree.add_command(quote_this)

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait five seconds before identifying again."""

    async def on_message(self, message: discord.Message) -> None:
        """Record a message, and reply to it if it is a mention or direct."""
        if message.author == self.user:
            return
        self.heard.append(message.content)
        if message.guild is None or self.user in message.mentions:
            await message.reply(f"heard: {message.content}", allowed_mentions=NOBODY)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer a button or a form."""
        if interaction.type is discord.InteractionType.component:
            await interaction.response.edit_message(content="pressed")
        elif interaction.type is discord.InteractionType.modal_submit:
            await interaction.response.send_message(f"filled: {interaction.data}"[:2000])


@app_commands.command(description="Ask")
async def ask(interaction: discord.Interaction, question: str, private: bool = False) -> None:
    """Defer, then answer with an embed and a button."""
    await interaction.response.defer(ephemeral=private, thinking=True)
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="More", custom_id="more"))
    embed = discord.Embed(title="Title", description=question)
    edit = interaction.edit_original_response
    with contextlib.suppress(discord.NotFound):
        await edit(content="@everyone", embed=embed, view=view, allowed_mentions=NOBODY)


@app_commands.command(description="A form, or a file after the answer")
async def grow(interaction: discord.Interaction, form: bool) -> None:
    """Open a form, or answer and follow up with a file."""
    if form:
        modal = discord.ui.Modal(title="Form", custom_id="form")
        modal.add_item(discord.ui.TextInput(label="Question", custom_id="question"))
        await interaction.response.send_modal(modal)
        return
    await interaction.response.send_message("@here <@&5>")
    await interaction.followup.send("more", file=discord.File(Path(__file__)), ephemeral=True)


@app_commands.command(description="Suggests")
async def capital(interaction: discord.Interaction, name: str) -> None:
    """Repeat the name that was chosen."""
    await interaction.response.send_message(name)


@capital.autocomplete("name")
async def _suggest(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=n, value=n) for n in NAMES if n.startswith(typed)]


@app_commands.context_menu(name="Quote this")
async def quote_this(interaction: discord.Interaction, message: discord.Message) -> None:
    """Repeat the message in a layout."""
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.Container(discord.ui.TextDisplay(f"you mean: {message.content}")))
    await interaction.response.defer()
    await interaction.edit_original_response(view=view)
