"""Check every promise of a snapshot, for `quoth verify`."""

from __future__ import annotations

from typing import Any

import numpy as np

from index.errors import SnapshotCorrupt
from index.snapshots.manifest import REBUILD, check_files
from index.snapshots.row_table import text_key
from index.snapshots.snapshot import Snapshot
from index.text.heading_path import searched_path


def verify(snapshot: Snapshot) -> dict[str, int]:
    """Check all files, texts, offsets and vectors of a snapshot, and count what was checked.

    :raises SnapshotCorrupt: something differs from what was built; the message names the first.
    """
    check_files(snapshot.folder, snapshot.manifest)
    texts = [document.text for document in snapshot.documents()]
    parents = snapshot.passage_spans[:, 0]
    for table, spans, owners in (
        ("passages", snapshot.passage_spans, parents),
        ("windows", snapshot.window_spans, parents[snapshot.window_spans[:, 0]]),
    ):
        keys = _keys(snapshot, table)
        for row, ((_, start, end), owner) in enumerate(zip(spans, owners, strict=True)):
            text = texts[owner][start:end]
            if not text or text_key(text) != keys[row]:
                raise _broken(snapshot, f"{table} row {row} does not hold the text it was made of")
    _check_sections(snapshot)
    _check_vectors(snapshot)
    return {"files": len(snapshot.manifest["files"]), **snapshot.counts}


def _keys(snapshot: Snapshot, table: str) -> list[Any]:
    keys: list[Any] = snapshot.tables[table].keys.tolist()
    return keys


def _check_sections(snapshot: Snapshot) -> None:
    keys = _keys(snapshot, "sections")
    for row, (passage, _, _) in enumerate(snapshot.section_spans):
        place = snapshot.passage(int(passage))
        path = searched_path(place.document, place.start)
        if text_key(path) != keys[row]:
            raise _broken(snapshot, f"sections row {row} does not hold the headings it was made of")


def _check_vectors(snapshot: Snapshot) -> None:
    for store, spans in (
        (snapshot.passage_vectors, snapshot.passage_spans),
        (snapshot.window_vectors, snapshot.window_spans),
        (snapshot.section_vectors, snapshot.section_spans),
    ):
        if len(store) != len(spans):
            raise _broken(snapshot, f"{len(store)} vectors for {len(spans)} texts")
        lengths = np.linalg.norm(store.vectors(np.arange(len(store))), axis=1)
        if not np.allclose(lengths, 1, atol=1e-3):
            raise _broken(snapshot, "a vector is not of unit length")


def _broken(snapshot: Snapshot, what: str) -> SnapshotCorrupt:
    return SnapshotCorrupt(f"snapshot {snapshot.name}: {what}", hint=REBUILD)
