"""Hear on a session of a process that is gone what nobody has heard, until a new one begins.

discord.py resumes only what it has begun itself: what it knows of servers comes with a new session
alone. So this opens a connection of its own, and ``bot.app.missed_events`` hands on what it hears.
"""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import yarl

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.ground.gateway_session import GatewaySession

log = logging.getLogger(__name__)
DISPATCH, HEARTBEAT, RESUME, RECONNECT, INVALID_SESSION, HELLO = 0, 1, 6, 7, 9, 10
KEPT = ("MESSAGE_CREATE", "INTERACTION_CREATE")
DELETED = ("MESSAGE_DELETE", "MESSAGE_DELETE_BULK")
MOST_HELD = 10_000  # events, some 30 MB; the rest is dropped
RESUMED_SECONDS = 10.0  # in which Discord sends what was missed, or it is given up
CLOSING_SECONDS = 1.0
# The first lets the session be resumed once more, the second ends it.
TO_BE_RESUMED, OVER = 4000, 1000
HOSTS = ".discord.gg"
Event = tuple[str, dict[str, Any]]


class SessionEnded(Exception):  # noqa: N818 - it is what Discord says, and no mistake
    """Discord no longer has the session."""


def resumable_at(address: str, gateway: str | None) -> yarl.URL | None:
    """Return the URL to resume at; None if it is not Discord's, or not that of ``gateway``.

    A note must never send the token anywhere else. ``gateway`` is what the operator has set in
    place of Discord's.
    """
    try:
        url, own = yarl.URL(address), yarl.URL(gateway or "")
        host, port = url.host or "", url.port
        if gateway:
            there = (url.scheme, host, port) == (own.scheme, own.host, own.port)
        else:
            there = (url.scheme, port) == ("wss", 443) and host.endswith(HOSTS)
        return url.with_query(v=10, encoding="json") if there and not url.user else None
    except ValueError:
        return None


class Replay:
    """A bare connection that hears ``session`` in place of the process that is gone."""

    def __init__(
        self,
        session: GatewaySession,
        hand_on: Callable[[str, dict[str, Any]], bool],
        decided: Callable[[], Awaitable[None]],
    ) -> None:
        """``hand_on`` says of each event whether it is done with.

        ``decided`` returns when nothing that was handed on is undecided: until then, the session
        is kept for the next process.
        """
        self.session = session
        self.heard = 0  # events that are kept
        self._hand_on, self._decided, self._sequence = hand_on, decided, session.sequence
        self._held: list[Event] = []
        self._hearing, self._overflowed = True, False
        self._resumed, self._replaced = asyncio.Event(), asyncio.Event()

    @property
    def is_resumed(self) -> bool:
        """Return whether Discord has sent all that was missed."""
        return self._resumed.is_set()

    def replace(self) -> None:
        """Take a new session to hear the shard from now on."""
        self._replaced.set()

    async def replaced(self) -> None:
        """Wait until then."""
        await self._replaced.wait()

    def hand_on(self) -> None:
        """Hand on what can be judged by now; Discord may say until RESUMED that it was deleted."""
        if self._hearing and not self.is_resumed:
            return
        self._held = [event for event in self._held if not self._hand_on(*event)]

    def end(self) -> None:
        """Take all to be heard that can be: the connection is not opened again."""
        self._hearing = False
        self.hand_on()

    async def hear(self, address: yarl.URL, token: str) -> None:
        """Hear what was missed, and go on until the session is replaced.

        :raises SessionEnded: Discord no longer has it.
        :raises OSError, aiohttp.ClientError, ValueError, KeyError, TypeError: the connection fails.
        """
        closing, trace = aiohttp.ClientWSTimeout(ws_close=CLOSING_SECONDS), aiohttp.TraceConfig()
        trace.on_request_redirect.append(_stay)
        session = aiohttp.ClientSession(trace_configs=[trace])
        async with session as http, asyncio.timeout(RESUMED_SECONDS) as limit:
            socket = await http.ws_connect(address, max_msg_size=0, timeout=closing)
            code = TO_BE_RESUMED
            try:
                await self._until_replaced(socket, token, limit)
                code = OVER
            finally:
                await socket.close(code=code)

    async def _until_replaced(
        self, socket: aiohttp.ClientWebSocketResponse, token: str, limit: asyncio.Timeout
    ) -> None:
        reading = asyncio.create_task(self._read(socket, token))
        replacing = asyncio.create_task(self._all_heard(limit))
        try:
            await asyncio.wait({reading, replacing}, return_when=asyncio.FIRST_COMPLETED)
            if not replacing.done():
                await reading
        finally:
            reading.cancel()
            replacing.cancel()
            await asyncio.gather(reading, replacing, return_exceptions=True)

    async def _all_heard(self, limit: asyncio.Timeout) -> None:
        await self._resumed.wait()
        limit.reschedule(None)
        await self._replaced.wait()
        self.hand_on()
        await self._decided()

    async def _read(self, socket: aiohttp.ClientWebSocketResponse, token: str) -> None:
        """Read until the connection ends, which raises."""
        hello = await socket.receive_json()
        resume = {"token": token, "session_id": self.session.id, "seq": self._sequence}
        await socket.send_json({"op": RESUME, "d": resume})
        beating = asyncio.create_task(self._beat(socket, hello["d"]["heartbeat_interval"] / 1000))
        try:
            async for frame in socket:
                await self._receive(socket, json.loads(frame.data))
        finally:
            beating.cancel()
            with suppress(asyncio.CancelledError, OSError, aiohttp.ClientError):
                await beating
        raise ConnectionError(f"closed with {socket.close_code}")

    async def _beat(self, socket: aiohttp.ClientWebSocketResponse, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            await socket.send_json({"op": HEARTBEAT, "d": self._sequence})

    async def _receive(
        self, socket: aiohttp.ClientWebSocketResponse, payload: dict[str, Any]
    ) -> None:
        op = payload["op"]
        if op == INVALID_SESSION:
            raise SessionEnded
        if op == RECONNECT:
            raise ConnectionError("Discord asks to connect again")
        if op == HEARTBEAT:
            await socket.send_json({"op": HEARTBEAT, "d": self._sequence})
        if op == DISPATCH:
            self._sequence = payload["s"]
            self._dispatch(payload["t"], payload["d"])

    def _dispatch(self, name: str, data: dict[str, Any]) -> None:
        if name == "RESUMED":
            self._resumed.set()
        elif name in DELETED:
            gone = data.get("ids") or [data["id"]]
            self._held = [event for event in self._held if event[1]["id"] not in gone]
        elif name in KEPT and int(data["id"]):
            self.heard += 1
            self._hold(name, data)
        self.hand_on()

    def _hold(self, name: str, data: dict[str, Any]) -> None:
        if len(self._held) < MOST_HELD:
            self._held.append((name, data))
        elif not self._overflowed:
            self._overflowed = True
            log.warning("shard %d: of what was missed, the rest is dropped", self.session.shard)


async def _stay(*_: object) -> None:
    """Refuse to be redirected: the token would follow."""
    raise ConnectionError("redirected")
