"""Encode the texts of a draft that were never encoded, and write the vectors of all its rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.building.draft import Draft
from index.building.known_vectors import KnownVectors
from index.building.vector_log import VectorLog
from index.models.encoder import Encoder
from index.progress import Progress
from index.snapshots.layout import CODES, TABLES, VECTORS
from index.snapshots.row_table import comparable, rows_with
from index.snapshots.vectors import FaissWriter, is_coded

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENCODED_AT_ONCE = 64
WRITTEN_AT_ONCE = 8_192  # vectors


class Encoding:
    """The texts of a draft, and where the vector of each is known.

    Equal texts are one, in whatever tables they are: many a passage is also a window.
    """

    def __init__(self, draft: Draft, known: KnownVectors) -> None:
        self._draft = draft
        self._known = known
        self._tables = draft.tables()
        self._fresh = {table: _fresh_rows(draft, table) for table in TABLES}
        keys = np.concatenate([self._tables[t].keys[rows] for t, rows in self._fresh.items()])
        _, self._first, self._text_of = np.unique(
            comparable(keys), return_index=True, return_inverse=True
        )
        self._keys = keys[self._first]
        self._places = known.places(self._keys)

    def encode(self, encoder: Encoder, log: VectorLog, progress: Progress) -> int:
        """Encode the texts that neither a snapshot nor ``log`` has; return how many there were."""
        self._resume(log)
        # In the order of the tables and their rows.
        order = np.sort(self._first[self._places < 0])
        texts = self._text_of[order]
        self._places[texts] = self._known.log_first + len(log) + np.arange(len(texts))
        first = 0
        for table, rows in self._fresh.items():
            here = (order >= first) & (order < first + len(rows))
            self._encode_table(table, rows[order[here] - first], encoder, log, progress)
            first += len(rows)
        return len(texts)

    def _resume(self, log: VectorLog) -> None:
        missing = np.flatnonzero(self._places < 0)
        log.resume(self._keys[missing])
        rows = rows_with(log.keys(), self._keys[missing])
        self._places[missing[rows >= 0]] = self._known.log_first + rows[rows >= 0]

    def _encode_table(
        self,
        table: str,
        rows: NDArray[np.int64],
        encoder: Encoder,
        log: VectorLog,
        progress: Progress,
    ) -> None:
        progress(f"encoding {table}", 0, len(rows))
        texts = self._texts(table, rows)
        for at in range(0, len(rows), ENCODED_AT_ONCE):
            some = rows[at : at + ENCODED_AT_ONCE]
            vectors = encoder.encode_passages([next(texts) for _ in some])
            log.add(self._tables[table].keys[some], vectors)
            progress(f"encoding {table}", at + len(some), len(rows))

    def _texts(self, table: str, rows: NDArray[np.int64]) -> Iterator[str]:
        """Yield the texts of ``rows``, which are in order, one document after the other."""
        spans = self._tables[table].spans
        for document in self._draft.cut:
            here = document.rows[table]
            first, last = np.searchsorted(rows, [here.start, here.stop])
            if first < last:
                yield from document.texts(table, spans[rows[first:last]])

    def write(self, folder: Path, log: VectorLog) -> None:
        """Write the vectors of all rows of the draft, once its texts are encoded."""
        read, first = self._known.reading(log), 0
        for table, rows in self._fresh.items():
            places = np.empty(len(self._tables[table]), dtype=np.int64)
            places[rows] = self._places[self._text_of[first : first + len(rows)]]
            for moved in self._draft.moved[table]:
                old = np.arange(moved.rows.start, moved.rows.stop)
                places[moved.places] = self._known.first(table) + old
            codes = folder / CODES[table] if is_coded(len(places)) else None
            with FaissWriter(folder / VECTORS[table], codes) as writer:
                for at in range(0, len(places), WRITTEN_AT_ONCE):
                    writer.append(read(places[at : at + WRITTEN_AT_ONCE]))
            first += len(rows)


def _fresh_rows(draft: Draft, table: str) -> NDArray[np.int64]:
    """Return the rows that were not copied from another index."""
    ranges = (document.rows[table] for document in draft.cut)
    rows = [np.arange(one.start, one.stop) for one in ranges]
    return np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
