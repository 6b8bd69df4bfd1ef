"""Start a process, and hear what it says to its service manager: that it lives, and answers."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from secrets import token_hex
from typing import TYPE_CHECKING

from bot.health.watchdog import ANSWERS, MICROSECONDS

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class LaunchedProcess:
    """A running process; it is killed if it speaks once, and then is silent for ``silence``."""

    def __init__(self, process: Process, notices: NotifySocket, silence: float) -> None:
        """``silence`` are seconds; 0: it may say nothing."""
        self._process, self._notices = process, notices
        self._watching = asyncio.create_task(self._watch(silence)) if silence else None

    async def answers(self, seconds: float) -> bool:
        """Wait until it says that it answers; return False if it ends, or does not in time."""
        answering = asyncio.create_task(self._notices.answers.wait())
        ending = asyncio.create_task(self._process.wait())
        await asyncio.wait(
            {answering, ending}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
        )
        for task in (answering, ending):
            task.cancel()
        return self._notices.answers.is_set() and self._process.returncode is None

    async def ended(self) -> int:
        """Wait for its end, and return its exit code."""
        code = await self._process.wait()
        self._notices.close()
        await asyncio.sleep(0)  # in which that is done
        if self._watching is not None:
            self._watching.cancel()
        return code

    def leave(self) -> None:
        """Ask it to end."""
        with suppress(ProcessLookupError):
            self._process.terminate()

    async def _watch(self, silence: float) -> None:
        while self._process.returncode is None:
            await asyncio.sleep(silence / 2)
            if self._notices.silent_for() > silence:
                with suppress(ProcessLookupError):
                    self._process.kill()


class NotifySocket(asyncio.DatagramProtocol):
    """Receive what a process says, as in sd_notify(3)."""

    def __init__(self) -> None:
        self.answers = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._heard: float | None = None
        self._transport: asyncio.BaseTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, _address: object) -> None:
        self._heard = self._loop.time()
        if data == ANSWERS.encode():
            self.answers.set()

    def silent_for(self) -> float:
        """Return the seconds since it spoke last; 0 if it never did."""
        return 0.0 if self._heard is None else self._loop.time() - self._heard

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


async def launched(
    command: Sequence[str], environment: Mapping[str, str], folder: Path
) -> LaunchedProcess:
    """Start ``command``, with a socket in ``folder`` to speak to."""
    address = str(folder / token_hex(8))
    _, notices = await asyncio.get_running_loop().create_datagram_endpoint(
        NotifySocket, local_addr=address, family=socket.AF_UNIX
    )
    given = {**environment, "NOTIFY_SOCKET": address}
    process = await asyncio.create_subprocess_exec(*command, env=given)
    silence = int(environment.get("WATCHDOG_USEC") or 0) / MICROSECONDS
    return LaunchedProcess(process, notices, silence)
