"""Turn a snapshot into one of format 3, which had the rows of its tables in the database."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import numpy as np

from index.snapshots.layout import DATABASE, KEYS, LEXICAL, SPANS, TABLES
from index.snapshots.library import Library
from index.snapshots.manifest import MANIFEST, read_manifest
from index.snapshots.publish import seal_and_rename
from index.snapshots.row_table import RowTable

PARENTS = {"passages": "document", "windows": "passage", "sections": "passage"}


def as_format_3(library: Library, corpus: str) -> str:
    """Replace the serving snapshot of a corpus, and return the name of the new one."""
    folder = library.folder(corpus) / library.current(corpus)
    manifest = read_manifest(folder)
    database = sqlite3.connect(folder / DATABASE)
    for table in TABLES:
        _move_rows(database, folder, table)
    database.commit()
    database.close()
    for name in LEXICAL.values():
        _age_words(folder / name)
    (folder / MANIFEST).unlink()
    for key in ("written", "files"):
        del manifest[key]
    name = seal_and_rename(folder, {**manifest, "format": 3})
    library.publish(corpus, name)
    return name


def _move_rows(database: sqlite3.Connection, folder: Path, table: str) -> None:
    columns = f"row INTEGER PRIMARY KEY, {PARENTS[table]} INTEGER, start INTEGER, end INTEGER"
    database.execute(f"CREATE TABLE {table} ({columns}, key BLOB)")
    rows = RowTable.load(folder, table)
    both = enumerate(zip(rows.spans.tolist(), rows.keys.tolist(), strict=True))
    database.executemany(
        f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)", ((n, *span, key) for n, (span, key) in both)
    )
    for name in (SPANS[table], KEYS[table]):
        (folder / name).unlink()


def _age_words(folder: Path) -> None:
    """Have words in the order in which bm25s met them, and the empty one that it adds."""
    arrays = {
        name: np.load(folder / f"{name}.csc.index.npy") for name in ("data", "indices", "indptr")
    }
    words = list(json.loads((folder / "vocab.index.json").read_text("utf-8")))
    order = np.random.default_rng(3).permutation(len(words)).tolist()
    bounds = arrays["indptr"].tolist()
    for name in ("data", "indices"):
        parts = [arrays[name][bounds[n] : bounds[n + 1]] for n in order]
        np.save(folder / f"{name}.csc.index.npy", np.concatenate(parts))
    held = [bounds[n + 1] - bounds[n] for n in order]
    np.save(folder / "indptr.csc.index.npy", np.cumsum([0, *held]))
    vocabulary = {words[n]: at for at, n in enumerate(order)} | {"": len(words)}
    (folder / "vocab.index.json").write_text(json.dumps(vocabulary), "utf-8")
    for name in ("counts.npy", "lengths.npy"):
        (folder / name).unlink()
