"""Vectors of texts that were encoded before: in open snapshots, and in the log of this build."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.building.vector_log import VectorLog
from index.snapshots.layout import TABLES
from index.snapshots.row_table import rows_with
from index.snapshots.snapshot import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Read = Callable[[NDArray[np.int64]], NDArray[np.float32]]


class KnownVectors:
    """The vectors of all tables of ``snapshots``, then those of a log, each with a place.

    The first snapshot is the one that rows are copied from.
    """

    def __init__(self, snapshots: Sequence[Snapshot]) -> None:
        self._snapshots = snapshots
        self._firsts: list[int] = []
        self._readers: list[Read] = []
        self.log_first = 0
        for one in snapshots:
            stores = one.passage_vectors, one.window_vectors, one.section_vectors
            for table, store in zip(TABLES, stores, strict=True):
                self._append(store.vectors, len(one.tables[table]))

    def _append(self, read: Read, count: int) -> None:
        self._firsts.append(self.log_first)
        self._readers.append(read)
        self.log_first += count

    def first(self, table: str) -> int:
        """Return the place of the first vector of ``table`` in the first snapshot."""
        return self._firsts[TABLES.index(table)]

    def places(self, keys: NDArray[np.void]) -> NDArray[np.int64]:
        """Return where the snapshots have the vectors of texts, by their hashes; -1 if nowhere."""
        places = np.full(len(keys), -1, dtype=np.int64)
        tables = [one.tables[table] for one in self._snapshots for table in TABLES]
        for first, table in zip(self._firsts, tables, strict=True):
            left = np.flatnonzero(places < 0)
            rows = rows_with(table.keys, keys[left])
            places[left[rows >= 0]] = first + rows[rows >= 0]
        return places

    def reading(self, log: VectorLog) -> Read:
        """Return a function that reads the vectors at some places; those of ``log`` come last."""
        firsts = np.array([*self._firsts, self.log_first])
        readers = [*self._readers, log.vectors]

        def read(places: NDArray[np.int64]) -> NDArray[np.float32]:
            homes = np.searchsorted(firsts, places, side="right") - 1
            used = np.unique(homes).tolist()
            parts = [(homes == home, readers[home], firsts[home]) for home in used]
            found = [(here, vectors(places[here] - first)) for here, vectors, first in parts]
            vectors = np.empty((len(places), found[0][1].shape[1]), dtype=np.float32)
            for here, some in found:
                vectors[here] = some
            return vectors

        return read
