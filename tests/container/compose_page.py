"""Follow the page of the container word by word, with the image as a root and our own engine."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from tests.container.engine import STATE
from tests.container.instructions import blocks
from tests.container.page_reader import READY_SECONDS, PageReader, asked
from tests.standin import Standin
from tests.support.paths import ROOT

PAGE = "run-in-a-container.md"
HANDBOOK = "# The harbour\n\nThe lamp of Skerry Point was lit by Ida Holm in 1867.\n"
LAMP, LIT_BY = "Who lit the lamp of Skerry Point?", "Ida Holm"
# The blocks of the page; what it says in words between them is done here.
(PROTECTING, STARTING, LOOKING, SECRET, RECREATING, SOURCES, OTHERS, RESTORING,
 UPDATING) = range(9)  # fmt: skip
PROGRAMS = {
    "docker": f'PYTHONPATH={ROOT} exec {sys.executable} -m tests.container.engine "$@"',
    "sudo": 'exec "$@"',
}


class ComposeFollower:
    """An operator who has the page and a copy of the repository; ``root`` is the image."""

    def __init__(self, scratch: Path, root: Path) -> None:
        self._folder, state, programs = (scratch / of for of in ("project", "engine", "bin"))
        for folder in (self._folder, state, programs):
            folder.mkdir()
        (state / "root").write_text(str(root), "utf-8")
        for name, line in PROGRAMS.items():
            (programs / name).write_text(f"#!/bin/sh\n{line}\n", "utf-8")
            (programs / name).chmod(0o755)
        path = f"{programs}:{os.environ['PATH']}"
        self._page = PageReader(
            PAGE,
            lambda line: ["sh", "-c", line],
            folder=self._folder,
            environment=os.environ | {"PATH": path, STATE: str(state)},
            # the steps of the image were followed before, and there is no newer version
            words={"docker compose build": "true", "git pull": "true"},
        )

    async def follow(self) -> None:
        """Do all that the page says, and see that the bot does what it promises."""
        async with Standin() as discord:
            self._write_settings(discord)
            try:
                await self._install(discord)
                await self._keep(discord)
            finally:
                await self._page.line("docker compose stop")
            assert discord.problems == []
        assert not self._page.has(UPDATING + 1), "the page says more than was done"

    async def _install(self, discord: Standin) -> None:
        await self._page.follow(PROTECTING)
        await self._page.follow(STARTING)
        await discord.connected(within=READY_SECONDS)
        await self._healthy()
        await self._page.follow(LOOKING)
        await asked(discord)
        self._take_out_the_token()
        await self._page.follow(SECRET)
        (self._folder / "token").write_text(f"{discord.token}\n", "utf-8")
        await self._page.follow(RECREATING)
        await asked(discord)

    async def _keep(self, discord: Standin) -> None:
        (self._folder / "handbook").mkdir()
        (self._folder / "handbook" / "lamp.md").write_text(HANDBOOK, "utf-8")
        await self._page.follow(SOURCES)
        await asked(discord, LAMP, LIT_BY)
        await self._page.follow(OTHERS)
        backup = (self._folder / "backup.tar").stat()
        assert backup.st_mode & 0o77 == 0, "it has the key of the ledger"
        for number in (RESTORING, UPDATING):
            await self._page.follow(number)
            await asked(discord, LAMP, LIT_BY)

    def _write_settings(self, discord: Standin) -> None:
        settings = discord.environment
        text = "".join(f"{key}={value}\n" for key, value in settings.items())
        (self._folder / ".env").write_text(text, "utf-8")

    def _take_out_the_token(self) -> None:
        env = self._folder / ".env"
        lines = env.read_text("utf-8").splitlines(keepends=True)
        env.write_text("".join(line for line in lines if "TOKEN" not in line), "utf-8")
        (text,) = blocks(PAGE, "yaml")
        (self._folder / "compose.override.yaml").write_text(text, "utf-8")

    async def _healthy(self) -> None:
        began = time.monotonic()
        while "healthy" not in await self._page.said("docker compose ps"):
            assert time.monotonic() - began < READY_SECONDS
