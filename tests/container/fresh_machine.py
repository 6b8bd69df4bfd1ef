"""Follow the page of the service word by word, on a machine where systemd is the first process.

Usage, as root on Debian 12: ``python -m tests.container.fresh_machine``.

The machine is a root of its own: Debian's packages are those of this one, all else is empty, and
nothing that is done there stays. Each line of each ``sh`` block of the page is given to its shell,
with only REPOSITORY replaced, and what the page says between them is done. Discord is the stand-in.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.container.instructions import service
from tests.container.machine import Machine, why_not
from tests.container.page_reader import READY_SECONDS, PageReader, asked
from tests.standin import Standin
from tests.support.paths import ROOT

PAGE = "run-as-a-service.md"
NOTE = b"# The note\n\nThe lamp of Skerry Point was lit by Ida Holm in 1867.\n"
RESTART_SECONDS = 300.0
INSTALLING, TOKEN, STARTING, UPDATING, TEMPLATE, REPLACING = range(6)  # the blocks of the page


def main() -> None:
    """Follow the page, and print each line with the time that it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--if-possible", action="store_true", help="it is no failure if it cannot")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that the machine ends too
    with tempfile.TemporaryDirectory(prefix="quoth-machine-") as folder:
        try:
            machine = Machine(Path(folder)) if not (why := why_not()) else None
        except OSError as error:
            machine, why = None, str(error)
        if machine is None:
            print(f"not done, because {why}")
            sys.exit(0 if given.if_possible else 1)
        try:
            with repository(Path(folder) / "quoth.git") as address:
                asyncio.run(Follower(machine, address).follow())
        except Exception:
            print(machine.says("journalctl --no-pager --lines=60 --unit='quoth*'"))
            raise
        finally:
            machine.close()
    print("1 passed, 0 failed")


@contextmanager
def repository(folder: Path) -> Iterator[str]:
    """Serve the last commit of this repository, and yield the address."""
    subprocess.run(["git", "clone", "--quiet", "--bare", ROOT, folder], check=True)
    subprocess.run(["git", "update-server-info"], cwd=folder, check=True)
    handler = partial(Quiet, directory=str(folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{folder.name}"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, format: str, *_: object) -> None:
        """Say nothing."""


class Follower:
    """An operator who has the page, a new machine and a bot to run."""

    def __init__(self, machine: Machine, address: str) -> None:
        self._machine = machine
        self._page = PageReader(PAGE, machine.command, words={"REPOSITORY": address})

    async def follow(self) -> None:
        """Do all that the page says, and see that the bot does what it promises."""
        await self._page.follow(INSTALLING)
        await self._page.follow(TOKEN)
        async with Standin() as discord:
            await self._write_files(discord)
            await self._page.follow(STARTING)
            await asked(discord)
            await self._adds_a_source(discord)
            await self._comes_back_after_a_kill(discord)
            await self._page.follow(UPDATING)
            await self._page.line("systemctl restart quoth")
            await asked(discord)
            for number in (TEMPLATE, REPLACING):
                await self._page.follow(number)
                await asked(discord)
            assert discord.problems == []
            assert await self._shown("quoth@9300", "ExecMainStatus") == "0", "it left by itself"
            await self._page.line("systemctl disable --now quoth@9301")
            await self._refused_token_is_tried_once()
        assert not self._page.has(REPLACING + 1), "the page says more than was done"

    async def _write_files(self, discord: Standin) -> None:
        """Write the token, the settings and the unit, as the page says in words."""
        settings = {k: v for k, v in discord.environment.items() if not k.endswith("TOKEN")}
        settings["QUOTH_DISCORD__MAINTAINED_BY"] = discord.world.guild_id
        lines = "".join(f"{key}={value}\n" for key, value in settings.items())
        for path, text in {
            "/etc/quoth/token": f"{discord.token}\n",
            "/opt/quoth/.env": lines,
            "/etc/systemd/system/quoth.service": service().text,
        }.items():
            await asyncio.to_thread(self._machine.write, path, text)

    async def _adds_a_source(self, discord: Standin) -> None:
        """See that what the unit lets it write is enough for maintainers."""
        file = discord.upload("note.md", NOTE)
        it = await discord.slash(discord.person("Ada"), "sources add", file=file)
        message = await it.message(within=READY_SECONDS)
        await message.until(lambda m: "answered from now on" in m.text, within=READY_SECONDS)
        print("          added a source", flush=True)

    async def _comes_back_after_a_kill(self, discord: Standin) -> None:
        before = await self._shown("quoth", "MainPID")
        await self._page.line("systemctl kill --signal=KILL quoth")
        began = time.monotonic()
        while await self._shown("quoth", "MainPID") in {"0", before}:
            assert time.monotonic() - began < RESTART_SECONDS
            await asyncio.sleep(0.5)
        await asked(discord)

    async def _refused_token_is_tried_once(self) -> None:
        await asyncio.to_thread(self._machine.write, "/etc/quoth/token", "MTIz.wrong.token\n")
        await asyncio.to_thread(self._machine.run, "systemctl start quoth", check=False)
        began = time.monotonic()
        while await self._shown("quoth", "ActiveState") != "failed":
            assert time.monotonic() - began < READY_SECONDS
            await asyncio.sleep(0.5)
        assert await self._shown("quoth", "ExecMainStatus") == "2"
        assert await self._shown("quoth", "NRestarts") == "0"

    async def _shown(self, unit: str, name: str) -> str:
        return await asyncio.to_thread(
            self._machine.says, f"systemctl show {unit} --property {name} --value"
        )


if __name__ == "__main__":
    main()
