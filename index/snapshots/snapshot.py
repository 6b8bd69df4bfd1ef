"""Open a sealed index read-only; it serves exactly what was built, or is refused.

A snapshot's folder holds ``documents.sqlite``, the rows of three tables (passages, windows and the
headings of sections) with their vectors (FAISS), two lexical indexes, and ``manifest.json`` with
the sha256 of every file. The folder's name ends in the first twelve hex digits of the manifest's
own sha256. So the name seals the manifest, and the manifest seals the other files.
"""

from __future__ import annotations

import os
import sqlite3
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import SnapshotCorrupt, SnapshotMissing
from index.snapshots.bm25 import LexicalIndex
from index.snapshots.calibration import GENERAL, Calibration, evidence_of
from index.snapshots.document_table import DocumentTable
from index.snapshots.file_marks import marks_of, noted_marks
from index.snapshots.layout import CODES, DATABASE, LEXICAL, TABLES, VECTORS
from index.snapshots.locks import hold
from index.snapshots.manifest import (
    FORMAT,
    REBUILD,
    check_files,
    content,
    languages_in,
    measured_in,
    read_manifest,
)
from index.snapshots.row_table import RowTable
from index.snapshots.vectors import FaissStore
from index.text.analysis import ENGLISH
from index.types import UNREAD, Document, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source as the manifest describes it, without its text."""

    id: str
    title: str
    sha256: str
    url: str | None = None
    published: date | None = None
    corpus: str = ""


class Snapshot:
    """An open index. It never changes.

    Vectors, rows and word scores are mapped from disk, so opening copies none of them. Every file
    is compared with the manifest, unless the caller has just ``compared`` them with an equal one,
    or its mark is that which was noted when it was last compared. Those files are ``trusted``.

    :raises SnapshotMissing: there is no such folder.
    :raises SnapshotMismatch: another version of Quoth wrote it.
    :raises SnapshotCorrupt: a byte differs from what was sealed.
    """

    def __init__(self, folder: Path, *, compared: Mapping[str, Any] | None = None) -> None:
        self.folder = folder
        self.name = folder.name
        self._held = self._hold()
        self.manifest = read_manifest(folder)
        self.measured = measured_in(self.manifest, self.name)
        self.marks = marks_of(folder, self.manifest["files"])  # before anything is read
        noted = noted_marks(folder)
        self.trusted: Sequence[str] = ()
        if self.manifest != compared:
            self.trusted = [name for name, mark in self.marks.items() if noted.get(name) == mark]
            check_files(folder, self.manifest, trusted=self.trusted)
        try:
            self._open()
        except (sqlite3.DatabaseError, RuntimeError, ValueError, KeyError, OSError) as error:
            raise SnapshotCorrupt(
                f"snapshot {self.name} cannot be opened ({type(error).__name__})", hint=REBUILD
            ) from error

    def _hold(self) -> Callable[[], object]:
        """Protect the snapshot from removal while it is open; return a function that ends this."""
        try:
            handle = hold(self.folder)
        except OSError:
            raise SnapshotMissing(
                f"no snapshot at {self.folder}", hint="Build one with `quoth build`."
            ) from None
        return weakref.finalize(self, os.close, handle) if handle is not None else lambda: None

    def _open(self) -> None:
        self.stored = DocumentTable(self.folder / DATABASE, self.manifest["sources"])
        self.passage_vectors, self.window_vectors, self.section_vectors = (
            self._vectors(table) for table in TABLES
        )
        self.tables = {table: self._table(table) for table in TABLES}
        self.passage_spans, self.window_spans, self.section_spans = (
            self.tables[table].spans for table in TABLES
        )
        reading = self.stored.texts_of(self.passage_spans)
        self.passage_terms = LexicalIndex.load(
            self.folder / LEXICAL["passages"], reading, self.languages
        )
        self.window_terms = LexicalIndex.load(
            self.folder / LEXICAL["windows"], languages=self.languages
        )

    def _vectors(self, table: str) -> FaissStore:
        coded = CODES[table] in self.manifest["files"]
        codes = self.folder / CODES[table] if coded else None
        return FaissStore.load(self.folder / VECTORS[table], codes)

    def _table(self, table: str) -> RowTable:
        if self.manifest["format"] == FORMAT:
            return RowTable.load(self.folder, table)
        return RowTable.from_database(self.stored.database, table)

    @property
    def corpus(self) -> str:
        """Return the name of the corpus, which is that of the parent folder."""
        return self.folder.parent.name

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the encoder that made the vectors."""
        return str(self.manifest["encoder"]["fingerprint"])

    def calibration_for(self, reader: str = UNREAD) -> Calibration:
        """Return the calibration to use, which is the general one if this corpus has none.

        ``reader`` is the fingerprint of the reader. The promise is included only if it was
        measured on this content.
        """
        if self.measured is None:
            return GENERAL
        return self.measured.applied(evidence_of(self.fingerprint, reader), self._content)

    @cached_property
    def _content(self) -> str:
        return content(self.manifest)

    @property
    def counts(self) -> dict[str, int]:
        """Return the number of documents and of the rows of each table."""
        return dict(self.manifest["counts"])

    @cached_property
    def first_windows(self) -> NDArray[np.int64]:
        """Return ``(passages + 1,)``: the row of each passage's first window, then their number."""
        return np.searchsorted(self.window_spans[:, 0], np.arange(len(self.passage_spans) + 1))

    @cached_property
    def section_of(self) -> NDArray[np.int64]:
        """Return ``(passages,)``: the row of the section that each passage is in."""
        first = self.section_spans[:, 0]
        return np.searchsorted(first, np.arange(len(self.passage_spans)), side="right") - 1

    def sources(self) -> list[SourceRecord]:
        """List the documents that this index was built from, without opening any."""
        return list(self._sources)

    @cached_property
    def _sources(self) -> tuple[SourceRecord, ...]:
        return tuple(
            SourceRecord(
                source["id"],
                source["title"],
                source["sha256"],
                source["url"],
                date.fromisoformat(source["published"]) if source["published"] else None,
                self.corpus,
            )
            for source in self.manifest["sources"]
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages by whose rules the words were indexed, the usual one first."""
        return tuple(dict.fromkeys(code or ENGLISH for code in languages_in(self.manifest)))

    def passages_of(self, document: str) -> range:
        """Return the rows of a document's passages, by its id; empty if there is no such one."""
        row = next((n for n, one in enumerate(self._sources) if one.id == document), -1)
        first, last = np.searchsorted(self.passage_spans[:, 0], [row, row + 1])
        return range(int(first), int(last))

    def passage(self, row: int) -> Passage:
        """Read the passage in ``row``.

        :raises SnapshotCorrupt: its document is not stored as it was indexed.
        """
        document, start, end = self.passage_spans[row]
        return Passage(self.document(int(document)), int(start), int(end))

    @cached_property
    def boosts(self) -> NDArray[np.float64]:
        """Return ``(documents,)``: the factors by which the scores of passages are multiplied."""
        return np.array([float(source["boost"]) for source in self.manifest["sources"]])

    def windows_of(self, passage: int) -> range:
        """Return the rows of a passage's windows."""
        return range(int(self.first_windows[passage]), int(self.first_windows[passage + 1]))

    def document(self, row: int) -> Document:
        """Read the document in ``row``, and check that it is the one that was sealed.

        :raises SnapshotCorrupt: it is not, so it must not be quoted.
        """
        return self.stored.document(row)

    def documents(self) -> Iterator[Document]:
        """Read all documents, in order.

        :raises SnapshotCorrupt: one is not stored as it was indexed.
        """
        for row in range(len(self.manifest["sources"])):
            yield self.document(row)

    def close(self) -> None:
        """Close the database, and let the snapshot be removed."""
        self.stored.database.close()
        self._held()
