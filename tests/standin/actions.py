"""Act as people do: write, type commands, press buttons, right-click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.standin.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL_SUBMIT,
    Interaction,
    command_data,
    component_data,
    interaction_payload,
    menu_data,
    modal_data,
)
from tests.standin.people import Channel, Json, Person, World

if TYPE_CHECKING:
    from tests.standin.changes import Changes
    from tests.standin.gateway import Gateway
    from tests.standin.messages import Message, Messages
    from tests.standin.routes import Routes
    from tests.standin.webhooks import Webhooks


class Actions:
    """The actions of people on the stand-in; each returns an object that a test can wait on."""

    world: World
    gateway: Gateway
    messages: Messages
    _changes: Changes
    _routes: Routes
    _webhooks: Webhooks

    @property
    def bot(self) -> Person:
        """Return the bot, as a person."""
        return self.world.bot

    @property
    def channel(self) -> Channel:
        """Return the usual channel."""
        return self.world.channel

    @property
    def commands(self) -> list[Json]:
        """Return the commands that the bot has registered, global ones and those of the server."""
        return [command for place in self._routes.commands.values() for command in place]

    def person(self, name: str, *, locale: str = "en-US") -> Person:
        """Add a person."""
        return self.world.add(Person(name, locale))

    async def slash(
        self,
        person: Person,
        command: str,
        /,
        *,
        dm: bool = False,
        at: Channel | None = None,
        alone: bool = False,
        **options: Any,
    ) -> Interaction:
        """Send ``/command option: value …``; write a subcommand as "group sub".

        ``at`` is another channel than the usual one. ``alone``: only this person has installed the
        application.
        """
        data = command_data(self.commands, command, options, world=self.world)
        return await self._interact(COMMAND, data, person, dm=dm, at=at, alone=alone)

    async def autocomplete(
        self,
        person: Person,
        command: str,
        focused: str,
        /,
        typed: str = "",
        *,
        at: Channel | None = None,
        dm: bool = False,
        **options: Any,
    ) -> Interaction:
        """Type into an option; ``await interaction.choices()`` returns the suggestions."""
        data = command_data(self.commands, command, options | {focused: typed}, focused)
        return await self._interact(AUTOCOMPLETE, data, person, at=at, dm=dm)

    async def context_menu(
        self,
        person: Person,
        command: str,
        target: Message | Person,
        *,
        dm: bool = False,
        at: Channel | None = None,
        alone: bool = False,
    ) -> Interaction:
        """Right-click a message or a person and choose Apps, then ``command``."""
        data = menu_data(self.commands, command, target)
        return await self._interact(COMMAND, data, person, dm=dm, at=at, alone=alone)

    async def press(
        self, person: Person, message: Message, custom_id: str, *, values: list[str] | None = None
    ) -> Interaction:
        """Press a button, or choose ``values`` in a select menu."""
        data = component_data(message, custom_id, values)
        at = self.world.channels[message["channel_id"]]
        return await self._interact(COMPONENT, data, person, at=at, pressed=message)

    async def submit(self, person: Person, opener: Interaction, /, **fields: str) -> Interaction:
        """Fill in and send the form that answered ``opener``."""
        data = modal_data(await opener.form(), fields)
        dm = opener.channel.guild_id is None
        return await self._interact(MODAL_SUBMIT, data, person, dm=dm, opener=opener)

    async def says(
        self,
        person: Person,
        text: str,
        *,
        reply_to: Message | None = None,
        ping: bool = True,
        dm: bool = False,
        at: Channel | None = None,
    ) -> Message:
        """Write a message; ``<@bot>`` becomes a mention of the bot, ``ping`` is that of a reply."""
        body: Json = {"content": text.replace("<@bot>", self.bot.mention)}
        if reply_to is not None:
            body["message_reference"] = {"message_id": reply_to.id}
        if not ping:
            parse = ["users", "roles", "everyone"]
            body["allowed_mentions"] = {"parse": parse, "replied_user": False}
        channel = self.world.dm(person) if dm else at or self.channel
        message = self.messages.create(channel, person, body)
        await self.gateway.announce(message, "MESSAGE_CREATE")
        return message

    async def _interact(
        self,
        kind: int,
        data: Json,
        person: Person,
        *,
        dm: bool = False,
        at: Channel | None = None,
        alone: bool = False,
        pressed: Message | None = None,
        opener: Interaction | None = None,
    ) -> Interaction:
        assert self.gateway.has_session, "no bot has connected: await discord.connected() first"
        channel = self.world.dm(person) if dm else at or self.channel
        interaction = Interaction(kind, data, person, channel, self._changes)
        interaction.installed_by = person if alone else None
        interaction.component_message, interaction.opener = pressed, opener
        self._webhooks.by_token[interaction.token] = interaction
        payload = interaction_payload(interaction, self.world)
        await self.gateway.dispatch(
            "INTERACTION_CREATE", payload, guild_id=channel.guild_id, intent=0
        )
        return interaction
