"""Define a feature: one thing that people can do, with its commands and its buttons.

A client is made of features: it adds the commands of each, and hands each press of a button to
the feature whose kind of button it is. A kind (``bot.render.button_kinds``) holds the prefix, the
cost and the label of its buttons, since messages are drawn below this layer.

Buttons are not ``discord.ui.DynamicItem``, which also matches custom ids. discord.py logs and drops
an exception in such an item, so that its press would never be answered, where ``QuothClient`` ends
every interaction. It rebuilds the view of the message for each press, and ignores a press whose
button it does not find there. And its items reach our objects only through ``interaction.client``.
A ``Feature`` that is given what it needs is simpler.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from discord import app_commands

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    import discord

    from bot.features.services import Service
    from bot.render.button_kinds import ButtonKind
    from bot.render.layout import Rendered

    Command: TypeAlias = app_commands.Command[Any, ..., None]
    AnyCommand: TypeAlias = Command | app_commands.Group | app_commands.ContextMenu
    Press: TypeAlias = Callable[[discord.Interaction, str], Awaitable[None]]
    Work: TypeAlias = Callable[[discord.Interaction, str], Awaitable[Rendered]]

Shown = TypeVar("Shown", bound="AnyCommand")


class Host(Protocol):
    """What a feature needs of the client that it belongs to."""

    @property
    def service(self) -> Service:
        """The objects that answer and record, shared by all clients."""
        ...

    async def serve(
        self,
        interaction: discord.Interaction,
        work: Callable[[], Awaitable[Rendered]],
        private: bool,
        *,
        in_place: bool = False,
    ) -> None:
        """Acknowledge an interaction, await ``work``, and show what it made.

        ``private``: only to the person who used it; ``in_place``: by changing the message below
        which a button was pressed.
        """
        ...

    async def serve_long(
        self, interaction: discord.Interaction, work: Callable[[], Awaitable[object]]
    ) -> None:
        """Acknowledge privately, and await long ``work`` that edits its own final message."""
        ...


class Feature:
    """One thing that people can do. Subclasses say by which commands and which buttons."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.service = host.service

    def commands(self) -> Sequence[AnyCommand]:
        """Make the commands, to be added to a command tree."""
        return ()

    def buttons(self) -> Mapping[ButtonKind, Press]:
        """Say what to do when a button of a kind is pressed, given the press and the custom id."""
        return {}

    def privately(self, work: Work) -> Press:
        """Answer a press with a message that only the person who pressed sees."""
        return partial(self._press, work, False)

    def in_place(self, work: Work) -> Press:
        """Answer a press by changing the message below which the button is."""
        return partial(self._press, work, True)

    async def _press(
        self, work: Work, in_place: bool, interaction: discord.Interaction, custom_id: str
    ) -> None:
        working = partial(work, interaction, custom_id)
        await self.host.serve(interaction, working, True, in_place=in_place)


def everywhere(command: Shown) -> Shown:
    """Offer a command in servers, direct messages and group chats, however the app is installed.

    Discord's own defaults differ by the age of the application, so they are not left to decide.
    """
    command.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
    command.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=True, private_channel=True
    )
    return command


def message_of(interaction: discord.Interaction) -> discord.Message:
    """Return the message below which a button was pressed."""
    if interaction.message is None:  # pragma: no cover - the client ignores a press without one
        raise RuntimeError("a press without a message")
    return interaction.message
