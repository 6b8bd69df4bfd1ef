"""Measure retrieval over a million passages: an index of a hundred thousand, ten times over.

    python -m tests.benchmarks.hundred_thousand --embedded FOLDER
    python -m tests.benchmarks.million FOLDER [--times 10]

To build an index of that size takes an hour and more, so the tables of the one that the first
command leaves in ``FOLDER`` are merged with themselves: 14 GB, in its folder ``merged``, where the
next run finds them. Prints
milliseconds of the processor for one question, the first time (pages are not mapped yet) and once
more, of the whole and of its steps; and the memory in use, apart from mapped pages.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from index.retrieval.nomination import POOL
from index.retrieval.query import Query
from index.retrieval.search import retrieve
from index.snapshots.library import Library
from tests.benchmarks.hundred_thousand import CORPUS, K, _queries
from tests.benchmarks.nomination import Merged, merge, opened


def main() -> None:
    """Merge the index that the command line names with itself, and ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=10)
    given = parser.parse_args()
    part = Library(given.folder / "alone").get(CORPUS)
    queries = _queries(part)
    folder = given.folder / "merged"
    found = folder.exists()
    folder.mkdir(exist_ok=True)
    began = time.process_time()
    merged = (opened if found else merge)([part] * given.times, folder)
    rows = f"{len(merged.passage_spans):,} passages, {len(merged.window_spans):,} windows"
    what = "opening" if found else "merging"
    print(f"{rows}; {what} took {time.process_time() - began:.1f} s of the processor")
    search: Callable[[Query], Any] = partial(retrieve, snapshot=merged, k=K)  # type: ignore[arg-type]
    for title, work in (("first", search), ("again", search), *_steps(merged)):
        _show(title, work, queries)
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    print(*(line for line in status if line.startswith("Rss")), sep="\n")


def _steps(merged: Merged) -> list[tuple[str, Callable[[Query], Any]]]:
    """Return what retrieval begins with, by name."""
    return [
        *(
            (f"nearest {table}", partial(_nearest, store))
            for table, store in zip(("passages", "windows", "sections"), merged.stores, strict=True)
        ),
        ("words of passages", lambda query: merged.passage_terms.covering(query.terms).best(POOL)),
        ("words of windows", lambda query: merged.window_terms.covering(query.terms).best(POOL)),
    ]


def _nearest(store: Any, query: Query) -> Any:
    return store.search(query.vector, POOL)


def _show(title: str, work: Callable[[Query], Any], queries: Sequence[Query]) -> None:
    times = []
    for query in queries:
        began = time.process_time()
        work(query)
        times.append(1000 * (time.process_time() - began))
    p50, p95 = np.percentile(times, [50, 95])
    print(f"{title}: {p50:.1f} ms at p50, {p95:.1f} at p95", flush=True)


if __name__ == "__main__":
    main()
