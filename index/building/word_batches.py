"""Count the words of new rows in batches, of which all but the last are kept on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.building.rows import Row
from index.building.word_merge import PlacedCounts
from index.snapshots.arrays import mapped
from index.snapshots.word_counts import WordCounter, WordCounts
from index.text.analysis import terms_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS_IN_MEMORY = 2_000_000


class WordBatches:
    """The word counts of the new rows of one table; ``folder`` is made if they are many."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._counter = WordCounter()
        self._kept: list[WordCounts] = []
        self._lengths: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []

    def count(self, first: int, rows: Sequence[Row], language: str) -> None:
        """Count the words of rows of one document, whose first is ``first`` in the table."""
        for at, row in enumerate(rows, first):
            self._counter.add(at, terms_in(language, f"{row.heading} {row.text}"))
        if len(self._counter) >= WORDS_IN_MEMORY:
            self._kept.append(self._saved(self._counter.counted()))
            self._lengths.append(self._counter.lengths())
            self._counter = WordCounter()

    def _saved(self, counts: WordCounts) -> WordCounts:
        self._folder.mkdir(parents=True, exist_ok=True)
        arrays: list[NDArray[Any]] = [counts.starts, counts.rows, counts.counts]
        files = [self._folder / f"{len(self._kept)}-{number}.npy" for number in range(len(arrays))]
        for file, array in zip(files, arrays, strict=True):
            np.save(file, array)
        return WordCounts(counts.terms, *map(mapped, files))

    def parts(self) -> list[PlacedCounts]:
        """Return the counts of all rows."""
        last = [self._counter.counted()] if len(self._counter) else []
        return [PlacedCounts(counts) for counts in (*self._kept, *last)]

    def note_lengths(self, lengths: NDArray[np.int32]) -> None:
        """Write into ``lengths``, which has all rows of the table, those of the new ones."""
        for rows, found in (*self._lengths, self._counter.lengths()):
            lengths[rows] = found
