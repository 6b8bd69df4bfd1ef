"""Compare what codes nominate, and sparse sums of words, with exact search in a large index.

    python -m tests.benchmarks.nomination INDEX [INDEX …] --questions FILE [FILE …] --sample 200

``INDEX`` are folders of indexes that one encoder made; a corpus with several snapshots gives its
serving one. All of them are merged into one, in a temporary folder, each text once, and searched
twice: with codes, and in full, where the windows of all passages that were nominated are compared.
Prints the share of the 200 nearest rows of each table that is found, by how many are nominated; on
how many questions the best passages are the same, with the same scores, so that the answers are;
and seconds of processor time.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.building.word_merge import PlacedCounts, write_words
from index.models.encoder import load_encoder
from index.retrieval import search as retrieval
from index.retrieval.nomination import POOL
from index.retrieval.query import Query
from index.retrieval.search import retrieve
from index.settings import EncoderSettings
from index.snapshots import bm25
from index.snapshots import vectors as stores
from index.snapshots.bm25 import LexicalIndex, saved_counts
from index.snapshots.layout import CODES, LEXICAL, TABLES, VECTORS
from index.snapshots.library import Library
from index.snapshots.manifest import FORMAT
from index.snapshots.snapshot import Snapshot
from index.snapshots.vectors import FaissStore, FaissWriter
from index.types import Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEPTH = 20
AT_ONCE = 8_192


@dataclass
class Merged:
    """What ``retrieve`` needs of a snapshot, of several."""

    parts: Sequence[Snapshot]
    passage_vectors: FaissStore
    window_vectors: FaissStore
    section_vectors: FaissStore
    passage_terms: LexicalIndex
    window_terms: LexicalIndex

    def __post_init__(self) -> None:
        """Number the rows of all parts."""
        below = _firsts(self.parts, "passages")
        self.passage_spans = np.concatenate([one.passage_spans for one in self.parts])
        self.window_spans, self.section_spans = (
            np.concatenate(
                [
                    one.tables[table].spans + np.array([first, 0, 0])
                    for one, first in zip(self.parts, below, strict=True)
                ]
            )
            for table in ("windows", "sections")
        )
        rows = np.arange(len(self.passage_spans) + 1)
        self.first_windows = np.searchsorted(self.window_spans[:, 0].copy(), rows)
        starts = self.section_spans[:, 0].copy()
        self.section_of = np.searchsorted(starts, rows[:-1], side="right") - 1
        self.boosts = np.ones(int(self.passage_spans[:, 0].max()) + 1)
        self._below = below

    @property
    def stores(self) -> tuple[FaissStore, FaissStore, FaissStore]:
        """Return the vectors of each table, in the order of ``TABLES``."""
        return self.passage_vectors, self.window_vectors, self.section_vectors

    def passage(self, row: int) -> Passage:
        """Read the passage in ``row``."""
        part = int(np.searchsorted(self._below, row, side="right")) - 1
        return self.parts[part].passage(row - int(self._below[part]))


def _firsts(parts: Sequence[Snapshot], table: str) -> NDArray[np.int64]:
    return np.cumsum([0, *(len(one.tables[table]) for one in parts)])[:-1]


def merge(parts: Sequence[Snapshot], folder: Path) -> Merged:
    """Write the tables of all parts into ``folder``, and open them."""
    for table, attribute in zip(TABLES, ("passage", "window", "section"), strict=True):
        with FaissWriter(folder / VECTORS[table], folder / CODES[table]) as writer:
            for store in (getattr(one, f"{attribute}_vectors") for one in parts):
                for at in range(0, len(store), AT_ONCE):
                    writer.append(store.vectors(np.arange(at, min(at + AT_ONCE, len(store)))))
    for table in LEXICAL:
        _write_words(parts, table, folder)
    return opened(parts, folder)


def opened(parts: Sequence[Snapshot], folder: Path) -> Merged:
    """Open what ``merge`` has written into ``folder``."""
    passages, windows, sections = (
        FaissStore.load(folder / VECTORS[table], folder / CODES[table]) for table in TABLES
    )
    words = (LexicalIndex.load(folder / LEXICAL[table]) for table in LEXICAL)
    return Merged(parts, passages, windows, sections, next(words), next(words))


def _write_words(parts: Sequence[Snapshot], table: str, folder: Path) -> None:
    counted = [saved_counts(one.folder / LEXICAL[table]) for one in parts]
    placed = [
        PlacedCounts(counts, np.arange(first, first + len(lengths), dtype=np.int32))
        for (counts, lengths), first in zip(counted, _firsts(parts, table), strict=True)
    ]
    write_words(folder / LEXICAL[table], placed, np.concatenate([one for _, one in counted]))


def timed(work: Callable[[Query], Any], queries: Sequence[Query]) -> tuple[list[Any], float]:
    """Do it for each question; return what was found, and milliseconds of the processor for one."""
    began = time.process_time()
    found = [work(query) for query in queries]
    return found, 1000 * (time.process_time() - began) / len(queries)


def recalls(store: FaissStore, queries: Sequence[Query], nominated: Sequence[int]) -> None:
    """Print the share of the nearest rows that codes find."""
    codes, store._codes = store._codes, None
    exact, took = timed(lambda query: store.search(query.vector, POOL)[1], queries)
    print(f"exact: {took:.1f} ms")
    store._codes = codes
    for times in nominated:
        stores.NOMINATED = times
        found, took = timed(lambda query: store.search(query.vector, POOL)[1], queries)
        shares = [
            [np.isin(right[:top], some).mean() for right, some in zip(exact, found, strict=True)]
            for top in (POOL, 10)
        ]
        print(
            f"{times} × {POOL} nominated: {took:.1f} ms, of the {POOL} nearest "
            f"{np.mean(shares[0]):.4f} (worst {np.min(shares[0]):.3f}), "
            f"of the 10 nearest {np.mean(shares[1]):.4f}"
        )


def answers(merged: Merged, queries: Sequence[Query], usual: int) -> None:
    """Print on how many questions the best passages are those of exact search."""
    ways = {"exact": (None, 10**9), "codes": (usual, 10**9), "codes, sparse sums": (usual, 0)}
    found: dict[str, list[list[tuple[int, float]]]] = {}
    tables = merged.stores
    kept = [store._codes for store in tables]
    search = partial(retrieve, snapshot=merged, k=DEPTH)  # type: ignore[arg-type]
    timed(search, queries)  # the first time, documents are read from disk
    left_out = retrieval._contenders
    for way, (nominated, dense) in ways.items():
        bm25.ALL_SCORED = dense
        retrieval._contenders = left_out if nominated else _all
        for store, codes in zip(tables, kept, strict=True):
            store._codes = codes if nominated else None
            stores.NOMINATED = nominated or usual
        hits, took = timed(search, queries)
        found[way] = [[(one.row, one.hit.scores.fused) for one in some] for some in hits]
        print(f"retrieval, {way}: {took:.1f} ms")
    pairs = [*zip(found["exact"], found["codes, sparse sums"], strict=True)]
    for top in (1, 5, DEPTH):
        same = sum(one[:top] == other[:top] for one, other in pairs)
        print(f"the same {top} best with the same scores: {same} of {len(pairs)}")


def _all(found: Any, known: Any, *_: object) -> tuple[Any, Any]:
    """Leave out no passage before its windows are compared."""
    return found.rows, known


def main() -> None:
    """Merge the indexes that the command line names, and ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--nominated", type=int, nargs="+", default=[2, 5, 10])
    given = parser.parse_args()
    encoder = load_encoder(EncoderSettings())
    libraries = [Library(folder) for folder in given.folders]
    found = [library.get(corpus) for library in libraries for corpus in library.corpora()]
    parts = [
        one
        for one in found
        if one.fingerprint == encoder.fingerprint and one.manifest["format"] == FORMAT
    ]
    lines = [line for file in given.questions for line in file.read_text("utf-8").splitlines()]
    asked = [one["question"] for one in map(json.loads, lines) if one.get("answers")]
    random.Random(7).shuffle(asked)
    queries = [Query.of(question, encoder) for question in asked[: given.sample]]
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        merged = merge(parts, Path(folder))
        rows = len(merged.passage_spans), len(merged.window_spans), len(merged.section_spans)
        print(f"{len(parts)} corpora: passages, windows, sections {rows}; merging took", end=" ")
        print(f"{time.process_time() - began:.0f} s of the processor; {len(queries)} questions")
        usual = stores.NOMINATED
        for table, store in zip(TABLES, merged.stores, strict=True):
            print(f"{table}:")
            recalls(store, queries, given.nominated)
        answers(merged, queries, usual)


if __name__ == "__main__":
    main()
