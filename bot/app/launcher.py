"""Run several processes of a bot (`quoth run --processes 2`), and replace them one by one.

Each has a part of the shards. One that ends is started again. On SIGHUP, each gets a successor, and
leaves when that one says that it answers; so no server is without the bot meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import tempfile
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app.launched_process import launched
from bot.health.watchdog import notify, stay_watched
from index.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.app.launched_process import LaunchedProcess
    from bot.settings import BotSettings

    Launch = Callable[[int], Awaitable[LaunchedProcess]]

log = logging.getLogger(__name__)
PAUSE = 10.0  # seconds until a process that ended by itself is started again
PATIENCE = 300.0  # seconds for a successor to answer, as long as systemd's watchdog waits
SEE = "See docs/how-to/shards.md."


def run(settings: BotSettings, processes: int, options: Sequence[str] = ()) -> int:
    """Run ``processes`` until SIGTERM or SIGINT; return the exit code. ``options`` are for each.

    :raises SettingsError: the shards cannot be divided so.
    """
    from bot.app.logs import start_logging

    shares = shares_of(settings, processes)
    start_logging("", settings.log)
    with tempfile.TemporaryDirectory(prefix="quoth-") as folder:

        async def launch(part: int) -> LaunchedProcess:
            command = [sys.executable, "-m", "bot", "run", *options]
            own = {"QUOTH_DISCORD__SHARDS": shares[part], "QUOTH_HEALTH__SHARED": "true"}
            if settings.health.port:
                own["QUOTH_HEALTH__PORT"] = str(settings.health.port + part)
            return await launched(command, os.environ | own, Path(folder))

        return asyncio.run(_serve(launch, processes))


def shares_of(settings: BotSettings, processes: int) -> list[str]:
    """Divide the shards that ``settings`` name into as many shares as there are processes.

    :raises SettingsError: their number is not known, or there are too few.
    """
    total = settings.discord.shard_count
    if total is None:
        hint = f"Set QUOTH_DISCORD__SHARDS to their number, as 4. {SEE}"
        raise SettingsError("it is not said how many shards there are to divide", hint=hint)
    own = settings.discord.own_shards or range(total)
    if processes > len(own):
        hint = f"Start fewer processes, or set QUOTH_DISCORD__SHARDS to more shards. {SEE}"
        raise SettingsError(
            f"{len(own)} shards are not enough for {processes} processes", hint=hint
        )
    cuts = [own.start + len(own) * part // processes for part in range(processes + 1)]
    return [f"{first}-{after - 1}/{total}" for first, after in pairwise(cuts)]


class Launcher:
    """The processes, which ``launch`` starts by the number of their part."""

    def __init__(self, launch: Launch, processes: int, *, pause: float = PAUSE) -> None:
        """Start one that ends by itself again after ``pause`` seconds."""
        self._launch, self._parts, self._pause = launch, range(processes), pause
        self._current: dict[int, LaunchedProcess] = {}
        self._started: list[LaunchedProcess] = []  # also those that leave
        self._stop = asyncio.Event()
        self._replacing: asyncio.Task[None] | None = None
        self._code = 0

    async def keep(self) -> int:
        """Run all until ``stop``, or until a start cannot help; return the exit code."""
        keeping = [asyncio.create_task(self._keep(part)) for part in self._parts]
        stopping = asyncio.create_task(self._stop.wait())
        await asyncio.wait({stopping, *keeping}, return_when=asyncio.FIRST_COMPLETED)
        self._stop.set()  # also if one cannot be started at all
        if self._replacing is not None:
            self._replacing.cancel()
        for process in self._started:
            process.leave()
        await asyncio.gather(*keeping, *(process.ended() for process in self._started))
        return self._code

    def stop(self, code: int = 0) -> None:
        """Have all of them leave."""
        self._code = self._code or code
        self._stop.set()

    def replace(self) -> None:
        """Begin to replace all, one by one, unless that was begun."""
        if self._replacing is None or self._replacing.done():
            self._replacing = asyncio.create_task(self._replace())

    async def _keep(self, part: int) -> None:
        """Have a process of ``part``, until all stop."""
        while not self._stop.is_set():
            if part not in self._current:
                self._current[part] = await self._start(part)
            process = self._current[part]
            code = await process.ended()
            self._started.remove(process)
            if self._current[part] is process and not self._stop.is_set():
                await self._ended(part, code)

    async def _ended(self, part: int, code: int) -> None:
        """Have a process started again, unless its settings are wrong."""
        process = self._current[part]
        if code == SettingsError.exit_code:
            self.stop(code)
            return
        log.warning("process %d ended with %d, and is started again", part, code)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), self._pause)
        if self._current[part] is process:
            del self._current[part]

    async def _start(self, part: int) -> LaunchedProcess:
        process = await self._launch(part)
        self._started.append(process)
        if self._stop.is_set():
            process.leave()
        return process

    async def _replace(self) -> None:
        for part in self._parts:
            successor = await self._start(part)
            if not await successor.answers(PATIENCE):
                log.error("the successor of process %d does not answer, so all others stay", part)
                successor.leave()
                return
            old = self._current.get(part)
            self._current[part] = successor
            if old is not None:
                old.leave()
                await old.ended()
        log.info("all processes are replaced")


async def _serve(launch: Launch, processes: int) -> int:
    """Keep the processes until a signal."""
    launcher, loop = Launcher(launch, processes), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, launcher.stop)
    loop.add_signal_handler(signal.SIGHUP, launcher.replace)
    watching = asyncio.create_task(stay_watched(lambda: True))
    notify("READY=1")
    try:
        return await launcher.keep()
    finally:
        notify("STOPPING=1")
        watching.cancel()
