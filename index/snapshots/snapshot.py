"""Open a sealed index read-only; it serves exactly what was built, or is refused.

A snapshot's folder holds ``documents.sqlite`` (documents, passages, windows, sections), the
vectors of passages, windows and the headings of sections (FAISS), two lexical indexes, and
``manifest.json`` with the sha256 of every file. The folder's name ends in the first twelve hex
digits of the manifest's own sha256. So the name seals the manifest, and the manifest seals the
other files.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from cachetools import LRUCache

from index.errors import SnapshotCorrupt, SnapshotMissing
from index.snapshots.bm25 import LexicalIndex
from index.snapshots.calibration import GENERAL, Calibration, evidence_of
from index.snapshots.locks import hold
from index.snapshots.manifest import (
    REBUILD,
    check_files,
    content,
    languages_in,
    measured_in,
    read_manifest,
    source_record,
)
from index.snapshots.vectors import FaissStore
from index.text.analysis import ENGLISH
from index.text.chunking import Chunk
from index.types import UNREAD, Block, BlockKind, Document, Landmark, Markup, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

DATABASE = "documents.sqlite"
VECTORS = {
    "passages": "passages.faiss",
    "windows": "windows.faiss",
    "sections": "sections.faiss",
}
LEXICAL = {"passages": "lexical-passages", "windows": "lexical-windows"}
SCHEMA = """
CREATE TABLE documents (
  row INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, text TEXT, sha256 TEXT, url TEXT,
  author TEXT, published TEXT, language TEXT, licence TEXT, landmarks TEXT, blocks TEXT,
  pages TEXT, boost REAL, file TEXT, markup TEXT);
CREATE TABLE passages (
  row INTEGER PRIMARY KEY, document INTEGER, start INTEGER, end INTEGER, key BLOB);
CREATE TABLE windows (
  row INTEGER PRIMARY KEY, passage INTEGER, start INTEGER, end INTEGER, key BLOB);
CREATE TABLE sections (
  row INTEGER PRIMARY KEY, passage INTEGER, start INTEGER, end INTEGER, key BLOB);
"""
TEXT = """
SELECT title, landmarks, substr(text, start + 1, "end" - start)
FROM passages JOIN documents ON documents.row = passages.document WHERE passages.row = ?
"""
KEPT_DOCUMENTS = 64


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
    """An open index. It never changes, so only the database handle needs a lock.

    :raises SnapshotMissing: there is no such folder.
    :raises SnapshotMismatch: another version of Quoth wrote it.
    :raises SnapshotCorrupt: a byte differs from what was sealed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name
        self._held = self._hold()
        self.manifest = read_manifest(folder)
        self.measured = measured_in(self.manifest, self.name)
        check_files(folder, self.manifest)
        self._lock = threading.Lock()
        self._documents: LRUCache[int, Document] = LRUCache(KEPT_DOCUMENTS)
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
        uri = (self.folder / DATABASE).resolve().as_uri() + "?mode=ro&immutable=1"
        self._database = sqlite3.connect(uri, uri=True, check_same_thread=False)
        weakref.finalize(self, self._database.close)
        self.passage_vectors = FaissStore.load(self.folder / VECTORS["passages"])
        self.window_vectors = FaissStore.load(self.folder / VECTORS["windows"])
        self.section_vectors = FaissStore.load(self.folder / VECTORS["sections"])
        reading = _texts(self._database, self._lock)
        self.passage_terms = LexicalIndex.load(
            self.folder / LEXICAL["passages"], reading, self.languages
        )
        self.window_terms = LexicalIndex.load(
            self.folder / LEXICAL["windows"], languages=self.languages
        )
        self.passage_spans = self._table("document, start, end FROM passages")
        self.window_spans = self._table("passage, start, end FROM windows")
        self.section_spans = self._table("passage, start, end FROM sections")

    def _table(self, columns: str) -> NDArray[np.int64]:
        rows = self._database.execute(f"SELECT {columns} ORDER BY row").fetchall()
        return np.array(rows, dtype=np.int64).reshape(-1, 3)

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

    def boost_of(self, passage: int) -> float:
        """Return the factor by which the scores of this passage's document are multiplied."""
        return float(self.manifest["sources"][self.passage_spans[passage, 0]]["boost"])

    def windows_of(self, passage: int) -> range:
        """Return the rows of a passage's windows."""
        return range(int(self.first_windows[passage]), int(self.first_windows[passage + 1]))

    def has(self, row: int, document: Document) -> bool:
        """Return whether ``row`` holds ``document``, unchanged."""
        sealed: dict[str, Any] = self.manifest["sources"][row]
        return sealed == source_record(document)

    def chunks_of(self, row: int) -> Iterator[Chunk]:
        """Yield the passages, with windows, into which the document in ``row`` was cut."""
        first, last = np.searchsorted(self.passage_spans[:, 0], [row, row + 1])
        for passage in range(int(first), int(last)):
            _, start, end = map(int, self.passage_spans[passage])
            spans = self.window_spans[self.windows_of(passage)][:, 1:]
            yield Chunk(start, end, tuple((int(a), int(b)) for a, b in spans))

    def document(self, row: int) -> Document:
        """Read the document in ``row``, and check that it is the one that was sealed.

        :raises SnapshotCorrupt: it is not, so it must not be quoted.
        """
        with self._lock:
            document = self._documents.get(row)
            if document is None:
                document = self._documents[row] = self._read_document(row)
            return document

    def _read_document(self, row: int) -> Document:
        sealed = self.manifest["sources"][row]
        try:
            query = self._database.execute("SELECT * FROM documents WHERE row = ?", (row,))
            document = document_from_row(query.fetchone())
            text = sha256(document.text.encode("utf-8")).hexdigest()
            intact = source_record(document) == sealed and text == document.sha256
        except (sqlite3.DatabaseError, TypeError, ValueError, AttributeError):
            intact = False
        if not intact:
            raise SnapshotCorrupt(f"{sealed['id']} is not stored as it was indexed", hint=REBUILD)
        return document

    def documents(self) -> Iterator[Document]:
        """Read all documents, in order.

        :raises SnapshotCorrupt: one is not stored as it was indexed.
        """
        for row in range(len(self.manifest["sources"])):
            yield self.document(row)

    def keys(self, table: str) -> dict[bytes, int]:
        """Return the rows of ``table`` by the hashes of their texts, to find vectors again."""
        with self._lock:
            return dict(self._database.execute(f"SELECT key, row FROM {table}"))  # noqa: S608

    def close(self) -> None:
        """Close the database, and let the snapshot be removed."""
        self._database.close()
        self._held()


def _texts(database: sqlite3.Connection, lock: threading.Lock) -> Callable[[int], str]:
    """Return a function that reads the indexed text of a passage: its text, title and headings.

    It does not check the document's sha256, because the text is never quoted. It does not refer to
    the snapshot, so that the snapshot can be freed.
    """

    def read(row: int) -> str:
        with lock:
            title, marks, text = database.execute(TEXT, (row,)).fetchone()
        return " ".join([text, title or "", *(str(mark[1]) for mark in json.loads(marks))])

    return read


def document_from_row(row: tuple[Any, ...]) -> Document:
    """Rebuild a document from its row in the database."""
    (
        _, ident, title, text, digest, url, author, published, language, licence, marks,
        blocks, pages, boost, file, markup,
    ) = row  # fmt: skip
    return Document(
        ident, title, text, digest, url, author,
        date.fromisoformat(published) if published else None, language, licence,
        tuple(Landmark(*mark) for mark in json.loads(marks)),
        tuple(_block(*block) for block in json.loads(blocks)),
        tuple(json.loads(pages)), boost, file, Markup(markup),
    )  # fmt: skip


def document_to_row(row: int, document: Document) -> tuple[Any, ...]:
    """Return the columns of ``document`` for the database, in the order of ``SCHEMA``."""
    marks = [astuple(mark) for mark in document.landmarks]
    published = document.published.isoformat() if document.published else None
    return (
        row, document.id, document.title, document.text, document.sha256, document.url,
        document.author, published, document.language, document.licence,
        json.dumps(marks), json.dumps([astuple(block) for block in document.blocks]),
        json.dumps(document.pages), document.boost, document.file, document.markup,
    )  # fmt: skip


def _block(
    kind: str,
    start: int,
    end: int,
    parts: list[list[int]],
    headed: bool,
    language: str,
) -> Block:
    return Block(BlockKind(kind), start, end, tuple((a, b) for a, b in parts), headed, language)
