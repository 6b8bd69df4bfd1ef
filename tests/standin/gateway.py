"""Simulate Discord's gateway, whose sessions outlive connections and remember their events."""

from __future__ import annotations

import contextlib
import json
import time
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.standin.checks import ENTRIES, Checks
from tests.standin.faults import cut
from tests.standin.people import Channel, Json, World, snowflake

if TYPE_CHECKING:
    from tests.standin.changes import Changes
    from tests.standin.messages import Message

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 6, 9, 10, 11
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = 1 << 1 | 1 << 8 | MESSAGE_CONTENT
UNKNOWN, BAD_TOKEN, INVALID_SEQUENCE, DISALLOWED_INTENTS = 4000, 4004, 4007, 4014
GOODBYES = (1000, 1001)  # a client that closes with these ends its session


class Link:
    """One websocket connection, with the transport compression that the client asked for."""

    def __init__(self, http: web.Request, socket: web.WebSocketResponse) -> None:
        self._http, self._socket = http, socket
        self._transport = http.transport
        wanted = http.query.get("compress") == "zlib-stream"
        self._deflate = zlib.compressobj() if wanted else None
        self.compress = False  # each payload separately, if IDENTIFY asks for it

    async def send(self, payload: Json) -> None:
        """Send a payload, compressed if the client wants it."""
        text = json.dumps(payload, ensure_ascii=False)
        with contextlib.suppress(ConnectionError):  # the session remembers it for RESUME
            if self._deflate is None and self.compress and payload["op"] == DISPATCH:
                await self._socket.send_bytes(zlib.compress(text.encode()))
            elif self._deflate is None:
                await self._socket.send_str(text)
            else:
                data = self._deflate.compress(text.encode())
                await self._socket.send_bytes(data + self._deflate.flush(zlib.Z_SYNC_FLUSH))

    async def close(self, code: int) -> None:
        """Close the websocket with this code."""
        await self._socket.close(code=code)

    def abort(self) -> None:
        """Reset the TCP connection."""
        cut(self._transport, reset=True)


@dataclass(slots=True)
class Session:
    """The session that RESUME needs: its identity, and every event with its number."""

    shard: int
    shards: int
    intents: int
    link: Link | None
    id: str = field(default_factory=snowflake)
    events: list[Json] = field(default_factory=list)
    lost_at: float = 0.0  # when its connection ended, in seconds of the monotonic clock

    def concerns(self, guild_id: str | None) -> bool:
        """Return whether an event of this server belongs to the session's shard."""
        return self.shard == (int(guild_id) >> 22) % self.shards if guild_id else self.shard == 0

    async def dispatch(self, name: str, data: Json) -> None:
        """Record an event, and send it if there is a connection."""
        event: Json = {"op": DISPATCH, "t": name, "s": len(self.events) + 1, "d": data}
        self.events.append(event)
        if self.link is not None:
            await self.link.send(event)


class Gateway:
    """The server of ``/gateway/``; ``dispatch`` reaches every session that an event concerns."""

    def __init__(
        self, world: World, checks: Checks, changes: Changes, *, token: str, privileged: int
    ) -> None:
        self._world, self._checks, self._changes = world, checks, changes
        self._token, self.privileged = token, privileged
        self.url = ""
        self.heartbeat_interval = 41_250
        self.session_seconds = 120.0  # for which a session without a connection is kept
        self.refusals = 0  # so many of the next connections are reset
        self.attempts = self.identifies = self.resumes = self.heartbeats = 0
        self.identified: list[tuple[int, int]] = []  # each shard, of how many, in their order
        self.identified_at: list[float] = []  # seconds of the monotonic clock
        self._sessions: dict[str, Session] = {}  # two of one shard while two clients overlap

    def links(self, shard: int | None = None) -> list[Link]:
        """Return the connections of all sessions, or of one shard's."""
        sessions = self._sessions.values()
        ours = (session for session in sessions if shard in (None, session.shard))
        return [session.link for session in ours if session.link is not None]

    def forget_sessions(self) -> None:
        """Drop all sessions, so that none can be resumed."""
        self._sessions.clear()

    @property
    def has_session(self) -> bool:
        """Return whether a bot has identified, and has a session that it may resume."""
        return bool(self._sessions)

    async def serve(self, http: web.Request) -> web.StreamResponse:
        """Serve one websocket connection until it ends."""
        self.attempts += 1
        if self.refusals > 0:
            self.refusals -= 1
            cut(http.transport, reset=True)
            return web.Response()
        socket = web.WebSocketResponse(max_msg_size=15 * 1024)
        await socket.prepare(http)
        link = Link(http, socket)
        hello: Json = {"op": HELLO, "s": None, "t": None}
        hello["d"] = {"heartbeat_interval": self.heartbeat_interval, "_trace": ["stand-in"]}
        await link.send(hello)
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._receive(link, json.loads(frame.data))
        self.detach(link, gone=socket.close_code in GOODBYES)
        return socket

    async def dispatch(self, name: str, data: Json, *, guild_id: str | None, intent: int) -> None:
        """Send an event to the sessions that it concerns and that asked for it."""
        for session in list(self._sessions.values()):
            if session.concerns(guild_id) and (not intent or session.intents & intent):
                await self._event(session, name, _redacted(data, session, self._world))

    async def announce(self, message: Message | None, event: str) -> None:
        """Send the bot an event of a channel that it can see, its own messages included."""
        self._changes.announce()
        if message is None or message.ephemeral:
            return
        guild_id = self._world.channels[message["channel_id"]].guild_id
        if not self._world.knows(guild_id):
            return
        where: Json = {"guild_id": guild_id} if guild_id else {}
        if event == "MESSAGE_DELETE":
            data = {"id": message.id, "channel_id": message["channel_id"]} | where
        else:
            author = self._world.people[message["author"]["id"]]
            roles = self._world.roles_of.get(author.id, [])
            member = {"member": author.partial_member | {"roles": roles}} if guild_id else {}
            kind = self._world.channels[message["channel_id"]].payload["type"]
            data = dict(message) | where | member | {"channel_type": kind}
        intent = GUILD_MESSAGES if guild_id else DIRECT_MESSAGES
        await self.dispatch(event, data, guild_id=guild_id, intent=intent)

    async def about_thread(self, event: str, thread: Channel, **more: Any) -> None:
        """Send the bot an event of a thread that it can see."""
        data = thread.payload | more
        await self.dispatch(event, data, guild_id=thread.guild_id, intent=GUILDS)

    async def _event(self, session: Session, name: str, data: Json) -> None:
        if name in ENTRIES:
            number = len(session.events) + 1
            payload = {"op": DISPATCH, "t": name, "s": number, "d": data}
            self._checks.gateway("the stand-in", ENTRIES[name], payload)
        await session.dispatch(name, data)

    async def _receive(self, link: Link, payload: Json) -> None:
        op, data = payload["op"], payload["d"]
        if op == HEARTBEAT:
            self.heartbeats += 1
            await link.send({"op": ACK})
            self._changes.announce()
        elif op == IDENTIFY:
            self._checks.gateway("the bot", "Identify", payload)
            await self._identify(link, data)
        elif op == RESUME:
            self._checks.gateway("the bot", "Resume", payload)
            await self._resume(link, data)

    async def _identify(self, link: Link, data: Json) -> None:
        if data["token"] != self._token:
            return await link.close(BAD_TOKEN)
        if data["intents"] & PRIVILEGED & ~self.privileged:
            return await link.close(DISALLOWED_INTENTS)
        self.identifies += 1
        link.compress = bool(data.get("compress"))
        shard, shards = data.get("shard") or (0, 1)
        self.identified.append((shard, shards))
        self.identified_at.append(time.monotonic())
        session = Session(shard, shards, data["intents"], link)
        self._sessions[session.id] = session
        await self._event(session, "READY", self._ready(session))
        if session.intents & GUILDS and session.concerns(self._world.guild_id):
            await self._event(session, "GUILD_CREATE", self._world.guild_create)
        return self._changes.announce()

    async def _resume(self, link: Link, data: Json) -> None:
        if data["token"] != self._token:
            return await link.close(BAD_TOKEN)
        session = self._sessions.get(data["session_id"])
        if session is None or self._has_expired(session):
            return await link.send({"op": INVALID_SESSION, "d": False})
        if (data["seq"] or 0) > len(session.events):
            return await link.close(INVALID_SEQUENCE)
        self.resumes += 1
        before, session.link = session.link, None
        if before is not None:  # a session has one connection: the newest
            await before.close(UNKNOWN)
        sent = data["seq"] or 0
        while sent < len(session.events):  # also what comes meanwhile
            await link.send(session.events[sent])
            sent += 1
        session.link = link
        await session.dispatch("RESUMED", {"_trace": ["stand-in"]})
        return self._changes.announce()

    def _has_expired(self, session: Session) -> bool:
        gone = time.monotonic() - session.lost_at
        return session.link is None and gone > self.session_seconds

    def _ready(self, session: Session) -> Json:
        guild = {"id": self._world.guild_id, "unavailable": True}
        return {
            "v": 10,
            "user": self._world.bot.user | {"verified": True, "mfa_enabled": True},
            "guilds": [guild] if session.concerns(self._world.guild_id) else [],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": [session.shard, session.shards],
            "application": {"id": self._world.bot.id} | application_flags(self.privileged),
            "session_type": "normal",
            "private_channels": [],
        }

    def detach(self, link: Link, *, gone: bool = False) -> None:
        """Keep events for a RESUME; if the client has said goodbye (``gone``), drop its session."""
        for session in list(self._sessions.values()):
            if session.link is link:
                session.link, session.lost_at = None, time.monotonic()
                if gone:
                    del self._sessions[session.id]
        self._changes.announce()


def application_flags(privileged: int) -> Json:
    """Return the application's flags with these intents switched on in the portal.

    They are those of an application in fewer than 100 servers, which needs no approval.
    """
    limited = {1 << 1: 1 << 15, 1 << 8: 1 << 13, MESSAGE_CONTENT: 1 << 19}
    flags = sum(flag for intent, flag in limited.items() if privileged & intent)
    return {"flags": flags, "flags_new": str(flags)}


def _redacted(data: Json, session: Session, world: World) -> Json:
    """Remove what the Message Content intent protects, if the bot lacks it.

    The message that it replies to is redacted too, by its own author and mentions.
    """
    if "content" not in data or session.intents & MESSAGE_CONTENT or "guild_id" not in data:
        return data
    return _without_content(data, world)


def _without_content(data: Json, world: World) -> Json:
    nested = data.get("referenced_message")
    if nested:
        data = data | {"referenced_message": _without_content(nested, world)}
    names: list[Any] = [data["author"], *data["mentions"]]
    if world.bot.id in (user["id"] for user in names):
        return data
    return data | {"content": "", "embeds": [], "components": [], "attachments": []}
