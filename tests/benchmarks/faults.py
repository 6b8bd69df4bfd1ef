"""Measure what faults at random cost: of bots, workers, the database, the network and its disk.

    python -m tests.benchmarks.faults --faults 100

Two ``quoth run`` keep three shards of the stand-in for Discord, without a model; two ``quoth work``
answer, from an index that the tests' encoder has built; all share a PostgreSQL of the wheel with a
synchronous replica. Each process starts again when it ends, as under a service manager. Four people
ask by command, by mention and in direct messages, and are forgotten now and then. Every few seconds
one thing fails, whether or not the last one is over: a bot or a worker is killed (SIGKILL), the
primary is killed and its replica promoted up to three seconds later, every connection to the
database is cut, the primary is halted, or the replica, for which every commit waits as for a slow
disk. It ends with 1 if a question has no end or two, is counted or kept twice, if a kept one is
lost or a deleted one is back.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tests.benchmarks.fault_report import KEPT, WITNESSES, report
from tests.support.deployment import ASKING, WORKING, everyone, prepare, standin
from tests.support.forked_quoth import ForkedQuoth
from tests.support.posed import Crowd
from tests.support.postgres import CUT, ask, tell
from tests.support.postgres_pair import PostgresPair

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.standin import Standin

SHARES = ("0-1/3", "2/3")
QUIET = 45.0  # seconds after the last question, in which all that is abandoned is ended


class Unit:
    """A process that is started again whenever it ends, as a service manager does."""

    def __init__(self, start: Callable[[], ForkedQuoth], chance: random.Random) -> None:
        self._start, self._chance = start, chance
        self._process: ForkedQuoth | None = None
        self._ending = False
        self.killed: list[float] = []
        self.ended: Counter[int] = Counter()

    async def run(self) -> None:
        while not self._ending:
            self._process = await asyncio.to_thread(self._start)
            self.ended[await self._process.ended()] += 1
            if not self._ending:
                await asyncio.sleep(self._chance.uniform(0.2, 4))

    def kill(self) -> bool:
        """End the process without a word; return whether there was one."""
        killed = self._process is not None and self._process.signal(signal.SIGKILL)
        self.killed += [time.monotonic()] if killed else []
        return killed

    def leave(self) -> None:
        """End the process for good, in order."""
        self._ending = True
        if self._process is not None:
            self._process.signal(signal.SIGTERM)


class Faults:
    """What can fail; one thing at a time of the database, the rest whenever it comes."""

    def __init__(
        self, pair: PostgresPair, bots: list[Unit], workers: list[Unit], chance: random.Random
    ) -> None:
        self._pair, self._chance = pair, chance
        self._database = asyncio.Lock()
        self._kinds = {
            "a bot is killed": partial(self._kill, bots),
            "a worker is killed": partial(self._kill, workers),
            "the primary is killed": self._fail_over,
            "connections are cut": self._cut,
            "the primary halts": partial(self._halt, replica=False),
            "the disk is slow": partial(self._halt, replica=True),
        }
        self.happened: Counter[str] = Counter()

    async def happen(self) -> None:
        kind = self._chance.choice(list(self._kinds))
        self.happened[kind] += 1
        await self._kinds[kind]()

    async def _kill(self, units: list[Unit]) -> None:
        unit = self._chance.choice(units)
        while not unit.kill():  # noqa: ASYNC110 - it is about to start
            await asyncio.sleep(0.1)

    async def _fail_over(self) -> None:
        async with self._database:
            await asyncio.to_thread(self._pair.fail_over, self._chance.uniform(0, 3))

    async def _cut(self) -> None:
        async with self._database:
            await asyncio.to_thread(tell, self._pair.address, CUT)

    async def _halt(self, *, replica: bool) -> None:
        async with self._database:
            with self._pair.halted(replica=replica):
                await asyncio.sleep(self._chance.uniform(0.5, 3))


class Witness:
    """Whoever has seen, from outside, what was kept."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.seen: set[object] = set()

    async def look_on(self) -> None:
        while True:
            with suppress(psycopg.Error):
                rows = await asyncio.to_thread(ask, self._address, KEPT)
                self.seen |= {question for (question,) in rows}
            await asyncio.sleep(0.5)


async def measure(options: argparse.Namespace, home: Path, pair: PostgresPair) -> bool:
    chance = random.Random(options.seed)
    async with standin() as discord:
        bots, workers = _units(home, discord, pair, chance)
        running = [asyncio.create_task(unit.run()) for unit in bots + workers]
        await discord.connected(within=300, links=3)
        crowd, faults = Crowd(discord, options.people), Faults(pair, bots, workers, chance)
        witness = Witness(pair.address)
        looking = asyncio.create_task(witness.look_on())
        asking = asyncio.create_task(crowd.ask())
        began = time.monotonic()
        happening = []
        for _ in range(options.faults):
            await asyncio.sleep(chance.uniform(0.5, 1.5) * options.between)
            happening.append(asyncio.create_task(faults.happen()))
        await asyncio.gather(*happening)
        crowd.stop()
        await asyncio.gather(asking, asyncio.sleep(QUIET))
        looking.cancel()
        for unit in bots + workers:
            unit.leave()
        await asyncio.gather(*running)
        print(f"{time.monotonic() - began:.0f} s;", dict(faults.happened))
        for name, units in (("bots", bots), ("workers", workers)):
            print(f"exit codes of {name}:", dict(sum((unit.ended for unit in units), Counter())))
        killed = sorted(moment for unit in bots for moment in unit.killed)
        return report(discord, crowd, killed, witness.seen, pair.address)


def _units(
    home: Path, discord: Standin, pair: PostgresPair, chance: random.Random
) -> tuple[list[Unit], list[Unit]]:
    prepare(home, int(discord.world.guild_id), pair.address)
    tell(pair.address, *WITNESSES)
    shared = everyone(pair.address)
    asking, working = shared | discord.environment | ASKING, shared | WORKING
    divided = [asking | {"QUOTH_DISCORD__SHARDS": share} for share in SHARES]

    def unit(command: str, environment: dict[str, str], log: str) -> Unit:
        return Unit(partial(ForkedQuoth, command, home, environment, log), chance)

    bots = [unit("run", given, f"bot-{n}.log") for n, given in enumerate(divided)]
    return bots, [unit("work", working, f"worker-{n}.log") for n in range(2)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=100)
    parser.add_argument("--between", type=float, default=5.0, metavar="SECONDS")
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--seed", type=int, default=18)
    parser.add_argument("--home", type=Path, help="an empty folder for what the processes log")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="quoth-") as folder:
        home, root = options.home or Path(folder) / "home", Path(folder)
        home.mkdir(exist_ok=True)
        pair = PostgresPair(root)
        try:
            well = asyncio.run(measure(options, home, pair))
        finally:
            pair.close()
    sys.exit(not well)


if __name__ == "__main__":
    main()
