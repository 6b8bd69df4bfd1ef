"""Send SIGTERM to ``quoth run`` at random moments, and count what is left without an end.

    python -m tests.benchmarks.sigterms --times 200
    python -m tests.benchmarks.sigterms --times 20 --models

The bot is a process of its own; Discord is the stand-in. Six people ask, mention, press buttons,
type, check and right-click without a pause, and one of them adds a source after the other, so that
there is always a build. One SIGTERM in ten comes while the bot starts, the others up to two seconds
after it is connected. Answers take a tenth of a second each, without a model; with
``--models`` they come from the shipped models and articles.

A process that has not ended after thirty seconds is waited for five minutes more, and told apart
with the processor time that it had in the thirty: of one that had next to none, nothing is known.

The exit code is 1 if anything was left without an end, or a process did not end by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.bot import UNKNOWN, WHEN
from tests.support.paths import CANNED, ROOT
from tests.support.process import BUILDING_WITHOUT_MODEL, MODULE, quoth
from tests.support.sigterm import EXIT_SECONDS, departure

if TYPE_CHECKING:
    from tests.support.sigterm import Departure

STARTING = 0.1  # of the signals
LATEST_SECONDS = 2.0
STARTED_SECONDS = PATIENCE_SECONDS = 300.0  # on a machine that is busy with other work
SHOWN = 200  # characters of what was left
TRACED = 3_000  # characters from the first traceback on


async def built(home: Path) -> list[str]:
    """Build the shipped articles in ``home``, and return the questions about them."""
    shutil.copytree(ROOT / "docs" / "articles", home / "sources")
    code, log = await quoth(home, "build")
    if code:
        sys.exit(log)
    lines = (CANNED / "shipped.jsonl").read_text("utf-8").splitlines()
    return [record["question"] for line in lines if "question" in (record := json.loads(line))]


async def departures(given: argparse.Namespace, folder: Path) -> list[Departure]:
    """Let one process after the other leave, each over a copy of what was built."""
    built_home, seen = folder / "built", []
    built_home.mkdir()
    questions = await built(built_home) if given.models else [WHEN, UNKNOWN]
    command = MODULE if given.models else BUILDING_WITHOUT_MODEL
    chance = random.Random(given.seed)
    for number in range(given.times):
        home = Path(shutil.copytree(built_home, folder / "home"))
        starting = chance.random() < STARTING
        moment = chance.uniform(-given.start, 0) if starting else chance.uniform(0, LATEST_SECONDS)
        try:
            one = await departure(
                home, questions, moment,
                size=given.people, seed=given.seed + number, command=command,
                within=STARTED_SECONDS, patience=PATIENCE_SECONDS,
            )  # fmt: skip
        except TimeoutError as why:
            print(f"{number:>4} never came so far: {str(why)[:SHOWN]}", flush=True)
            continue
        finally:
            shutil.rmtree(home)
        seen.append(one)
        tell(number, moment, one)
    return seen


def tell(number: int, moment: float, one: Departure) -> None:
    """Print one departure, and of one that was not well, all."""
    print(
        f"{number:>4} at {moment:+.2f} s: exit {one.code} after {one.seconds:.1f} s, "
        f"{one.interactions} interactions",
        flush=True,
    )
    if one.worked is not None:
        print(f"       it had {one.worked:.2f} s of processor time in the first {EXIT_SECONDS:.0f}")
    if "Traceback" in one.log:
        print(one.log[one.log.index("Traceback") :][:TRACED], flush=True)
    if one.well:
        return
    for what, left in one.left.items():
        if left:
            print(f"       {len(left)} {what}, for one {str(left[-1])[:SHOWN]}")
    print("       " + "\n       ".join([*one.problems, *one.log.splitlines()[-20:]]), flush=True)


def summary(seen: list[Departure], minutes: float) -> bool:
    """Print the sums; return whether all was well."""
    codes = Counter("none" if one.code is None else str(one.code) for one in seen)
    print(f"{len(seen)} times SIGTERM in {minutes:.0f} minutes; exit codes: {dict(codes)}")
    print(
        f"{sum(one.interactions for one in seen)} interactions, "
        f"{sum(one.mentions for one in seen)} mentions, {sum(one.builds for one in seen)} builds; "
        f"the longest departure took {max(one.seconds for one in seen):.1f} s"
    )
    overdue = sorted(one.worked for one in seen if one.worked is not None)
    print(f"{len(overdue):>7}  ended after {EXIT_SECONDS:.0f} s, having worked for {overdue}")
    left: Counter[str] = Counter()
    for one in seen:
        left.update({what: len(which) for what, which in one.left.items()})
    for what, number in left.items():
        print(f"{number:>7}  {what}")
    print(f"{sum(one.late for one in seen):>7}  interactions acknowledged after three seconds")
    print(f"{sum(len(one.problems) for one in seen):>7}  rules of Discord's that were broken")
    print(f"{sum('Traceback' in one.log for one in seen):>7}  logs with a traceback")
    return all(one.well for one in seen)


def main() -> None:
    """Send as many signals as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--models", action="store_true", help="answer with the shipped models")
    parser.add_argument("--people", type=int, default=6)
    parser.add_argument("--start", type=float, default=3.0, help="seconds that a start takes")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        seen = asyncio.run(departures(given, Path(folder)))
    sys.exit(0 if summary(seen, (time.monotonic() - began) / 60) else 1)


if __name__ == "__main__":
    main()
