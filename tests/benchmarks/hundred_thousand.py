"""Measure retrieval over 100,000 passages: embedded, fetched from PostgreSQL, and by plain SQL.

    python -m tests.benchmarks.hundred_thousand [--passages 100000] [--processes 2]
    python -m tests.benchmarks.hundred_thousand --embedded FOLDER

Texts are invented and vectors random, so the figures are of cost, never of quality. A server of the
wheel is started. All three get the same passages, vectors and questions, one after the other.
``--embedded`` measures the embedded index alone; it is built in ``FOLDER``, or found there.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.building.build import build
from index.models.encoder import load_encoder
from index.retrieval.query import Query
from index.retrieval.search import retrieve
from index.settings import IndexSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from tests.benchmarks import plain_pgvector
from tests.benchmarks.growth import RandomEncoder, write_file
from tests.benchmarks.shared_index import _server
from tests.support.postgres import ask
from tests.support.shared_library import shared_library

if TYPE_CHECKING:
    from threading import Barrier

CORPUS = "hundred"
PER_FILE = 16  # passages
QUESTIONS, CALLERS, ASKED_EACH, WARMING = 200, 16, 50, 10
K = 10
COMMON = {np.base_repr(number + 40, 26).lower() + "an" for number in range(1, 20)}

Asker = Callable[[Query], object]
Way = Callable[[], Callable[[], Asker]]  # called in each process, and its result by each caller
Spans = list[tuple[float, float, float]]  # began, ended, seconds of the caller's processor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--embedded", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if options.embedded:
        _measure_embedded(options.embedded, options.passages, options.processes)
        return
    with tempfile.TemporaryDirectory() as name, _server(name, None) as address:
        folder = Path(name)
        snapshot = _built(folder, options.passages).get(CORPUS)
        _say(f"built {snapshot.counts}")
        fetched = _shared(folder, address, snapshot)
        queries = _queries(snapshot)
        print(f"shared_buffers: {ask(address, 'SHOW shared_buffers')[0][0]}")
        _head()
        measured = partial(_measure, queries, options.processes)
        measured("embedded", partial(_opened, snapshot.folder))
        measured("fetched", partial(_opened, fetched))
        _say(f"filled a table; the plan uses {plain_pgvector.fill(address, snapshot)}")
        measured("pgvector and ts_rank", partial(_connected, address))
        _say("end")


def _measure_embedded(folder: Path, passages: int, processes: int) -> None:
    folder.mkdir(exist_ok=True)
    built = (folder / "alone").exists()
    library = Library(folder / "alone") if built else _built(folder, passages)
    snapshot = library.get(CORPUS)
    queries = _queries(snapshot)
    _say(f"opened {snapshot.counts}")
    _head()
    _measure(queries, processes, "embedded", partial(_opened, snapshot.folder))
    _say("end")


def _head() -> None:
    print(f"| | p50, ms | p99, ms | processor | {CALLERS} callers: a second | p50 | p99 |")
    print("|---" * 7 + "|")


def _measure(queries: list[Query], processes: int, title: str, way: Way) -> None:
    """Ask with one caller, then with many, and print the figures."""
    one, many = _asked(way, queries, 1, 1, QUESTIONS), _asked(way, queries, processes)
    rate = len(many) / (max(ended for _, ended, _ in many) - min(began for began, _, _ in many))
    busy = f"{1000 * np.median([busy for _, _, busy in one]):.1f}"
    figures = (*_told(one), busy, f"{rate:.0f}", *_told(many))
    print(f"| {title} | {' | '.join(figures)} |", flush=True)


def _built(folder: Path, passages: int) -> Library:
    (folder / "sources").mkdir()
    for number in range(passages // PER_FILE):
        write_file(folder / "sources" / f"{number:07}.md", number)
    library = Library(folder / "alone")
    build(library, CORPUS, find_sources(folder / "sources"), RandomEncoder(), max_bytes=10**9)
    return library


def _shared(folder: Path, address: str, snapshot: Snapshot) -> Path:
    """Publish a snapshot and fetch it as another machine would; return its folder there."""
    builder, reader = (shared_library(folder / name, address) for name in ("builder", "reader"))
    copy = builder.folder(CORPUS) / snapshot.name
    shutil.copytree(snapshot.folder, copy, copy_function=os.link)
    began = time.perf_counter()
    builder.publish(CORPUS, snapshot.name)
    published = time.perf_counter()
    found = reader.get(CORPUS).folder
    took = published - began, time.perf_counter() - published
    _say("published in {:.0f} s, fetched and opened in {:.0f} s".format(*took))
    return found


def _queries(snapshot: Snapshot) -> list[Query]:
    """Make questions of four words of one passage, none of which are common as stop words are."""
    encoder, chance = load_encoder(IndexSettings().encoder), random.Random(7)
    encoder.encode_question("warm")
    queries, times = list[Query](), Spans()
    while len(queries) < QUESTIONS:
        text = snapshot.passage(chance.randrange(len(snapshot.passage_spans))).text.lower()
        rare = sorted(set(text.replace(".", "").split()) - COMMON)
        question = f"Which {' '.join(chance.sample(rare, min(4, len(rare))))}?"
        began = time.perf_counter()
        queries.append(Query.of(question, encoder))
        times.append((began, time.perf_counter(), 0.0))
    print("a query is made in {} ms at p50, {} at p99".format(*_told(times)))
    return queries


def _opened(folder: Path) -> Callable[[], Asker]:
    snapshot = Snapshot(folder)
    return lambda: lambda query: retrieve(query, snapshot, K)


def _connected(address: str) -> Callable[[], Asker]:
    return partial(plain_pgvector.caller, address, K)


def _asked(
    way: Way, queries: list[Query], processes: int, callers: int = CALLERS, count: int = ASKED_EACH
) -> Spans:
    """Let callers, threads of some processes, ask ``count`` questions each, all at once."""
    context, share = multiprocessing.get_context("spawn"), callers // processes
    with context.Manager() as manager, context.Pool(processes) as pool:
        barrier = manager.Barrier(processes)
        parts = [(way, barrier, queries, share, count, n * share) for n in range(processes)]
        return [span for part in pool.starmap(_part, parts, chunksize=1) for span in part]


def _part(
    way: Way, barrier: Barrier, queries: list[Query], callers: int, count: int, first: int
) -> Spans:
    """Ask in one process by threads, after each caller has asked some to warm up."""
    opened = way()
    askers = [opened() for _ in range(callers)]
    for answer in askers:
        for query in queries[:WARMING]:
            answer(query)
    barrier.wait()

    def asking(number: int) -> Spans:
        spans = []
        for at in range(count):
            query = queries[(13 * (first + number) + at) % len(queries)]
            began, used = time.perf_counter(), time.thread_time()
            askers[number](query)
            spans.append((began, time.perf_counter(), time.thread_time() - used))
        return spans

    with ThreadPoolExecutor(callers) as pool:
        return [span for spans in pool.map(asking, range(callers)) for span in spans]


def _told(spans: Spans) -> list[str]:
    each = [1000 * (ended - began) for began, ended, _ in spans]
    return [f"{np.percentile(each, at):.1f}" for at in (50, 99)]


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}; load {os.getloadavg()[0]:.0f}", flush=True)


if __name__ == "__main__":
    main()
