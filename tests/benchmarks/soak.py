"""Run a bot for as long as one says, under mixed load and faults, and draw what it takes.

    python -m tests.benchmarks.soak --minutes 60 --warm-up 10 --picture soak.png --rows soak.jsonl

The bot is ``quoth run`` in a process of its own, with the shipped models; Discord is the stand-in,
in this one. People ask, mention, press buttons and type; the index is built anew once in a while;
and every few seconds something goes wrong: a request is reset, refused, slow or limited, or its
reply is lost, and the gateway asks to reconnect or breaks. Memory, file handles and threads of the
bot are read from ``/proc``, so this is for Linux.

The exit code is 1 if one of them grows after the warm-up by more than ``--tolerance``, or if an
interaction is left without an end that the bot had heard of in time. What goes down again has not
grown: while two indexes are open, there are more handles. So the time after the warm-up is cut into
ten, and a straight line is taken through the lowest samples of each.
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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.reports.charts import RIGHT, drawn, saved
from tests.standin import Standin
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from index.reports.charts import Axes
    from tests.standin import Message, Person
    from tests.standin.interactions import Interaction

STARTED_SECONDS = 120.0
PATIENCE_SECONDS = 60.0
LAST_SECONDS = 90.0  # for what is under way at the end
ACTIONS = {"ask": 6, "mention": 2, "press": 3, "type": 2, "help": 1, "check": 1}  # how often
BUTTONS = ("st", "cx", "mq", "vote")
UNLIMITED = {f"QUOTH_LIMITS__{whose}": "0" for whose in ("PERSON", "CHANNEL", "SERVER")}
AT_ONCE = 8  # votes of each person
STRETCHES, LAST_LINES = 10, 5
NOT_FOUND = 404
GROWING = ("memory_mib", "handles", "threads")
SHOWN = {
    "memory_mib": "Resident memory, MiB",
    "handles": "Open files and sockets",
    "threads": "Threads",
    "p95": "Answers and notices, s (p95)",
}


@dataclass
class Sample:
    """What the bot takes at one moment, and how soon it answered since the sample before."""

    minute: float
    memory_mib: float
    handles: int
    threads: int
    ended: int
    p50: float
    p95: float


@dataclass
class Soak:
    """What all tasks share: the stand-in, until when they go on, and what has happened."""

    discord: Standin
    until: float
    questions: list[str]
    chance: random.Random
    taken: list[float] = field(default_factory=list)  # seconds, since the latest sample
    counts: dict[str, int] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)
    number: Iterator[int] = field(default_factory=itertools.count)

    def goes_on(self) -> bool:
        """Tell whether the time is not over yet."""
        return time.monotonic() < self.until

    def note(self, what: str) -> None:
        """Count one thing that happened."""
        self.counts[what] = self.counts.get(what, 0) + 1

    def question(self) -> str:
        """Choose a question; two of three are unlike all others, so that none is remembered."""
        chosen = self.chance.choice(self.questions)
        number = f"{next(self.number):b}".replace("0", "?").replace("1", "!")
        return chosen if self.chance.random() < 1 / 3 else chosen + number


async def person(soak: Soak, one: Person) -> None:
    """Act like one person, with a pause between two acts."""
    shown: Message | None = None
    while soak.goes_on():
        what = soak.chance.choices(list(ACTIONS), list(ACTIONS.values()))[0]
        began = time.monotonic()
        try:
            seen = await act(soak, one, what, shown)
        except (TimeoutError, AssertionError):
            soak.note(f"{what}: no answer seen")  # a fault may have swallowed it
        else:
            soak.taken.append(time.monotonic() - began)
            soak.note(what)
            shown = seen if what == "ask" else shown
        await asyncio.sleep(soak.chance.uniform(0.2, 2.0))


async def act(soak: Soak, one: Person, what: str, shown: Message | None) -> Message | None:
    """Do one thing, and wait for what the bot says to it."""
    discord, within = soak.discord, PATIENCE_SECONDS
    if what == "mention":
        said = await discord.says(one, f"<@bot> {soak.question()}")
        return (await said.answers(within=within))[0]
    if what == "type":
        typing = await discord.autocomplete(one, "ask", "source", "i")
        await typing.choices(within=within)
        return None
    names = _buttons(shown) if what == "press" and shown is not None else []
    if names and shown is not None:
        it = await discord.press(one, shown, soak.chance.choice(names))
    elif what == "help":
        it = await discord.slash(one, "help")
    elif what == "check":
        it = await discord.slash(one, "check", text=f"“{soak.question()}”")
    else:
        it = await discord.slash(one, "ask", question=soak.question())
    return await it.message(within=within)


def _buttons(message: Message) -> list[str]:
    names = (str(part.get("custom_id", "")) for part in message.components)
    return [name for name in names if name.startswith(BUTTONS)]


async def all_at_once(soak: Soak, people: Sequence[Person]) -> None:
    """Let everybody vote at the same moment: a pool of threads grows when all of them are busy.

    Else it does so by chance, whenever the machine is slow, and looks like a leak.
    """
    shown = await act(soak, people[0], "ask", None)
    votes = [name for name in _buttons(shown) if name.startswith("vote")] if shown else []
    assert shown, "the bot answers nothing"
    pressed = [
        await soak.discord.press(one, shown, soak.chance.choice(votes))
        for one in [*people] * AT_ONCE
    ]
    await asyncio.gather(*(it.message(within=PATIENCE_SECONDS) for it in pressed))


async def faults(soak: Soak, every: float) -> None:
    """Let something go wrong every few seconds."""
    on, any_path = soak.discord.faults, ""
    wrong: dict[str, Callable[[], Any]] = {
        "reset": partial(on.reset, "PATCH", any_path, times=2),
        "status 503": partial(on.status, 503, "PATCH", any_path, times=2),
        "status 500": partial(on.status, 500, "POST", "/messages"),
        "rate limit": partial(on.rate_limit, "PATCH", any_path, retry_after=1.5),
        "rate limit of the proxy": partial(on.rate_limit, "POST", "/messages", via=False),
        "lost reply": partial(on.lose_reply, "POST", "/callback"),
        "slow": partial(on.slow, "PATCH", any_path, 2.0, times=3),
        "reconnect": on.reconnect,
        "broken gateway": on.drop_gateway,
        "gateway closed": partial(on.close_gateway, 4000),
    }
    while soak.goes_on():
        await asyncio.sleep(every)
        what = soak.chance.choice(list(wrong))
        outcome = wrong[what]()
        if asyncio.iscoroutine(outcome):
            await outcome
        soak.note(f"fault: {what}")


async def builds(soak: Soak, home: Path, every: float) -> None:
    """Change a source and build the index anew, once in a while."""
    for number in itertools.count(1):
        await asyncio.sleep(every)
        if not soak.goes_on():
            return
        text = f"# Note {number}\n\nThe note of day {number} says that all is well.\n"
        (home / "sources" / "note.md").write_text(text, "utf-8")
        process = await quoth(home, {}, "build")
        try:
            soak.note("build" if await process.wait() == 0 else "build that failed")
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise


async def samples(soak: Soak, pid: int, every: float) -> None:
    """Read what the bot takes, every few seconds."""
    began = time.monotonic()
    while soak.goes_on():
        await asyncio.sleep(every)
        taken, soak.taken = soak.taken, []
        p50, p95 = np.quantile(taken, (0.5, 0.95)) if taken else (0.0, 0.0)
        proc = Path(f"/proc/{pid}")
        pages = int((proc / "statm").read_text("ascii").split()[1])
        memory = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
        handles, threads = (sum(1 for _ in (proc / of).iterdir()) for of in ("fd", "task"))
        minute = (time.monotonic() - began) / 60
        soak.samples.append(
            Sample(round(minute, 3), memory, handles, threads, len(taken), float(p50), float(p95))
        )


async def quoth(
    home: Path, environment: dict[str, str], *arguments: str
) -> asyncio.subprocess.Process:
    """Start a command of Quoth in ``home``; its messages go to a file there."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("QUOTH_")}
    places = {"PYTHONPATH": str(ROOT), "QUOTH_LIBRARY__SOURCES": "sources"}
    with (home / f"{arguments[0]}.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments),
            cwd=home,
            env=kept | places | UNLIMITED | environment,
            stdout=log,
            stderr=log,
        )


async def soaked(home: Path, given: argparse.Namespace) -> tuple[Soak, int]:
    """Run the bot and all that happens to it; return that, and how many had no end in time."""
    lines = (ROOT / "tests" / "canned" / "shipped.jsonl").read_text("utf-8").splitlines()
    questions = [record["question"] for line in lines if "question" in (record := json.loads(line))]
    assert await (await quoth(home, {}, "build")).wait() == 0
    async with Standin() as discord:
        discord._checks.checked = False  # checking every message would distort the times
        bot = await quoth(home, discord.environment, "run")
        try:
            await discord.connected(within=STARTED_SECONDS)
            until = time.monotonic() + 60 * given.minutes
            soak = Soak(discord, until, questions, random.Random(given.seed))
            people = [discord.person(f"Person {number}") for number in range(given.people)]
            watching = [samples(soak, bot.pid, given.sample_every)]
            wrong = [faults(soak, given.fault_every), builds(soak, home, given.build_every)]
            await all_at_once(soak, people)
            tasks = [asyncio.create_task(each) for each in wrong]
            await asyncio.gather(*watching, *(person(soak, one) for one in people))
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            discord.faults.clear()
            await _until_all_have_ended(discord)
            bot.terminate()
            code = await asyncio.wait_for(bot.wait(), LAST_SECONDS)
            print(f"the bot ended with {code}")
        finally:
            if bot.returncode is None:
                bot.kill()
                await bot.wait()
        late = [it for it in discord.left_open if was_late(discord, it)]
        soak.counts["acknowledged after Discord's three seconds"] = len(late)
        return soak, len(discord.left_open) - len(late)


def was_late(discord: Standin, it: Interaction) -> bool:
    """Tell whether the bot acknowledged it when Discord had given it up, as on a busy machine."""
    return any(sent.status == NOT_FOUND for sent in discord.sent("POST", f"/{it.id}/"))


async def _until_all_have_ended(discord: Standin) -> None:
    began = time.monotonic()
    while discord.left_open and time.monotonic() - began < LAST_SECONDS:  # noqa: ASYNC110 - a count
        await asyncio.sleep(1)


def growth(rows: Sequence[Sample], what: str, warm_up: float) -> tuple[float, float]:
    """Return the level at the warm-up's end, and how much a straight line grows from it."""
    later = [row for row in rows if row.minute >= warm_up]
    cuts = np.linspace(0, len(later), STRETCHES + 1).astype(int)
    stretches = [later[begin:end] for begin, end in itertools.pairwise(cuts)]
    lowest = [min(stretch, key=lambda row: getattr(row, what)) for stretch in stretches if stretch]
    minutes = np.array([row.minute for row in lowest])
    values = np.array([getattr(row, what) for row in lowest], dtype=float)
    slope, level = np.polyfit(minutes - minutes[0], values, 1)
    return float(level), float(slope * (minutes[-1] - minutes[0]))


def report(soak: Soak, left_open: int, given: argparse.Namespace) -> bool:
    """Print what happened; return whether nothing grew and nothing was left open."""
    for what, number in sorted(soak.counts.items()):
        print(f"{number:>7}  {what}")
    well = left_open == 0
    print(f"{left_open:>7}  left without an end")
    for what in GROWING:
        level, more = growth(soak.samples, what, given.warm_up)
        held = more <= level * given.tolerance
        well = well and held
        print(f"{SHOWN[what]}: {level:.1f}, then {more:+.1f}{'' if held else '  GROWS'}")
    later = [row.p95 for row in soak.samples if row.minute >= given.warm_up]
    print(f"{SHOWN['p95']}: {np.median(later):.2f} (median), {max(later):.2f} (worst)")
    return well


def picture(rows: Sequence[Sample], warm_up: float) -> bytes:
    """Draw the four curves over the minutes; the warm-up ends at the upright line."""

    def draw(what: str, axes: Axes) -> None:
        axes.plot([row.minute for row in rows], [getattr(row, what) for row in rows], color=RIGHT)
        axes.axvline(warm_up, linestyle=":", linewidth=1)
        axes.set_ylim(bottom=0)
        axes.set_xlabel("minutes")

    return saved(drawn([(title, partial(draw, what)) for what, title in SHOWN.items()]), "png")


def main() -> None:
    """Soak the bot as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--warm-up", type=float, default=10.0, help="minutes that may grow")
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--fault-every", type=float, default=7.0, help="seconds")
    parser.add_argument("--build-every", type=float, default=60.0, help="seconds")
    parser.add_argument("--sample-every", type=float, default=5.0, help="seconds")
    parser.add_argument("--tolerance", type=float, default=0.05, help="share of the level")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--rows", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "sources").mkdir()
        for article in (ROOT / "docs" / "articles").iterdir():
            (home / "sources" / article.name).write_bytes(article.read_bytes())
        soak, left_open = asyncio.run(soaked(home, given))
        log = (home / "run.log").read_text("utf-8")
    tracebacks = log.count("Traceback")
    print(f"{tracebacks:>7}  tracebacks in the log, which ends so:")
    print("\n".join(log.splitlines()[-LAST_LINES:]))
    if given.rows:
        given.rows.write_text("".join(f"{json.dumps(asdict(row))}\n" for row in soak.samples))
    if given.picture:
        given.picture.write_bytes(picture(soak.samples, given.warm_up))
    sys.exit(0 if report(soak, left_open, given) and not tracebacks else 1)


if __name__ == "__main__":
    main()
