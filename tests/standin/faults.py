"""Inject faults between the bot and Discord; each method prepares one fault."""

from __future__ import annotations

import re
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from asyncio import Transport

    from tests.standin.gateway import Gateway

Loss = Literal["drop", "reset", "503"]


@dataclass(slots=True)
class Fault:
    """A prepared fault; ``used`` counts how often it has struck, so that a test can assert it."""

    kind: Literal["answer", "reset", "lose", "slow"]
    method: str
    path: str  # a regular expression, searched in the path below /api/v10
    times: int = 1
    after: int = 0  # how many matching requests pass unharmed before
    status: int = 200
    body: Any = None
    how: Loss = "drop"
    seconds: float = 0.0
    via: bool = True  # whether the answer says that it came through Discord's proxy
    used: int = 0

    def strikes(self, method: str, path: str) -> bool:
        """Count the request if it matches, and return whether the fault applies to it."""
        if self.method not in ("*", method) or not re.search(self.path, path):
            return False
        if self.after > 0:
            self.after -= 1
            return False
        if self.used >= self.times:
            return False
        self.used += 1
        return True


class Faults:
    """The faults of the stand-in, ``discord.faults``; REST faults strike the next requests."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._armed: list[Fault] = []

    def reset(self, method: str, path: str, *, times: int = 1, after: int = 0) -> Fault:
        """Cut the connection with a TCP RST, without applying: ``ClientOSError``, errno 104.

        aiohttp repeats a GET, PUT or DELETE once by itself: those need ``times=2`` to be noticed.
        """
        return self._arm(Fault("reset", method, path, times, after, how="reset"))

    def status(
        self,
        status: int,
        method: str,
        path: str,
        *,
        times: int = 1,
        after: int = 0,
        code: int = 0,
        message: str = "a fault of the stand-in",
    ) -> Fault:
        """Answer this status without applying the request."""
        body = {"code": code, "message": message}
        return self._arm(Fault("answer", method, path, times, after, status, body))

    def rate_limit(
        self,
        method: str,
        path: str,
        *,
        retry_after: float = 0.1,
        times: int = 1,
        after: int = 0,
        via: bool = True,
    ) -> Fault:
        """Answer 429 without applying the request; without ``via``, as Cloudflare does."""
        body = {"message": "You are being rate limited.", "retry_after": retry_after}
        body |= {"global": False, "code": 0}
        return self._arm(Fault("answer", method, path, times, after, 429, body, via=via))

    def lose_reply(
        self, method: str, path: str, *, how: Loss = "drop", times: int = 1, after: int = 0
    ) -> Fault:
        """Apply the request, then lose the answer.

        ``drop`` closes the connection (``ServerDisconnectedError``), ``reset`` sends RST (errno
        104), and ``503`` answers as a proxy would: discord.py then repeats a defer by itself.
        """
        return self._arm(Fault("lose", method, path, times, after, how=how))

    def slow(
        self, method: str, path: str, seconds: float, *, times: int = 1, after: int = 0
    ) -> Fault:
        """Wait before applying the request."""
        return self._arm(Fault("slow", method, path, times, after, seconds=seconds))

    def refuse_gateway(self, times: int = 1) -> None:
        """Reset the next gateway connections before they are websockets.

        ``times`` counts what the client notices: aiohttp repeats a failed GET once by itself.
        """
        self._gateway.refusals = 2 * times

    async def drop_gateway(self, shard: int | None = None) -> None:
        """Abort the gateway's TCP connections without a close frame (clients see 1006).

        With ``shard``, only those of that shard.
        """
        for link in self._gateway.links(shard):
            self._gateway.detach(link)
            link.abort()

    async def close_gateway(self, code: int) -> None:
        """Close the gateway's connections with this code."""
        for link in self._gateway.links():
            self._gateway.detach(link)
            await link.close(code)

    async def reconnect(self) -> None:
        """Send op 7, which asks the bot to connect again and resume."""
        for link in self._gateway.links():
            self._gateway.detach(link)
            await link.send({"op": 7, "d": None})

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Send op 9: the session is lost or, if ``resumable``, must be resumed."""
        links = self._gateway.links()
        if not resumable:
            self._gateway.forget_sessions()
        for link in links:
            self._gateway.detach(link)
            await link.send({"op": 9, "d": resumable})

    def take(self, method: str, path: str) -> Fault | None:
        """Return the first fault that strikes this request, if any."""
        return next((fault for fault in self._armed if fault.strikes(method, path)), None)

    def clear(self) -> None:
        """Remove all faults."""
        self._armed.clear()
        self._gateway.refusals = 0

    def _arm(self, fault: Fault) -> Fault:
        self._armed.append(fault)
        return fault


def cut(transport: Transport | None, *, reset: bool) -> None:
    """End a connection at TCP level: by RST (lingering zero seconds) or by an ordinary FIN."""
    if transport is None:
        return
    if not reset:
        transport.close()
        return
    linger = struct.pack("ii", 1, 0)
    with suppress(OSError):  # a process that was killed has closed it already
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()
