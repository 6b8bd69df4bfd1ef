"""A disk that is full, at the start or while the bot runs: whoever asks still gets an answer."""

from __future__ import annotations

import asyncio
import shutil
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.standin import Standin
from tests.support.bot import AUTOMATED, UNKNOWN, WHEN
from tests.support.process import BUILDING_WITHOUT_MODEL, LOADED, UNLIMITED, quoth_run

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.standin.people import Person
    from tests.support.process import Process

DISK = "disk"
UNSHARE = ("unshare", "--mount", "--map-root-user")
MOUNTED = "mount -t tmpfs -o size=1m none disk && {fill} exec {python} -c '{code}' run"
FILL = "head -c 2000000 /dev/zero > disk/fill;"
ON_THE_DISK = {
    "QUOTH_LIBRARY__INDEX": "disk/index",
    "QUOTH_LIBRARY__SOURCES": "disk/sources",
    "QUOTH_LIBRARY__FETCHED": "disk/fetched",
    "QUOTH_DISCORD__CORPORA": "disk/corpora.json",
    "QUOTH_DISCORD__CUSTOMS": "disk/customs.json",
    "QUOTH_DISCORD__BLOCKED": "disk/blocked.json",
    "QUOTH_DISCORD__LEDGER": "disk/ledger.sqlite",
    "QUOTH_DISCORD__AUDIT": "disk/audit.jsonl",
}
KEEP = {"days": 7}


@cache
def can_mount() -> bool:
    """Return whether this machine lets us mount a file system of our own."""
    if shutil.which(UNSHARE[0]) is None:
        return False
    run = [*UNSHARE, "sh", "-c", "mount -t tmpfs -o size=1m none /tmp"]
    return subprocess.run(run, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not can_mount(), reason="no file system can be mounted here")


@asynccontextmanager
async def on_a_small_disk(discord: Standin, home: Path, *, fill: str) -> AsyncIterator[Process]:
    """Run the bot with all that it writes on a disk of one MiB, with ``fill`` done before."""
    (home / DISK).mkdir()
    line = MOUNTED.format(fill=fill, python=sys.executable, code=_quoted(BUILDING_WITHOUT_MODEL[1]))
    started = f"import os; os.execvp('unshare', {[*UNSHARE, 'sh', '-c', line]!r})"
    maintained = {"QUOTH_DISCORD__MAINTAINED_BY": discord.world.guild_id}
    environment = discord.environment | UNLIMITED | ON_THE_DISK | maintained
    async with quoth_run(home, environment, command=("-c", started)) as process:
        await discord.connected(within=LOADED)
        await discord.synced()
        yield process


def _quoted(code: str) -> str:
    return code.replace("'", "'\\''")


async def everything_is_answered(discord: Standin, ada: Person) -> None:
    """Do all that writes something, and see that each has an end; questions have their answers."""
    shown = await (await discord.slash(ada, "ask", question=WHEN)).message(within=20)
    assert AUTOMATED.rstrip(".") in shown.text
    refused = await (await discord.slash(ada, "ask", question=UNKNOWN)).message(within=20)
    assert "do not answer" in refused.text
    said = await discord.says(ada, WHEN, dm=True)
    assert AUTOMATED.rstrip(".") in (await said.answers(within=20))[0].text
    votes = [c["custom_id"] for c in shown.components if "vote" in str(c.get("custom_id"))]
    file = discord.upload("bell.md", b"# The bell\n\nThe bell weighs nine hundred pounds.\n")
    its = [
        *[await discord.press(ada, shown, vote) for vote in votes],
        await discord.slash(ada, "settings keep", **KEEP),
        await discord.slash(ada, "corpus show"),
        await discord.slash(ada, "sources add", file=file),
        await discord.slash(ada, "gaps"),
        await discord.slash(ada, "forget-me"),
        await discord.slash(ada, "check", text=AUTOMATED),
    ]
    await asyncio.gather(*(it.message(within=30) for it in its))


async def leaves_by_itself(process: Process) -> None:
    process.signal(signal.SIGTERM)
    assert await process.ended(within=30) == 0
    assert "No space left" in process.log or "disk is full" in process.log
    assert "Traceback" not in process.log, process.log


async def test_on_a_disk_that_is_full_from_the_start_everything_is_answered(
    tmp_path: Path,
) -> None:
    async with Standin() as discord:
        ada = discord.person("Ada")
        async with on_a_small_disk(discord, tmp_path, fill=FILL) as process:
            await everything_is_answered(discord, ada)
            await leaves_by_itself(process)


async def test_on_a_disk_that_becomes_full_everything_is_answered(tmp_path: Path) -> None:
    async with Standin() as discord:
        ada = discord.person("Ada")
        async with on_a_small_disk(discord, tmp_path, fill="") as process:
            kept = await (await discord.slash(ada, "settings keep", **KEEP)).message(within=20)
            assert "7" in kept.text
            process.fill(f"{tmp_path}/{DISK}/fill")
            await everything_is_answered(discord, ada)
            await leaves_by_itself(process)
