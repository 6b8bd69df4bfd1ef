"""Serve the routes of the bot's own token: itself, its commands, channels, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.standin.gateway import application_flags
from tests.standin.people import GUILD_FORUM, Channel, Json, Person, World, snowflake
from tests.standin.rest import NO_CONTENT, Answer, Refused, Request, Route

if TYPE_CHECKING:
    from tests.standin.gateway import Gateway
    from tests.standin.messages import Message, Messages


class Routes:
    """The routes of the bot's token, with the commands and the typing that they record."""

    def __init__(self, world: World, messages: Messages, gateway: Gateway, shards: int) -> None:
        self._world, self._messages, self._gateway = world, messages, gateway
        self._announce = gateway.announce
        self._shards = shards
        self.gateway_url = ""
        self.commands: dict[str | None, list[Json]] = {}  # by server; None is global
        self.typing: list[str] = []

    def routes(self) -> list[Route]:
        """Return the routes, in the order in which they are tried."""
        app, channel = rf"/applications/{self._world.bot.id}", r"/channels/(\d+)"
        guild_commands = app + r"/guilds/(\d+)/commands"
        message = channel + r"/messages/(\d+)"
        return [
            ("GET", "/users/@me", self.me),
            ("GET", "/applications/@me", self.application),
            ("GET", "/oauth2/applications/@me", self.application),
            ("GET", "/gateway", self.gateway),
            ("GET", "/gateway/bot", self.gateway_bot),
            ("GET", app + "/commands", self.get_commands),
            ("PUT", app + "/commands", self.put_commands),
            ("GET", guild_commands, self.get_commands),
            ("PUT", guild_commands, self.put_commands),
            ("POST", "/users/@me/channels", self.open_dm),
            ("GET", r"/users/(\d+)", self.user),
            ("GET", r"/guilds/(\d+)", self.guild),
            ("GET", r"/guilds/(\d+)/channels", self.guild_channels),
            ("GET", r"/guilds/(\d+)/members/(\d+)", self.member),
            ("GET", channel, self.channel),
            ("POST", channel + "/typing", self.type),
            ("GET", channel + "/messages", self.history),
            ("POST", channel + "/messages", self.post),
            ("GET", message, self.get),
            ("PATCH", message, self.edit),
            ("DELETE", message, self.delete),
        ]

    async def me(self, _: Request) -> Answer:
        """Return the bot as a user."""
        return Answer(self._world.bot.user | {"mfa_enabled": True, "locale": "en-US"})

    async def application(self, _: Request) -> Answer:
        """Return the application."""
        bot = self._world.bot
        known = {"id": bot.id, "name": bot.name, "owner": bot.user}
        return Answer(_APPLICATION | known | application_flags(self._gateway.privileged))

    async def gateway(self, _: Request) -> Answer:
        """Return the address of the gateway."""
        return Answer({"url": self.gateway_url})

    async def gateway_bot(self, _: Request) -> Answer:
        """Return the address of the gateway with shards and limits."""
        limit = {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}
        url = self.gateway_url
        return Answer({"url": url, "shards": self._shards, "session_start_limit": limit})

    async def get_commands(self, _: Request, guild: str | None = None) -> Answer:
        """Return the commands of a server, or the global ones."""
        return Answer(self.commands.get(guild, []))

    async def put_commands(self, request: Request, guild: str | None = None) -> Answer:
        """Replace the commands of a server, or the global ones."""
        self.commands[guild] = [
            {"description": "", "default_member_permissions": None, "type": 1}
            | {key: value for key, value in command.items() if value is not None}
            | _as_text(command, "default_member_permissions")
            | {"id": snowflake(), "version": snowflake(), "application_id": self._world.bot.id}
            | ({"guild_id": guild} if guild else {})
            for command in request.body
        ]
        return Answer(self.commands[guild])

    async def open_dm(self, request: Request) -> Answer:
        """Open a direct-message channel."""
        return Answer(self._world.dm(self._person(str(request.body["recipient_id"]))).payload)

    async def user(self, _: Request, id: str) -> Answer:
        """Return a user."""
        return Answer(self._person(id).user)

    async def member(self, _: Request, guild: str, id: str) -> Answer:
        """Return a member of the server."""
        self._known_guild(guild)
        return Answer(self._world.member(self._person(id)))

    async def guild(self, _: Request, id: str) -> Answer:
        """Return the server."""
        self._known_guild(id)
        return Answer(self._world.guild)

    async def guild_channels(self, _: Request, id: str) -> Answer:
        """Return the channels of the server, without threads."""
        self._known_guild(id)
        channels = self._world.channels.values()
        rooms = [channel for channel in channels if channel.guild_id == id and not channel.parent]
        return Answer([room.payload for room in rooms])

    async def channel(self, _: Request, id: str) -> Answer:
        """Return a channel."""
        return Answer(self._channel(id).payload)

    async def type(self, _: Request, id: str) -> Answer:
        """Record that the bot types."""
        self.typing.append(self._channel(id).id)
        return NO_CONTENT

    async def history(self, request: Request, id: str) -> Answer:
        """Return messages of a channel, the newest first: the last ones, or the next ``after``."""
        room = self._messages.rooms.get(self._channel(id).id, [])
        before = int(request.query.get("before", 2**64))
        after, limit = int(request.query.get("after", 0)), int(request.query.get("limit", 50))
        shown = [m for m in room if not m.deleted and not m.ephemeral]
        shown = [m for m in shown if after < int(m.id) < before]
        return Answer((shown[:limit] if after else shown[-limit:])[::-1])

    async def post(self, request: Request, id: str) -> Answer:
        """Write a message, or return the earlier one with the same nonce."""
        channel, body = self._channel(id), request.body
        await self._awaken(channel)
        nonce = body.get("nonce") if body.get("enforce_nonce") else None
        message = self._messages.with_nonce(channel, nonce)
        if message is None:
            message = self._messages.create(channel, self._world.bot, body, request.files)
            await self._announce(message, "MESSAGE_CREATE")
        return Answer(message)

    async def _awaken(self, channel: Channel) -> None:
        """Reopen an archived thread that is written to, unless a moderator has locked it."""
        if channel.kind == GUILD_FORUM:
            raise Refused(400, 50008, "Cannot send messages in a non-text channel")
        if channel.archive.get("archived"):
            if channel.archive.get("locked"):
                raise Refused(400, 50083, "Thread is archived")
            channel.archive["archived"] = False
            await self._gateway.about_thread("THREAD_UPDATE", channel)

    async def get(self, _: Request, channel: str, id: str) -> Answer:
        """Return a message."""
        return Answer(self._message(channel, id))

    async def edit(self, request: Request, channel: str, id: str) -> Answer:
        """Edit a message of the bot."""
        message = self._message(channel, id)
        if message["author"]["id"] != self._world.bot.id:
            raise Refused(403, 50005, "Cannot edit a message authored by another user")
        self._messages.edit(message, request.body, request.files)
        await self._announce(message, "MESSAGE_UPDATE")
        return Answer(message)

    async def delete(self, _: Request, channel: str, id: str) -> Answer:
        """Delete a message."""
        message = self._message(channel, id)
        self._messages.delete(message)
        await self._announce(message, "MESSAGE_DELETE")
        return NO_CONTENT

    def _person(self, id: str) -> Person:
        if id not in self._world.people:
            raise Refused(404, 10013, "Unknown User")
        return self._world.people[id]

    def _channel(self, id: str) -> Channel:
        if id not in self._world.channels:
            raise Refused(404, 10003, "Unknown Channel")
        if not self._world.knows(self._world.channels[id].guild_id):
            raise Refused(403, 50001, "Missing Access")
        return self._world.channels[id]

    def _known_guild(self, id: str) -> None:
        if id != self._world.guild_id:
            raise Refused(404, 10004, "Unknown Guild")

    def _message(self, channel: str, id: str) -> Message:
        message = self._messages.by_id.get(id)
        if message is None or message["channel_id"] != channel or message.ephemeral:
            raise Refused(404, 10008, "Unknown Message")
        return message


def _as_text(command: Json, key: str) -> Json:
    """Write a number as a string, as Discord returns it."""
    return {} if command.get(key) is None else {key: str(command[key])}


_ABSENT = ["icon", "type", "interactions_endpoint_url", "role_connections_verification_url", "team"]
_APPLICATION: Json = dict.fromkeys(_ABSENT) | {
    "description": "",
    "verify_key": "0" * 64,
    "flags": 0,
    "flags_new": "0",
    "redirect_uris": [],
    "approximate_guild_count": 1,
    "approximate_user_install_count": 0,
    "approximate_user_authorization_count": 0,
    "explicit_content_filter": 0,
    "eligible_oauth2_scopes": [],
    "bot_public": True,
    "bot_require_code_grant": False,
}
