"""The stand-in itself: starts and stops it, and is what tests talk to."""

from __future__ import annotations

import re
from typing import Any, Self

from aiohttp import web

from tests.standin.changes import Changes
from tests.standin.checks import Checks
from tests.standin.faults import Faults
from tests.standin.gateway import DIRECT_MESSAGES, GUILD_MESSAGES, Gateway
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
from tests.standin.messages import Message, Messages
from tests.standin.people import Channel, Json, Person, World
from tests.standin.rest import API, Request, Rest
from tests.standin.routes import Routes
from tests.standin.webhooks import Webhooks

TOKEN = "MTA.stand-in.not-a-secret"


class Standin:
    """A Discord on loopback: ``async with Standin() as discord``. See the package's docstring."""

    def __init__(self, *, privileged: int = 0, shards: int = 1) -> None:
        """``privileged``: the privileged intents switched on in the developer portal."""
        self.token = TOKEN
        self.world = World()
        self._changes, self._checks = Changes(), Checks()
        changes, checks = self._changes, self._checks
        self.gateway = Gateway(self.world, checks, changes, token=TOKEN, privileged=privileged)
        self.faults = Faults(self.gateway)
        self.messages = Messages(self.world, changes)
        self._webhooks = Webhooks(self.world, self.messages, self._announce)
        self._routes = Routes(self.world, self.messages, self._announce, shards)
        self._rest = Rest(checks, self.faults, changes, TOKEN)
        self._rest.add(self._webhooks.routes() + self._routes.routes())
        self._runner: web.AppRunner | None = None
        self.api_base = self.gateway_url = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=30 * 1024 * 1024)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_route("*", API + "/{below:.*}", self._rest.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, backlog=512)
        await site.start()
        port = self._runner.addresses[0][1]
        self.api_base = f"http://127.0.0.1:{port}{API}"
        self.gateway_url = f"ws://127.0.0.1:{port}/gateway/"
        self.gateway.url = self._routes.gateway_url = self.gateway_url
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.faults.drop_gateway()
        assert self._runner is not None
        await self._runner.cleanup()

    # --- who and where ---------------------------------------------------------------------

    @property
    def bot(self) -> Person:
        return self.world.bot

    @property
    def channel(self) -> Channel:
        return self.world.channel

    @property
    def environment(self) -> dict[str, str]:
        """What ``quoth run`` needs to come here instead of going to Discord."""
        return {
            "QUOTH_DISCORD__TOKEN": self.token,
            "QUOTH_DISCORD__API_BASE": self.api_base,
            "QUOTH_DISCORD__GATEWAY_URL": self.gateway_url,
        }

    def person(self, name: str, *, locale: str = "en-US") -> Person:
        return self.world.add(Person(name, locale))

    # --- what people do --------------------------------------------------------------------

    async def slash(
        self, person: Person, command: str, /, *, dm: bool = False, **options: Any
    ) -> Interaction:
        """``/command option: value …``; a subcommand is written "group sub"."""
        data = command_data(self.commands, command, options)
        return await self._interact(COMMAND, data, person, dm=dm)

    async def autocomplete(
        self, person: Person, command: str, focused: str, /, typed: str = "", **options: Any
    ) -> Interaction:
        """Type into an option; ``await it.choices()`` gives the suggestions."""
        data = command_data(self.commands, command, options | {focused: typed}, focused)
        return await self._interact(AUTOCOMPLETE, data, person)

    async def context_menu(
        self, person: Person, command: str, target: Message | Person, *, dm: bool = False
    ) -> Interaction:
        """Right-click on a message or a person, Apps, ``command``."""
        return await self._interact(COMMAND, menu_data(self.commands, command, target), person, dm=dm)

    async def press(
        self, person: Person, message: Message, custom_id: str, *, values: list[str] | None = None
    ) -> Interaction:
        """Press a button, or choose ``values`` in a select menu."""
        data = component_data(message, custom_id, values)
        dm = message["channel_id"] == person.dm
        return await self._interact(COMPONENT, data, person, dm=dm, pressed=message)

    async def submit(
        self, person: Person, opener: Interaction, /, **fields: str
    ) -> Interaction:
        """Fill in and send the modal that answered ``opener``."""
        data = modal_data(await opener.form(), fields)
        return await self._interact(MODAL_SUBMIT, data, person, dm=opener.channel.guild_id is None)

    async def says(
        self,
        person: Person,
        text: str,
        *,
        reply_to: Message | None = None,
        ping: bool = True,
        dm: bool = False,
    ) -> Message:
        """Write a message; ``<@bot>`` becomes a mention of the bot, ``ping`` is the reply's."""
        body: Json = {"content": text.replace("<@bot>", self.bot.mention)}
        if reply_to is not None:
            body["message_reference"] = {"message_id": reply_to.id}
        if not ping:
            parse = ["users", "roles", "everyone"]
            body["allowed_mentions"] = {"parse": parse, "replied_user": False}
        channel = self.world.dm(person) if dm else self.channel
        message = self.messages.create(channel, person, body)
        await self._announce(message, "MESSAGE_CREATE")
        return message

    # --- what was seen ---------------------------------------------------------------------

    @property
    def commands(self) -> list[Json]:
        """The commands that the bot has put, global and of the server."""
        return [command for place in self._routes.commands.values() for command in place]

    @property
    def requests(self) -> list[Request]:
        return self._rest.requests

    def sent(self, method: str, path: str = "") -> list[Request]:
        """The requests so far with this method whose path matches (a regular expression)."""
        seen = (r for r in self.requests if method in ("*", r.method))
        return [request for request in seen if re.search(path, request.path)]

    @property
    def interactions(self) -> list[Interaction]:
        return list(self._webhooks.by_token.values())

    @property
    def hanging(self) -> list[Interaction]:
        """Deferred, and never ended."""
        return [it for it in self.interactions if it.hanging]

    @property
    def unacknowledged(self) -> list[Interaction]:
        return [it for it in self.interactions if it.response is None]

    @property
    def typing(self) -> list[str]:
        """The ids of the channels in which the bot showed that it types."""
        return self._routes.typing

    @property
    def checked(self) -> bool:
        return self._checks.checked

    @property
    def problems(self) -> list[str]:
        """Every broken rule so far, the bot's and the stand-in's; empty where not checked."""
        return self._checks.problems

    async def connected(self, *, within: float = 10, links: int = 1) -> None:
        """Wait until the bot has identified or resumed."""
        await self._until(lambda: len(self.gateway.links()) >= links, within, "connected")

    async def disconnected(self, *, within: float = 10) -> None:
        await self._until(lambda: not self.gateway.links(), within, "disconnected")

    async def synced(self, *, within: float = 10) -> list[Json]:
        """Wait until the bot has put commands."""
        await self._until(lambda: bool(self._routes.commands), within, "commands put")
        return self.commands

    async def until(self, look: Any, *, within: float = 5, what: str = "a condition") -> None:
        """Wait until ``look()`` is true; it is called at each change of the stand-in."""
        await self._until(look, within, what)

    async def _until(self, look: Any, within: float, what: str) -> None:
        last = [f"{r.method} {r.path} {r.status}" for r in self.requests[-5:]]
        await self._changes.until(look, within=within, what=lambda: f"{what}; last: {last}")

    async def _interact(
        self,
        kind: int,
        data: Json,
        person: Person,
        *,
        dm: bool = False,
        pressed: Message | None = None,
    ) -> Interaction:
        assert self.gateway.has_session, "no bot has connected: await discord.connected() first"
        channel = self.world.dm(person) if dm else self.channel
        it = Interaction(kind, data, person, channel, self._changes)
        it.component_message = pressed
        self._webhooks.by_token[it.token] = it
        payload = interaction_payload(it, self.world)
        await self.gateway.dispatch(
            "INTERACTION_CREATE", payload, guild_id=channel.guild_id, intent=0
        )
        return it

    async def _announce(self, message: Message | None, event: str) -> None:
        """Tell the bot what happened in a channel that it can see, its own messages included."""
        self._changes.announce()
        if message is None or message.ephemeral:
            return
        guild_id = self.world.channels[message["channel_id"]].guild_id
        where: Json = {"guild_id": guild_id} if guild_id else {}
        if event == "MESSAGE_DELETE":
            data = {"id": message.id, "channel_id": message["channel_id"]} | where
        else:
            author = self.world.people[message["author"]["id"]]
            member = {"member": author.partial_member} if guild_id else {}
            data = dict(message) | where | member | {"channel_type": 0 if guild_id else 1}
        intent = GUILD_MESSAGES if guild_id else DIRECT_MESSAGES
        await self.gateway.dispatch(event, data, guild_id=guild_id, intent=intent)
