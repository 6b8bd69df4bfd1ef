"""Cut documents into the rows of an index, and encode them; known vectors are reused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.building.vector_log import VectorLog, Vectors
from index.models.encoder import Encoder
from index.progress import Progress
from index.snapshots.snapshot import SCHEMA, VECTORS, Snapshot, document_to_row
from index.text.chunking import Chunk, chunks
from index.text.heading_path import searched_path
from index.types import Document

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENCODED_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Row:
    """A passage, a window or a section, with its offsets, its text, and the row of its parent.

    The parent of a passage is a document, that of a window its passage, and that of a section its
    first passage. The text of a section is its headings. ``heading`` helps to find a passage by
    its words. Windows have none: it would be the same for all windows of a passage.
    """

    parent: int
    start: int
    end: int
    text: str
    heading: str = ""

    @property
    def key(self) -> bytes:
        """Return a hash of the text, by which its vector is found again."""
        return sha256(self.text.encode("utf-8")).digest()[:16]


Chunks = Callable[[Document], Iterator[Chunk]]


def cutter(encoder: Encoder, cut_before: Snapshot | None) -> Chunks:
    """Return a function that cuts documents; unchanged ones are cut as in ``cut_before``.

    This saves counting their tokens.
    """
    rows = {r["id"]: n for n, r in enumerate(cut_before.manifest["sources"])} if cut_before else {}

    def cut(document: Document) -> Iterator[Chunk]:
        row = rows.get(document.id)
        if cut_before is None or row is None or not cut_before.has(row, document):
            return chunks(document, encoder.count_tokens, encoder.max_tokens)
        return cut_before.chunks_of(row)

    return cut


def rows_of(documents: Sequence[Document], cut: Chunks, progress: Progress) -> dict[str, list[Row]]:
    """Cut all documents into the rows of the tables ``passages``, ``windows`` and ``sections``."""
    passages: list[Row] = []
    windows: list[Row] = []
    sections: list[Row] = []
    for number, document in enumerate(documents):
        above = ""
        for chunk in cut(document):
            windows += _window_rows(document, chunk, len(passages))
            path = searched_path(document, chunk.start)
            if path != above:
                sections.append(Row(len(passages), chunk.start, chunk.end, path))
            above = path
            heading = " ".join((document.title, *document.headings_at(chunk.start)))
            text = document.text[chunk.start : chunk.end]
            passages.append(Row(number, chunk.start, chunk.end, text, heading))
        progress("splitting", number + 1, len(documents))
    return {"passages": passages, "windows": windows, "sections": sections}


def _window_rows(document: Document, chunk: Chunk, passage: int) -> Iterator[Row]:
    for start, end in chunk.windows:
        yield Row(passage, start, end, document.text[start:end])


def write_database(
    path: Path, documents: Sequence[Document], tables: Mapping[str, Sequence[Row]]
) -> None:
    """Write the documents, passages and windows of a snapshot into a new SQLite file."""
    database = sqlite3.connect(path)
    try:
        database.executescript(SCHEMA)
        database.executemany(
            f"INSERT INTO documents VALUES ({','.join('?' * 16)})",  # noqa: S608
            (document_to_row(row, document) for row, document in enumerate(documents)),
        )
        for table, rows in tables.items():
            database.executemany(
                f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)",  # noqa: S608
                ((n, row.parent, row.start, row.end, row.key) for n, row in enumerate(rows)),
            )
        database.commit()
    finally:
        database.close()


def vectors_for(
    table: str,
    rows: Sequence[Row],
    encoder: Encoder,
    known: Sequence[Snapshot],
    made: Vectors,
    log: VectorLog,
    progress: Progress,
) -> tuple[NDArray[np.float32], int]:
    """Return the vectors of ``rows``, ``(n, d)`` float32, and how many texts were encoded.

    Vectors of known texts are copied from ``known``, and equal texts are encoded once. ``made``
    holds the vectors of this build by the hash of their text, and is added to: pass the same one
    for each table, since many a passage is also a window. What is encoded is added to ``log``.
    """
    texts = {row.key: row.text for row in rows}
    for snapshot in known:
        made |= _vectors_of(snapshot, [key for key in texts if key not in made])
    fresh = [key for key in texts if key not in made]
    progress(f"encoding {table}", 0, len(fresh))
    for at in range(0, len(fresh), ENCODED_AT_ONCE):
        batch = fresh[at : at + ENCODED_AT_ONCE]
        vectors = encoder.encode_passages([texts[key] for key in batch])
        log.add(batch, list(vectors))
        made.update(zip(batch, vectors, strict=True))
        progress(f"encoding {table}", at + len(batch), len(fresh))
    return np.stack([made[row.key] for row in rows]), len(fresh)


def texts_unknown(tables: Mapping[str, Sequence[Row]], known: Sequence[Snapshot]) -> int:
    """Count the texts whose vectors ``vectors_for`` would not find in ``known``."""
    keys = {row.key for rows in tables.values() for row in rows}
    return len(keys.difference(*(one.keys(table) for one in known for table in VECTORS)))


def _vectors_of(snapshot: Snapshot, wanted: Sequence[bytes]) -> Vectors:
    """Return the vectors that a snapshot has for the ``wanted`` hashes of texts, by hash."""
    found: Vectors = {}
    stores = {
        "passages": snapshot.passage_vectors,
        "windows": snapshot.window_vectors,
        "sections": snapshot.section_vectors,
    }
    for table, store in stores.items():
        known = snapshot.keys(table)
        kept = [key for key in wanted if key in known and key not in found]
        if kept:
            rows = np.array([known[key] for key in kept], dtype=np.int64)
            found.update(zip(kept, store.vectors(rows), strict=True))
    return found
