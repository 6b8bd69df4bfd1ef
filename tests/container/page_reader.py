"""An operator who gives a shell what a page of the documentation shows, line by line."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.container.instructions import blocks
from tests.standin import Standin

READY = b"quoth is ready"
# Exit codes that are no failure: something was found, such as no token; the sources do not answer.
SAID = {"quoth doctor": 1, "quoth ask": 3}
READY_SECONDS = 600.0  # on a machine that is busy with other work
QUESTION, ANSWER = "When was the nuclear deal concluded?", "2015"


class PageReader:
    """Follows the ``sh`` blocks of a page; ``command`` is how its shell is given a line."""

    def __init__(
        self,
        page: str,
        command: Callable[[str], list[str]],
        *,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
        words: Mapping[str, str] | None = None,
    ) -> None:
        self._blocks, self._command = blocks(page, "sh"), command
        self._folder, self._environment = folder, environment or os.environ
        self._words = words or {}

    def has(self, number: int) -> bool:
        """Tell whether the page has so many blocks."""
        return number < len(self._blocks)

    async def follow(self, number: int) -> None:
        """Give the shell each line of a block."""
        for line in self._blocks[number].splitlines():
            if line.strip():
                await self.line(line)

    async def line(self, line: str) -> None:
        """Give the shell a line, and print how long it took.

        :raises RuntimeError: it failed.
        """
        for word, meaning in self._words.items():
            line = line.replace(word, meaning)
        began = time.monotonic()
        await (self._ready(line) if line.endswith(("-f", "--follow")) else self.said(line))
        print(f"{time.monotonic() - began:6.1f} s  {line[:110]}", flush=True)

    async def _started(self, line: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *self._command(line), cwd=self._folder, env=self._environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip

    async def said(self, line: str) -> str:
        """Return what a line prints.

        :raises RuntimeError: it failed.
        """
        process = await self._started(line)
        output, _ = await process.communicate()
        known = {code for command, code in SAID.items() if command in line}
        if process.returncode not in {0, *known}:
            raise RuntimeError(f"{line}\n{output[-4000:].decode()}")
        return output.decode()

    async def _ready(self, line: str) -> None:
        """Read a log that never ends until it says what the page promises."""
        process = await self._started(line)
        assert process.stdout
        async with asyncio.timeout(READY_SECONDS):
            while READY not in await process.stdout.readline():
                pass
        os.killpg(process.pid, signal.SIGTERM)  # the shell that it was given to ends with it
        await process.wait()


async def asked(discord: Standin, question: str = QUESTION, answer: str = ANSWER) -> None:
    """Ask the bot, and see that it answers."""
    await discord.connected(within=READY_SECONDS)
    it = await discord.slash(discord.person("Ada"), "ask", question=question)
    text = (await it.message(within=READY_SECONDS)).text
    assert answer in text, text
    print(f"          answered: {text.splitlines()[0][:70]}", flush=True)
