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
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psycopg

from bot.app.shared_state import SharedState
from bot.servers.house_rules import HouseRules
from index.building.build import build
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.standin import Standin
from tests.support.forked_quoth import ForkedQuoth
from tests.support.hashing_encoder import HashingEncoder
from tests.support.posed import HANGS, Crowd, Posed
from tests.support.postgres import CUT, KEY, ask, secrets_of, tell
from tests.support.postgres_pair import PostgresPair
from tests.support.process import UNLIMITED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

SHARES = ("0-1/3", "2/3")
PLACES = {"QUOTH_LIBRARY__INDEX": "index", "QUOTH_LIBRARY__SOURCES": "sources"}
ASKING = UNLIMITED | {"QUOTH_WORKERS__ANSWER": "true", "QUOTH_DISCORD__DEADLINE": "15"}
WORKING = {"QUOTH_WORKERS__THREADS": "2"}
SOURCE = "# The lamp\n\nThe lamp was first lit in 1867. It was automated in 1983.\n"
QUIET = 45.0  # seconds after the last question, in which all that is abandoned is ended
# Whatever was ever kept, and which messages and commands were noted as waiting.
WITNESSES = (
    "CREATE TABLE public.kept_once (question text)",
    "CREATE TABLE public.waited (id bigint)",
    """CREATE FUNCTION public.witness_kept() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO public.kept_once VALUES (NEW.question); RETURN NULL; END'""",
    """CREATE FUNCTION public.witness_waiting() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO public.waited VALUES (NEW.id); RETURN NULL; END'""",
    """CREATE TRIGGER witness AFTER INSERT ON quoth.kept FOR EACH ROW
    EXECUTE FUNCTION public.witness_kept()""",
    """CREATE TRIGGER witness AFTER INSERT ON quoth.awaited FOR EACH ROW
    EXECUTE FUNCTION public.witness_waiting()""",
)
KEPT, KEPT_ONCE = "SELECT question FROM quoth.kept", "SELECT question FROM public.kept_once"
COUNTED = """SELECT coalesce(sum(number), 0)::int FROM quoth.asked
    WHERE outcome IN ('answered', 'near', 'refused')"""
COUNTED_AND_KEPT = f"{COUNTED} AND outcome <> 'answered'"
KILLED_BEFORE, KILLED_AFTER = 1.0, 5.0  # seconds around a question that nobody had noted yet
IN_MEMORY = 35.0  # seconds for which a count may wait for the database
LOOK = 6.0  # seconds until what could not be noted is noted


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
        self.away: list[tuple[float, float]] = []  # when the database could not be written
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
        async with self._failing():
            await asyncio.to_thread(self._pair.fail_over, self._chance.uniform(0, 3))

    async def _cut(self) -> None:
        async with self._failing():
            await asyncio.to_thread(tell, self._pair.address, CUT)

    async def _halt(self, *, replica: bool) -> None:
        async with self._failing():
            with self._pair.halted(replica=replica):
                await asyncio.sleep(self._chance.uniform(0.5, 3))

    @asynccontextmanager
    async def _failing(self) -> AsyncIterator[None]:
        async with self._database:
            began = time.monotonic()
            yield
            self.away.append((began, time.monotonic()))


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
    async with _standin() as discord:
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
        return _report(discord, crowd, Troubles(killed, faults.away), witness, pair.address)


def _standin() -> Standin:
    """Make one whose server is on the second process; direct messages are on the first."""
    while True:
        discord = Standin(shards=3)
        if (int(discord.world.guild_id) >> 22) % 3 == 2:
            return discord


def _units(
    home: Path, discord: Standin, pair: PostgresPair, chance: random.Random
) -> tuple[list[Unit], list[Unit]]:
    _prepare(home, int(discord.world.guild_id), pair.address)
    everyone = PLACES | {"QUOTH_STORE__URL": pair.address, "QUOTH_STORE__KEY": KEY}
    asking, working = everyone | discord.environment | ASKING, everyone | WORKING
    divided = [asking | {"QUOTH_DISCORD__SHARDS": share} for share in SHARES]

    def unit(command: str, environment: dict[str, str], log: str) -> Unit:
        return Unit(partial(ForkedQuoth, command, home, environment, log), chance)

    bots = [unit("run", given, f"bot-{n}.log") for n, given in enumerate(divided)]
    return bots, [unit("work", working, f"worker-{n}.log") for n in range(2)]


def _prepare(home: Path, server: int, address: str) -> None:
    """Build the index, make the tables, and have the server keep questions."""
    (home / "sources").mkdir()
    (home / "sources" / "lamp.md").write_text(SOURCE, "utf-8")
    sources = find_sources(home / "sources")
    library = Library(home / "index")
    build(library, "default", sources, encoder=HashingEncoder(), max_bytes=1_000_000)
    state = SharedState(secrets_of(address), None)
    house = HouseRules(home / "none.json", kept=state.kept("customs"))
    house.change(server, lambda customs: replace(customs, keep_days=30))
    state.close()
    tell(address, *WITNESSES)


class Troubles(NamedTuple):
    """When bots were killed, and when the database could not be written."""

    killed: list[float]
    away: list[tuple[float, float]]

    def kill_in(self, begin: float, end: float) -> float | None:
        """Return the moment of the first kill in this time."""
        return next((moment for moment in self.killed if begin < moment < end), None)

    def never_noted(self, posed: Posed) -> bool:
        """Return whether its process was killed while nothing could be noted."""
        kill = self.kill_in(posed.at - KILLED_BEFORE, posed.at + IN_MEMORY)
        return kill is not None and any(
            begin < kill and posed.at < end + LOOK for begin, end in self.away
        )


def _report(
    discord: Standin, crowd: Crowd, troubles: Troubles, witness: Witness, address: str
) -> bool:
    """Print what became of all questions; return whether all is as it must be."""
    waited = {int(id_) for (id_,) in ask(address, "SELECT id FROM public.waited")}  # type: ignore[call-overload]
    became = {posed: _became(discord, posed, troubles, waited) for posed in crowd.posed}
    for how, number in sorted(Counter(became.values()).items()):
        print(f"{number:6} {how}")
    shown = [posed for posed, how in became.items() if how in ("answered", "refused")]
    wrong = Counter(how for how in became.values() if how.startswith("!"))
    wrong += _counted_wrongly(shown, crowd, address)
    wrong += _kept_wrongly(shown, crowd, witness, troubles, address)
    print(f"{crowd.forgets} times somebody was forgotten; problems: {discord.problems}")
    for how, number in wrong.items():
        print(f"WRONG {number:6} {how}")
    return not wrong and not discord.problems


def _became(discord: Standin, posed: Posed, troubles: Troubles, waited: set[int]) -> str:
    """Return what a question came to; what must not be begins with an exclamation mark."""
    told = posed.told(discord)
    if told in ("answered", "refused", "told to try again"):
        return told
    asked = posed.message or posed.interaction
    noted = asked is not None and int(asked.id) in waited
    if told == HANGS and not noted and troubles.never_noted(posed):
        return f"{posed.place}: acknowledged, and killed while nothing could be noted"
    if told != "unheard" or (noted and posed.message):  # Discord ends who is not acknowledged
        print(f"{posed!r}, noted: {noted}, {troubles}")
        return f"! {posed.place}: {told}"
    if not posed.heard_by:
        return f"{posed.place}: no process had the shard"
    if troubles.kill_in(posed.at - KILLED_BEFORE, posed.at + KILLED_AFTER):
        return f"{posed.place}: killed before it was noted"
    return f"! {posed.place}: unheard by a process that lived"


def _counted_wrongly(shown: list[Posed], crowd: Crowd, address: str) -> Counter[str]:
    ((counted,),) = ask(address, COUNTED)
    ((to_keep,),) = ask(address, COUNTED_AND_KEPT)
    once = [text for (text,) in ask(address, KEPT_ONCE)]
    assert isinstance(counted, int)
    assert isinstance(to_keep, int)
    print(f"{len(shown)} shown, {counted} counted; {len(once)} were kept, of {to_keep} to keep")
    never = {p.text for p in crowd.posed if p.to_keep and p.forgotten} - set(once)
    return +Counter({
        "kept twice": len(once) - len(set(once)),
        "counted twice": to_keep - len(once) - len(never),
        "counted, of all that were asked": counted - len(crowd.posed),
    })  # fmt: skip


def _kept_wrongly(
    shown: list[Posed], crowd: Crowd, witness: Witness, troubles: Troubles, address: str
) -> Counter[str]:
    kept = {text for (text,) in ask(address, KEPT)}
    once = {text for (text,) in ask(address, KEPT_ONCE)}
    unkept = [p for p in shown if p.to_keep and p.text not in once | crowd.deleted]
    in_memory = [p for p in unkept if troubles.kill_in(p.ended_at - 1, p.ended_at + IN_MEMORY)]
    print(f"{len(in_memory)} refused and never kept: still in the memory of a killed process")
    return +Counter({
        "kept, and lost": len(witness.seen - kept - crowd.deleted),
        "deleted, and back": len(kept & crowd.deleted),
        "never kept": len(unkept) - len(in_memory),
    })  # fmt: skip


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
