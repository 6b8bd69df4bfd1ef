"""Count how often each term is in each row, and turn the counts into scores by BM25.

The counts of rows that did not change are taken from index to index; the scores depend on all
rows, so they are computed anew.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from math import log
from sys import intern
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

K1, B = 1.5, 0.75
NOTHING = ["\0"]  # the terms of a text without any word, such as one of emoji alone


@dataclass(frozen=True, slots=True)
class WordCounts:
    """Counts of the ``terms``, which are sorted, in rows.

    ``rows`` and ``counts`` are ordered by term, then by row; those of the term ``n`` begin at
    ``starts[n]`` and end at ``starts[n + 1]``.
    """

    terms: Sequence[str]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    counts: NDArray[np.int32]


class WordCounter:
    """Counts the terms of texts as they come."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._terms = array("i")
        self._rows = array("i")
        self._lengths = array("i")

    def __len__(self) -> int:
        """Return the number of words so far."""
        return len(self._terms)

    def add(self, row: int, terms: Iterable[str]) -> None:
        """Count the terms of the text in ``row``."""
        before = len(self._terms)
        self._terms.extend([self._numbers[term] for term in terms or NOTHING])
        self._rows.append(row)
        self._lengths.append(len(self._terms) - before)

    def lengths(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the rows that were counted, and how many words each has."""
        return np.array(self._rows, np.int32), np.array(self._lengths, np.int32)

    def counted(self) -> WordCounts:
        """Return the counts of all rows so far."""
        terms = sorted(self._numbers)
        rank = np.empty(len(terms), dtype=np.int64)
        rank[[self._numbers[term] for term in terms]] = np.arange(len(terms))
        rows, lengths = self.lengths()
        words = rank[np.array(self._terms, np.int32)] << 32 | np.repeat(rows, lengths)
        pairs, counts = np.unique(words, return_counts=True)
        starts = np.searchsorted(pairs >> 32, np.arange(len(terms) + 1))
        rows = (pairs & 0xFFFFFFFF).astype(np.int32)
        return WordCounts([*map(intern, terms)], starts, rows, counts.astype(np.int32))


def scores(counts: WordCounts, lengths: NDArray[np.int32], mean: float) -> NDArray[np.float32]:
    """Return the BM25 score of each of ``counts``: Robertson's frequency with Lucene's idf.

    ``lengths`` are the numbers of words of all rows, and ``mean`` is their mean.
    """
    held = np.diff(counts.starts)
    idf = np.array([inverse_frequency(n, len(lengths)) for n in held.tolist()], dtype=np.float32)
    weight = K1 * ((1 - B) + B * lengths[counts.rows] / mean)
    found: NDArray[np.float32] = (
        np.repeat(idf, held) * (counts.counts / (weight + counts.counts))
    ).astype(np.float32)
    return found


def inverse_frequency(held: int, rows: int) -> float:
    """Return Lucene's idf of a term that ``held`` of ``rows`` texts have."""
    return log(1 + (rows - held + 0.5) / (held + 0.5))
