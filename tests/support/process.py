"""``quoth run`` as people run it: a process of its own, whose log a test can read."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import sys
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.forkserver import Forked
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LOADED = 60.0  # seconds that a start may take on a busy machine: torch alone takes five
MODULE = ("-m", "bot", "run")
UNLIMITED = {f"QUOTH_LIMITS__{whose}": "0" for whose in ("PERSON", "CHANNEL", "SERVER")}


@dataclass(frozen=True)
class Patched:
    """``quoth run``, started by ``code`` in a fork: for tests of what it does, not how it ends."""

    code: str
    command: str = "run"

    @property
    def alone(self) -> tuple[str, ...]:
        """The same in a Python of its own, for tests of its end or of what the kernel tells."""
        return ("-c", self.code, self.command)

    def run(self) -> None:
        sys.argv = ["quoth", self.command]
        exec(self.code, {"__name__": "__main__"})  # as `python -c` would


WITHOUT_MODEL = Patched(
    "import bot.__main__, tests.support.bot as support\n"
    "support.serve_without_model(support.FakeOracle())\n"
    "bot.__main__.main()"
)
# Whose builds have none either.
BUILDING_WITHOUT_MODEL = Patched(
    "import bot.app.wiring, bot.__main__, index.maintenance.rebuild as rebuild\n"
    "import tests.support.bot as support, tests.support.hashing_encoder as hashing\n"
    "bot.app.wiring.open_oracle = lambda settings, corpora: support.FakeOracle(0.1)\n"
    "rebuild.load_encoder = lambda settings: hashing.HashingEncoder()\n"
    "bot.__main__.main()"
).alone


class Process:
    """A running ``quoth run``; ``log`` is what it wrote so far."""

    def __init__(self, process: asyncio.subprocess.Process | Forked, file: Path) -> None:
        self._process, self._file = process, file

    @property
    def log(self) -> str:
        return self._file.read_text("utf-8")

    async def says(self, words: str) -> None:
        """Wait until they stand in the log."""
        async with asyncio.timeout(LOADED):
            while words not in self.log:  # noqa: ASYNC110 - a file tells nobody that it grew
                await asyncio.sleep(0.05)

    def fill(self, file: str) -> None:
        """Write to ``file``, as the process sees it, until its disk is full."""
        with (
            suppress(OSError),
            Path(f"/proc/{self._process.pid}/root{file}").open("wb", buffering=0) as filled,
        ):
            while filled.write(b"\0" * 4096):
                pass

    def told_by_the_kernel(self, name: str) -> str:
        """Read a file of its folder in ``/proc``."""
        return Path(f"/proc/{self._process.pid}/{name}").read_text("utf-8")

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    async def ended(self, within: float = LOADED) -> int:
        return await asyncio.wait_for(self._process.wait(), within)


def settings_for(environment: dict[str, str]) -> dict[str, str]:
    """Return the environment of a process of Quoth whose files are in its own folder."""
    given = {key: value for key, value in os.environ.items() if not key.startswith("QUOTH_")}
    places = {"QUOTH_LIBRARY__INDEX": "index", "QUOTH_LIBRARY__SOURCES": "sources"}
    return given | {"PYTHONPATH": str(ROOT)} | places | environment


async def quoth(home: Path, *arguments: str) -> tuple[int, str]:
    """Run another command of Quoth in ``home`` to its end; return its exit code and its log."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=home,
        env=settings_for({}),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, log = await process.communicate()
    return await process.wait(), log.decode()


@asynccontextmanager
async def quoth_run(
    home: Path, environment: dict[str, str], *, command: tuple[str, ...] | Patched = MODULE
) -> AsyncIterator[Process]:
    file = home / f"log-{secrets.token_hex(4)}"
    file.touch()
    process = await _started(command, home, settings_for(environment), file)
    try:
        yield Process(process, file)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _started(
    command: tuple[str, ...] | Patched, home: Path, environment: dict[str, str], file: Path
) -> asyncio.subprocess.Process | Forked:
    if isinstance(command, Patched):
        return Forked(command.run, home=home, environment=environment, log=file)
    with file.open("wb") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=home, env=environment, stderr=log
        )
