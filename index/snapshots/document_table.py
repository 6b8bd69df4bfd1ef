"""Read the documents of a snapshot from its database; each is what was sealed, or is refused."""

from __future__ import annotations

import json
import sqlite3
import threading
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from cachetools import LRUCache

from index.errors import SnapshotCorrupt
from index.snapshots.manifest import REBUILD, source_record
from index.types import Block, BlockKind, Document, Landmark, Markup

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SCHEMA = """
CREATE TABLE documents (
  row INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, text TEXT, sha256 TEXT, url TEXT,
  author TEXT, published TEXT, language TEXT, licence TEXT, landmarks TEXT, blocks TEXT,
  pages TEXT, boost REAL, file TEXT, markup TEXT);
"""
INSERT = "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
COPY = """
INSERT INTO documents
SELECT row + ?, id, title, text, sha256, url, author, published, language, licence, landmarks,
  blocks, pages, boost, file, markup
FROM basis.documents WHERE row >= ? AND row < ? ORDER BY row
"""
TEXT = "SELECT title, landmarks, substr(text, ? + 1, ? - ?) FROM documents WHERE row = ?"
KEPT_DOCUMENTS = 64


def unchanging(path: Path) -> str:
    """Return the address by which SQLite opens a sealed file without locks."""
    return path.resolve().as_uri() + "?mode=ro&immutable=1"


class DocumentTable:
    """The documents of a snapshot, by row; ``sealed`` are their records in its manifest."""

    def __init__(self, path: Path, sealed: Sequence[Mapping[str, Any]]) -> None:
        self.path = path
        self._sealed = sealed
        self._lock = threading.Lock()
        self._read: LRUCache[int, Document] = LRUCache(KEPT_DOCUMENTS)
        self.database = sqlite3.connect(unchanging(path), uri=True, check_same_thread=False)
        weakref.finalize(self, self.database.close)
        self.database.execute("PRAGMA schema_version")  # refuses what is no database

    def __len__(self) -> int:
        return len(self._sealed)

    def document(self, row: int) -> Document:
        """Read the document in ``row``, and check that it is the one that was sealed.

        :raises SnapshotCorrupt: it is not, so it must not be quoted.
        """
        with self._lock:
            document = self._read.get(row)
            if document is None:
                document = self._read[row] = self._sealed_document(row)
            return document

    def _sealed_document(self, row: int) -> Document:
        sealed = self._sealed[row]
        try:
            query = self.database.execute("SELECT * FROM documents WHERE row = ?", (row,))
            document = document_from_row(query.fetchone())
            text = sha256(document.text.encode("utf-8")).hexdigest()
            intact = source_record(document) == sealed and text == document.sha256
        except (sqlite3.DatabaseError, TypeError, ValueError, AttributeError):
            intact = False
        if not intact:
            raise SnapshotCorrupt(f"{sealed['id']} is not stored as it was indexed", hint=REBUILD)
        return document

    def texts_of(self, spans: NDArray[np.int64]) -> Callable[[int], str]:
        """Return a function that reads the indexed text of a row: its text, title and headings.

        ``spans`` are those of the table: the row of the document, start and end. It does not check
        the document's sha256, because the text is never quoted. It does not refer to this table,
        so that the table can be freed.
        """
        database, lock = self.database, self._lock

        def read(row: int) -> str:
            document, start, end = spans[row].tolist()
            with lock:
                found = database.execute(TEXT, (start, end, start, document)).fetchone()
            title, marks, text = found
            return " ".join([text, title or "", *(str(mark[1]) for mark in json.loads(marks))])

        return read


class DocumentTableWriter:
    """Writes documents, in order, into a new SQLite file; use it as a context.

    ``basis`` is the file of the snapshot that ``copy`` takes documents from.
    """

    def __init__(self, path: Path, basis: Path | None) -> None:
        self._database = sqlite3.connect(path, uri=True)
        try:
            self._database.executescript(SCHEMA)
            if basis is not None:
                self._database.execute("ATTACH ? AS basis", (unchanging(basis),))
        except BaseException:
            self._database.close()
            raise
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, document: Document) -> None:
        """Add a document at the end."""
        self._database.execute(INSERT, document_to_row(self._count, document))
        self._count += 1

    def copy(self, rows: range) -> None:
        """Add these documents of the basis at the end, as they are stored there."""
        self._database.execute(COPY, (self._count - rows.start, rows.start, rows.stop))
        self._count += len(rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        try:
            if error == (None, None, None):
                self._database.commit()
        finally:
            self._database.close()


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
