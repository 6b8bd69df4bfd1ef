"""Measure how soon many people at once are answered, by a real bot with the shipped index.

    python -m tests.benchmarks.askers --askers 50 --seconds 60

The bot is ``quoth run`` in a process of its own; Discord is the stand-in, in this one. Each asker
acts again as soon as the answer is there: asks questions of ``tests/canned/shipped.jsonl``, presses
*Still current?* below an answer, and types names. The time of an acknowledgement is from the
event's sending to its arrival at the stand-in. ``--slice`` sets how long a thread of the bot may
keep the others waiting.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.building.build import build
from index.models.encoder import load_encoder
from index.settings import EncoderSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.standin import Standin
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.standin import Interaction, Message, Person

LOADED = 90.0  # seconds
PATIENCE = 60.0
ASKED = "ask", "press", "type"


UNLIMITED = {f"QUOTH_LIMITS__{whose}": "0" for whose in ("PERSON", "CHANNEL", "SERVER")}


@dataclass
class Times:
    """The seconds to the acknowledgements and to the ends of one kind of action."""

    heard: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)


def questions() -> list[str]:
    """Return the canned questions of the shipped index."""
    lines = (ROOT / "tests" / "canned" / "shipped.jsonl").read_text("utf-8").splitlines()
    return [record["question"] for line in lines if "question" in (record := json.loads(line))]


@dataclass
class Askers:
    """What all askers share: until when they ask, and how many of their questions repeat."""

    until: float
    repeated: float
    times: dict[str, Times] = field(default_factory=lambda: {what: Times() for what in ASKED})
    number: Iterator[int] = field(default_factory=itertools.count)

    def question(self, asked: list[str], chance: random.Random) -> str:
        """Choose a question, and mark it so that it is unlike all others, unless it repeats."""
        chosen = chance.choice(asked)
        if chance.random() < self.repeated:
            return chosen
        return chosen + f"{next(self.number):b}".replace("0", "?").replace("1", "!")


async def ask_on(discord: Standin, person: Person, askers: Askers, chance: random.Random) -> None:
    """Ask, press and type, each as soon as the last has ended."""
    asked, shown, times = questions(), None, askers.times
    while time.monotonic() < askers.until:
        what = chance.choices(ASKED, (7, 2, 1))[0] if shown else "ask"
        began = time.monotonic()
        question = askers.question(asked, chance)
        interaction = await _act(discord, person, what, question, shown)
        times[what].heard.append(await interaction.acknowledged(within=PATIENCE))
        if what != "type":
            message = await interaction.message(within=PATIENCE)
            times[what].ended.append(time.monotonic() - began)
            shown = message if what == "ask" and _button(message) else shown


async def _act(
    discord: Standin, person: Person, what: str, question: str, shown: Message | None
) -> Interaction:
    if what == "press" and shown is not None:
        return await discord.press(person, shown, _button(shown) or "")
    if what == "type":
        return await discord.autocomplete(person, "corpus use", "name", "d")
    return await discord.slash(person, "ask", question=question)


def _button(message: Message) -> str | None:
    names = (str(part.get("custom_id", "")) for part in message.components)
    return next((name for name in names if name.startswith("st")), None)


async def measured(home: Path, given: argparse.Namespace) -> None:
    """Run the bot and the askers, and print their times."""
    async with Standin() as discord:
        discord._checks.checked = False  # checking every message would distort the times
        people = [discord.person(f"Asker {number}") for number in range(given.askers)]
        process = await _started(home, discord.environment, given.slice)
        try:
            await discord.connected(within=LOADED)
            await (await discord.slash(people[0], "ask", question="Who?")).message(within=LOADED)
            before = _processor_seconds(process.pid)
            askers = Askers(time.monotonic() + given.seconds, given.repeated)
            await asyncio.gather(
                *(
                    ask_on(discord, person, askers, random.Random(number))
                    for number, person in enumerate(people)
                )
            )
            memory, busy = _resident(process.pid), _processor_seconds(process.pid) - before
            process.terminate()
            code = await asyncio.wait_for(process.wait(), LOADED)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        report(askers.times, discord, code, given.seconds)
        each = 1000 * busy / len(askers.times["ask"].ended)
        print(f"the bot: {memory} MiB resident, {each:.0f} ms of processor time an answer")


async def _started(
    home: Path, environment: dict[str, str], slice_: float
) -> asyncio.subprocess.Process:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("QUOTH_")}
    code = "import sys, bot.__main__ as b; sys.argv = ['quoth', 'run']; b.main()"
    if slice_:
        code = f"import sys; sys.setswitchinterval({slice_}); {code}"
    with (home / "log").open("wb") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            code,
            cwd=home,
            env=kept | {"PYTHONPATH": str(ROOT)} | UNLIMITED | environment,
            stderr=log,
        )


def _resident(process: int) -> int:
    """Return the resident memory of a process in MiB."""
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def _processor_seconds(process: int) -> float:
    """Return the processor time that a process has used."""
    columns = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return sum(map(int, columns[11:13])) / os.sysconf("SC_CLK_TCK")


def report(times: dict[str, Times], discord: Standin, code: int, seconds: float) -> None:
    """Print a table of the times."""
    heard = sorted(second for one in times.values() for second in one.heard)
    print(f"{len(heard)} interactions in {seconds:g} s, {os.cpu_count()} cores, exit code {code}")
    print(f"{'':>16} {'count':>6} {'p50':>7} {'p95':>7} {'p99':>7} {'max':>7}")
    _row("acknowledged", heard)
    for what, one in times.items():
        _row(f"{what}: heard", sorted(one.heard))
        if one.ended:
            _row(f"{what}: ended", sorted(one.ended))
    print(f"answers a second: {len(times['ask'].ended) / seconds:.1f}")
    print(f"left without an end: {len(discord.left_open)}")


def _row(name: str, seconds: list[float]) -> None:
    points = [seconds[min(len(seconds) - 1, int(len(seconds) * p))] for p in (0.5, 0.95, 0.99, 1)]
    print(f"{name:>16} {len(seconds):>6} " + " ".join(f"{point:7.3f}" for point in points))


def main() -> None:
    """Build the index, then measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--askers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--repeated", type=float, default=0.3)
    parser.add_argument("--slice", type=float, default=0.0, help="of sys.setswitchinterval")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        build(
            Library(home / "var" / "index"),
            "default",
            find_sources(ROOT / "docs" / "articles"),
            load_encoder(EncoderSettings()),
            max_bytes=1_000_000,
        )
        asyncio.run(measured(home, given))


if __name__ == "__main__":
    main()
