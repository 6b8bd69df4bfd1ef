"""Start ``quoth run`` with a crowd on it, send SIGTERM at a moment, and see what has no end."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.standin import Standin
from tests.support.crowd import Crowd
from tests.support.process import LOADED, UNLIMITED, quoth_run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.process import Process

EXIT_SECONDS = 30.0  # systemd's, after which it kills
TICKS = os.sysconf("SC_CLK_TCK")
UNHEARD = -signal.SIGTERM  # Python had not got as far as to listen for it


@dataclass
class Departure:
    """What was seen of one process that got SIGTERM; ``code`` is None if it did not end.

    ``worked`` is the processor time that it had had when it should have ended and had not, which
    tells a process that hangs from one that nobody let run.
    """

    code: int | None = None
    seconds: float = 0.0
    worked: float | None = None
    interactions: int = 0
    mentions: int = 0
    builds: int = 0
    late: int = 0  # acknowledged after Discord's three seconds, when it had given them up
    left: dict[str, list[object]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    log: str = ""

    @property
    def well(self) -> bool:
        """Whether it ended by itself, and left nothing open."""
        return self.code in (0, UNHEARD) and not any(self.left.values()) and not self.problems


async def departure(
    home: Path,
    questions: list[str],
    moment: float,
    *,
    size: int,
    seed: int,
    command: tuple[str, ...],
    within: float = LOADED,
    patience: float = 0.0,
) -> Departure:
    """Send SIGTERM ``moment`` seconds after the bot is connected, which must be ``within`` seconds.

    Where ``moment`` is negative, send it so many seconds after the start. Where it has not ended
    after ``EXIT_SECONDS``, wait for ``patience`` more.
    """
    async with Standin() as discord:
        maintained = {"QUOTH_DISCORD__MAINTAINED_BY": discord.world.guild_id}
        crowd = Crowd(discord, questions, random.Random(seed))
        environment = discord.environment | UNLIMITED | maintained
        async with quoth_run(home, environment, command=command) as process:
            acting = asyncio.create_task(_connected(discord, crowd, size, within))
            if moment >= 0:
                await discord.connected(within=within)
            await asyncio.sleep(abs(moment))
            seen = await _told_to_leave(process, patience)
            acting.cancel()
            with suppress(asyncio.CancelledError):
                await acting
            seen.log = process.log
        seen.interactions, seen.mentions = len(discord.interactions), len(crowd.mentions)
        seen.builds, seen.problems = len(crowd.builds), list(discord.problems)
        seen.late = len(crowd.late())
        seen.left = crowd.left(home / "var" / "audit.jsonl")
        discord.made.clear()  # what was left is told by ``left``
    return seen


async def _told_to_leave(process: Process, patience: float) -> Departure:
    """Send the signal, and wait until it has ended or has had its time."""
    began, seen, before = time.monotonic(), Departure(), _processor_seconds(process)
    process.signal(signal.SIGTERM)
    try:
        seen.code = await process.ended(within=EXIT_SECONDS)
    except TimeoutError:
        seen.worked = _processor_seconds(process) - before
        with suppress(TimeoutError):
            seen.code = await process.ended(within=patience)
    seen.seconds = time.monotonic() - began
    return seen


def _processor_seconds(process: Process) -> float:
    """Return the processor time of all its threads, by the fields 14 and 15 of ``stat``."""
    fields = process.told_by_the_kernel("stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def _connected(discord: Standin, crowd: Crowd, size: int, within: float) -> None:
    """Act as soon as there is a bot to act on."""
    await discord.connected(within=within)
    await discord.synced(within=within)
    await crowd.act(size)
