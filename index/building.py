"""Sources in, a published snapshot out: written beside, sealed, renamed; never in place.

A kill at any step leaves the old snapshot serving; what it left behind is swept up by the
next build. Vectors of unchanged texts are taken from the serving snapshot, by their hash.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.calibration import Measured, measured_record
from index.chunking import Chunk, chunks
from index.documents import read_sources
from index.encoder import Encoder
from index.errors import SnapshotError, SourceError
from index.lexical import LexicalIndex
from index.library import Library
from index.locking import BEING_BUILT, exclusive
from index.planning import BuildPlan, plan_build, recipe_of
from index.publishing import prune, seal_and_rename
from index.sealing import FORMAT, source_record
from index.snapshot import DATABASE, LEXICAL, SCHEMA, VECTORS, Snapshot, document_to_row
from index.types import Document
from index.vectors import FaissStore

if TYPE_CHECKING:
    from numpy.typing import NDArray

Progress = Callable[[str, int, int], None]


def no_progress(stage: str, done: int, total: int) -> None:
    """Say nothing."""


ENCODED_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``encoded`` and ``reused`` count texts (passages and windows)."""

    snapshot: str
    plan: BuildPlan
    documents: int
    passages: int
    windows: int
    encoded: int
    reused: int


@dataclass(frozen=True, slots=True)
class Row:
    """A passage or a window: the row that it belongs to, its place, its text.

    ``heading`` helps to find a passage by its words; among the windows of one passage it
    would only blur the choice, so they have none.
    """

    parent: int
    start: int
    end: int
    text: str
    heading: str = ""

    @property
    def key(self) -> bytes:
        return sha256(self.text.encode("utf-8")).digest()[:16]


def build(
    library: Library,
    corpus: str,
    sources: Path,
    encoder: Encoder,
    *,
    max_bytes: int,
    full: bool = False,
    progress: Progress = no_progress,
) -> BuildReport:
    """Index ``sources`` and publish the result, unless what serves is up to date.

    ``full`` encodes everything again.

    :raises SourceError: a source cannot be used; nothing was changed.
    :raises BuildError: the disk is full, or another build of this corpus is running.
    """
    with exclusive(library.folder(corpus)) as folder:
        documents = []
        for number, document in enumerate(read_sources(sources, max_bytes=max_bytes), 1):
            documents.append(document)
            progress("reading", number, number)
        plan = plan_build(library, corpus, documents, encoder)
        previous = _previous(library, corpus)
        if plan.up_to_date and previous is not None and not full:
            counts = previous.counts
            reused = counts["passages"] + counts["windows"]
            return BuildReport(previous.name, plan, **counts, encoded=0, reused=reused)
        usable = None if full or not _same_encoder(previous, encoder) else previous
        calibration = _calibration(previous, encoder)
        report = _write(
            library, corpus, folder, documents, encoder, usable, calibration, plan, progress
        )
        prune(library, corpus)
        return report


def texts_to_encode(
    library: Library, corpus: str, documents: Sequence[Document], encoder: Encoder
) -> int:
    """How many texts a build would encode."""
    previous = _previous(library, corpus)
    tables = zip(("passages", "windows"), _rows(documents, encoder, no_progress), strict=True)
    if previous is None or not _same_encoder(previous, encoder):
        return sum(len({row.key for row in rows}) for _, rows in tables)
    return sum(
        len({row.key for row in rows} - previous.keys(table).keys()) for table, rows in tables
    )


def _same_encoder(previous: Snapshot | None, encoder: Encoder) -> bool:
    return previous is not None and previous.fingerprint == encoder.fingerprint


def _previous(library: Library, corpus: str) -> Snapshot | None:
    try:
        return Snapshot(library.folder(corpus) / library.current(corpus))
    except SnapshotError:
        return None


def _write(
    library: Library,
    corpus: str,
    folder: Path,
    documents: Sequence[Document],
    encoder: Encoder,
    previous: Snapshot | None,
    calibration: Measured | None,
    plan: BuildPlan,
    progress: Progress,
) -> BuildReport:
    beside = folder / f"{BEING_BUILT}{os.getpid()}"
    beside.mkdir()
    passages, windows = _rows(documents, encoder, progress)
    if not passages:  # nothing but rules and empty list items
        raise SourceError("nothing in the sources can be quoted", hint="Add text to them.")
    _write_database(beside / DATABASE, documents, passages, windows)
    encoded = 0
    for table, rows in (("passages", passages), ("windows", windows)):
        vectors, fresh = _vectors(table, rows, encoder, previous, progress)
        encoded += fresh
        FaissStore(vectors).save(beside / VECTORS[table])
        LexicalIndex.build([f"{row.heading} {row.text}" for row in rows]).save(
            beside / LEXICAL[table]
        )
    counts = {"documents": len(documents), "passages": len(passages), "windows": len(windows)}
    name = seal_and_rename(beside, _manifest(documents, counts, encoder, calibration))
    library.publish(corpus, name)
    reused = len(passages) + len(windows) - encoded
    return BuildReport(name, plan, **counts, encoded=encoded, reused=reused)


def _rows(
    documents: Sequence[Document], encoder: Encoder, progress: Progress
) -> tuple[list[Row], list[Row]]:
    passages: list[Row] = []
    windows: list[Row] = []
    for number, document in enumerate(documents):
        for chunk in chunks(document, encoder.count_tokens, encoder.max_tokens):
            windows += _window_rows(document, chunk, len(passages))
            heading = " ".join((document.title, *document.headings_at(chunk.start)))
            text = document.text[chunk.start : chunk.end]
            passages.append(Row(number, chunk.start, chunk.end, text, heading))
        progress("splitting", number + 1, len(documents))
    return passages, windows


def _window_rows(document: Document, chunk: Chunk, passage: int) -> Iterator[Row]:
    for start, end in chunk.windows:
        yield Row(passage, start, end, document.text[start:end])


def _write_database(
    path: Path, documents: Sequence[Document], passages: Sequence[Row], windows: Sequence[Row]
) -> None:
    database = sqlite3.connect(path)
    try:
        database.executescript(SCHEMA)
        database.executemany(
            f"INSERT INTO documents VALUES ({','.join('?' * 15)})",  # noqa: S608
            (document_to_row(row, document) for row, document in enumerate(documents)),
        )
        for table, rows in (("passages", passages), ("windows", windows)):
            database.executemany(
                f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)",  # noqa: S608
                ((n, row.parent, row.start, row.end, row.key) for n, row in enumerate(rows)),
            )
        database.commit()
    finally:
        database.close()


def _vectors(
    table: str,
    rows: Sequence[Row],
    encoder: Encoder,
    previous: Snapshot | None,
    progress: Progress,
) -> tuple[NDArray[np.float32], int]:
    """The vector of each row, old ones by hash, equal texts once; and how many were new."""
    known = previous.keys(table) if previous else {}
    texts = {row.key: row.text for row in rows}
    fresh = [key for key in texts if key not in known]
    made: dict[bytes, NDArray[np.float32]] = {}
    progress(f"encoding {table}", 0, len(fresh))
    for at in range(0, len(fresh), ENCODED_AT_ONCE):
        batch = fresh[at : at + ENCODED_AT_ONCE]
        made.update(zip(batch, encoder.encode_passages([texts[key] for key in batch]), strict=True))
        progress(f"encoding {table}", len(made), len(fresh))
    if previous is not None and known:
        store = previous.passage_vectors if table == "passages" else previous.window_vectors
        kept = [key for key in texts if key in known]
        if kept:
            rows_kept = np.array([known[key] for key in kept], dtype=np.int64)
            made.update(zip(kept, store.vectors(rows_kept), strict=True))
    return np.stack([made[row.key] for row in rows]), len(fresh)


def _manifest(
    documents: Sequence[Document],
    counts: dict[str, int],
    encoder: Encoder,
    calibration: Measured | None,
) -> dict[str, Any]:
    manifest = {
        "format": FORMAT,
        "encoder": {"name": encoder.name, "fingerprint": encoder.fingerprint},
        "recipe": recipe_of(encoder),
        "counts": counts,
        "sources": [source_record(document) for document in documents],
    }
    return manifest | ({"calibration": measured_record(calibration)} if calibration else {})


def _calibration(previous: Snapshot | None, encoder: Encoder) -> Measured | None:
    """The calibration of the index before this one, if it was made in the same way."""
    same = previous is not None and previous.manifest["recipe"] == recipe_of(encoder)
    return previous.measured if previous is not None and same else None
