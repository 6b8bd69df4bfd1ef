"""Write the documents, rows and words of a new index; vectors come later, from its texts.

What is unchanged is copied from the basis in bulk, so a small change costs little. Nothing that
grows with the sources is kept in memory but a few numbers for each row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from index.building.pieces import Changed, Unchanged, rows_below
from index.building.rows import rows_of
from index.building.word_batches import WordBatches
from index.building.word_merge import PlacedCounts, write_words
from index.models.encoder import Encoder
from index.snapshots.bm25 import saved_counts
from index.snapshots.document_table import DocumentTableWriter
from index.snapshots.layout import DATABASE, LEXICAL, TABLES
from index.snapshots.row_table import FIELDS, RowTable, RowTableWriter, as_keys
from index.snapshots.snapshot import Snapshot
from index.text.analysis import ENGLISH, UNKNOWN
from index.text.heading_path import searched_path
from index.types import Document

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARENTS = {"passages": "documents", "windows": "passages", "sections": "passages"}


@dataclass(frozen=True, slots=True)
class Moved:
    """Rows of the basis, and the first of their rows in the new index."""

    rows: range
    first: int

    @property
    def shift(self) -> int:
        """Return how much higher the new rows are."""
        return self.first - self.rows.start

    @property
    def places(self) -> NDArray[np.int64]:
        """Return the new rows."""
        return np.arange(self.first, self.first + len(self.rows))


@dataclass(frozen=True, slots=True)
class CutDocument:
    """A document that was cut, and its rows in each table."""

    read: Callable[[], Document]
    rows: Mapping[str, range]

    def texts(self, table: str, spans: NDArray[np.int64]) -> Iterator[str]:
        """Yield the texts to encode of its rows in ``table``, whose ``spans`` are given."""
        document = self.read()
        for _, start, end in spans.tolist():
            yield (
                searched_path(document, start) if table == "sections" else document.text[start:end]
            )


class Draft:
    """A new index that is written into ``folder``: fill it as a context, then ``finish`` it.

    ``moved`` are the rows of each table that were copied from ``basis``, ``cut`` the documents
    that were not, and ``languages`` those of all documents.
    """

    def __init__(
        self, folder: Path, scratch: Path, basis: Snapshot | None, encoder: Encoder
    ) -> None:
        self.moved: dict[str, list[Moved]] = {table: [] for table in TABLES}
        self.cut: list[CutDocument] = []
        self.languages: list[str] = []
        self._folder = folder
        self._basis = basis
        self._encoder = encoder
        self._words = {table: WordBatches(scratch / table) for table in LEXICAL}
        stored = basis.stored.path if basis else None
        with ExitStack() as opened:
            writer = opened.enter_context(DocumentTableWriter(folder / DATABASE, stored))
            self._documents = writer
            self._tables = {
                table: opened.enter_context(RowTableWriter(folder, table)) for table in TABLES
            }
            self._opened = opened.pop_all()

    @property
    def counts(self) -> dict[str, int]:
        """Return the number of documents and of the rows of each table, for the manifest."""
        lengths = {table: len(writer) for table, writer in self._tables.items()}
        return {"documents": len(self._documents), **lengths}

    def add(self, piece: Unchanged | Changed) -> None:
        """Add documents at the end."""
        if isinstance(piece, Changed):
            self._add_cut(piece)
        else:
            self._add_unchanged(piece)

    def _add_unchanged(self, piece: Unchanged) -> None:
        basis, before = piece.basis, self.counts
        rows = rows_below(basis, piece.documents)
        moved = {"documents": Moved(piece.documents, before["documents"])}
        moved |= {table: Moved(rows[table], before[table]) for table in TABLES}
        self._documents.copy(piece.documents)
        self.languages += basis.manifest["written"][piece.documents.start : piece.documents.stop]
        for table, writer in self._tables.items():
            found, old = basis.tables[table], slice(rows[table].start, rows[table].stop)
            shift = np.array([moved[PARENTS[table]].shift, 0, 0])
            writer.append(found.spans[old] + shift, found.keys[old])
            self.moved[table].append(moved[table])

    def _add_cut(self, piece: Changed) -> None:
        document, before = piece.read(), self.counts
        rows = rows_of(document, self._encoder)
        language = document.language or UNKNOWN
        self._documents.append(document)
        self.languages.append(language)
        for table, writer in self._tables.items():
            above = before[PARENTS[table]]
            spans = [(above + row.parent, row.start, row.end) for row in rows[table]]
            keys = as_keys(row.key for row in rows[table])
            writer.append(np.array(spans, dtype=np.int64).reshape(-1, FIELDS), keys)
        for table, words in self._words.items():
            words.count(before[table], rows[table], language or ENGLISH)
        after = self.counts
        ranges = {table: range(before[table], after[table]) for table in TABLES}
        self.cut.append(CutDocument(piece.read, ranges))

    def tables(self) -> dict[str, RowTable]:
        """Return the rows of each table, once all are written."""
        return {table: RowTable.load(self._folder, table) for table in TABLES}

    def write_words(self) -> None:
        """Write the lexical indexes, once all rows are written."""
        for table, words in self._words.items():
            lengths = np.zeros(self.counts[table], dtype=np.int32)
            words.note_lengths(lengths)
            parts = words.parts()
            if self.moved[table] and self._basis is not None:
                counts, before = saved_counts(self._basis.folder / LEXICAL[table])
                places = np.full(len(before), -1, dtype=np.int32)
                for moved in self.moved[table]:
                    places[moved.rows.start : moved.rows.stop] = moved.places
                    lengths[moved.places] = before[moved.rows.start : moved.rows.stop]
                parts.append(PlacedCounts(counts, places))
            write_words(self._folder / LEXICAL[table], parts, lengths)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._opened.__exit__(*error)  # type: ignore[arg-type]
