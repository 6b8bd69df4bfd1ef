"""Merge word counts into the files of a lexical index, without all of them in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.snapshots.arrays import ArrayWriter
from index.snapshots.bm25 import COUNTS, LENGTHS, PARAMETERS, ROWS, SCORES, STARTS, VOCABULARY
from index.snapshots.word_counts import WordCounts, scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

AT_ONCE = 2_000_000  # counts that are merged in one step, unless one term has more


@dataclass(frozen=True, slots=True)
class PlacedCounts:
    """Counts of some rows, and the new row of each of these; -1 if it is gone.

    ``places`` is None if the rows are new ones.
    """

    counts: WordCounts
    places: NDArray[np.int32] | None = None


def write_words(folder: Path, parts: Sequence[PlacedCounts], lengths: NDArray[np.int32]) -> None:
    """Write the lexical index of the rows that ``parts`` have, of which each is in one part.

    ``lengths`` are the numbers of words of all rows.
    """
    folder.mkdir()
    terms: list[str] = []
    held: list[NDArray[np.int64]] = []
    mean = lengths.mean()
    with ExitStack() as opened:
        data, rows, counts = (
            opened.enter_context(ArrayWriter(folder / name, dtype))
            for name, dtype in ((SCORES, np.float32), (ROWS, np.int32), (COUNTS, np.int32))
        )
        for merged in _merged(parts):
            data.append(scores(merged, lengths, mean))
            rows.append(merged.rows)
            counts.append(merged.counts)
            terms += merged.terms
            held.append(np.diff(merged.starts))
    starts = np.concatenate(([0], np.cumsum(np.concatenate(held)))).astype(np.int64)
    np.save(folder / STARTS, starts)
    np.save(folder / LENGTHS, lengths)
    vocabulary = {term: number for number, term in enumerate(terms)}
    (folder / VOCABULARY).write_text(json.dumps(vocabulary), "utf-8")
    (folder / PARAMETERS).write_text(json.dumps({"num_docs": len(lengths)}), "utf-8")


def _merged(parts: Sequence[PlacedCounts]) -> Iterator[WordCounts]:
    """Yield the counts of all parts, some terms at a time, in order."""
    terms = sorted(set().union(*(part.counts.terms for part in parts)))
    numbers = {term: number for number, term in enumerate(terms)}
    numbered = [
        _Numbered(part, np.array([numbers[term] for term in part.counts.terms], dtype=np.int64))
        for part in parts
    ]
    sizes = np.zeros(len(terms), dtype=np.int64)
    for one in numbered:
        sizes[one.numbers] += np.diff(one.part.counts.starts)
    for first, last in pairwise(_bounds(sizes)):
        pairs, counts = (
            np.concatenate(each)
            for each in zip(*(one.between(first, last) for one in numbered), strict=True)
        )
        order = np.argsort(pairs, kind="stable")  # linear in time for parts that are in order
        pairs, counts = pairs[order], counts[order]
        held = np.bincount(pairs >> 32, minlength=last - first)
        some = np.flatnonzero(held)
        starts = np.concatenate(([0], np.cumsum(held[some])))
        left = [terms[first + number] for number in some.tolist()]
        yield WordCounts(left, starts, (pairs & 0xFFFFFFFF).astype(np.int32), counts)


def _bounds(sizes: NDArray[np.int64]) -> list[int]:
    """Return where to begin anew among terms of these sizes, and their number."""
    total = np.cumsum(sizes)
    steps = np.arange(0, total[-1], AT_ONCE)
    return [*np.unique(np.searchsorted(total, steps, side="right")).tolist(), len(sizes)]


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A part, and the numbers of its terms among those of all parts."""

    part: PlacedCounts
    numbers: NDArray[np.int64]

    def between(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return term and row in one number, the term counted from ``first``, and the counts."""
        counts, places = self.part.counts, self.part.places
        low, high = np.searchsorted(self.numbers, [first, last])
        found = slice(int(counts.starts[low]), int(counts.starts[high]))
        held = np.diff(counts.starts[low : high + 1])
        terms = np.repeat(self.numbers[low:high] - first, held)
        rows = counts.rows[found] if places is None else places[counts.rows[found]]
        stay = rows >= 0
        return terms[stay] << 32 | rows[stay], counts.counts[found][stay]
