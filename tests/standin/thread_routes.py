"""Serve the routes by which the bot opens threads, of a message or of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.standin.people import Channel, World, snowflake
from tests.standin.rest import Answer, Refused, Request, Route
from tests.standin.threads import HAS_THREAD, THREAD_STARTER

if TYPE_CHECKING:
    from tests.standin.gateway import Gateway
    from tests.standin.messages import Messages

CREATE_PUBLIC_THREADS = 1 << 35


class ThreadRoutes:
    """The routes that open threads."""

    def __init__(self, world: World, messages: Messages, gateway: Gateway) -> None:
        self._world, self._messages, self._gateway = world, messages, gateway

    def routes(self) -> list[Route]:
        """Return the routes, in the order in which they are tried."""
        channel = r"/channels/(\d+)"
        return [
            ("POST", channel + r"/messages/(\d+)/threads", self.of_message),
            ("POST", channel + "/threads", self.beside),
        ]

    async def of_message(self, request: Request, channel: str, id: str) -> Answer:
        """Open a thread of a message."""
        parent = self._parent(channel)
        message = self._messages.by_id.get(id)
        if message is None or message["channel_id"] != channel or message.ephemeral:
            raise Refused(404, 10008, "Unknown Message")
        if message["flags"] & HAS_THREAD:
            raise Refused(400, 160004, "A thread has already been created for this message")
        thread = await self._open(parent, str(request.body["name"]), id)
        message["flags"] |= HAS_THREAD
        body = {"message_reference": {"message_id": id, "channel_id": channel}}
        self._messages.create(thread, self._world.bot, body)["type"] = THREAD_STARTER
        return Answer(thread.payload, 201)

    async def beside(self, request: Request, channel: str) -> Answer:
        """Open a thread that belongs to no message."""
        thread = await self._open(self._parent(channel), str(request.body["name"]), snowflake())
        return Answer(thread.payload, 201)

    def _parent(self, channel: str) -> Channel:
        found = self._world.channels.get(channel)
        if found is None:
            raise Refused(404, 10003, "Unknown Channel")
        if not int(self._world.app_permissions) & CREATE_PUBLIC_THREADS:
            raise Refused(403, 50013, "Missing Permissions")
        if found.guild_id is None or found.parent is not None:
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        return found

    async def _open(self, parent: Channel, name: str, id: str) -> Channel:
        guild, bot = self._world.guild_id, self._world.bot.id
        thread = Channel(name, guild, id=id, parent=parent, owner=bot)
        self._world.channels[id] = thread
        await self._gateway.about_thread("THREAD_CREATE", thread, newly_created=True)
        return thread
