"""The rows of a table of a snapshot: where each text is, and the hash by which it is known."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from index.snapshots.arrays import ArrayWriter, mapped
from index.snapshots.layout import KEYS, SPANS

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEY = np.dtype("V16")
FIELDS = 3


def text_key(text: str) -> bytes:
    """Return the hash of a text by which its vector is found again."""
    return sha256(text.encode("utf-8")).digest()[: KEY.itemsize]


def as_keys(keys: Iterable[bytes]) -> NDArray[np.void]:
    """Return the hashes as an array."""
    return np.frombuffer(b"".join(keys), dtype=KEY)


def comparable(keys: NDArray[np.void]) -> NDArray[np.bytes_]:
    """View hashes as what numpy can sort and compare; to read them out, use ``keys`` itself.

    numpy drops zeros at the end of such a value when it is read out, but not when it compares.
    """
    return np.ascontiguousarray(keys).view(f"S{KEY.itemsize}")


def rows_with(known: NDArray[np.void], wanted: NDArray[np.void]) -> NDArray[np.int64]:
    """Return the row of ``known`` that has each of ``wanted``, which are distinct; -1 if none has.

    The first, if several rows have it.
    """
    rows = np.full(len(wanted), -1, dtype=np.int64)
    if not len(known) or not len(wanted):
        return rows
    order = np.argsort(comparable(wanted))
    ordered, every = comparable(wanted)[order], comparable(known)
    at = np.minimum(np.searchsorted(ordered, every), len(ordered) - 1)
    hits = np.flatnonzero(ordered[at] == every)[::-1]  # the first row is written last, and stays
    rows[order[at[hits]]] = hits
    return rows


@dataclass(frozen=True, slots=True)
class RowTable:
    """``spans`` are ``(n, 3)``: the row of the parent, start and end. ``keys`` are ``(n,)``.

    The parent of a passage is a document, that of a window its passage, and that of a section its
    first passage. The key of a section is that of its headings.
    """

    spans: NDArray[np.int64]
    keys: NDArray[np.void]

    @classmethod
    def load(cls, folder: Path, table: str) -> RowTable:
        """Map the files that a ``RowTableWriter`` wrote."""
        return cls(mapped(folder / SPANS[table]), mapped(folder / KEYS[table]))

    @classmethod
    def from_database(cls, database: sqlite3.Connection, table: str) -> RowTable:
        """Read the rows where snapshots of format 3 have them."""
        found = database.execute(f"SELECT * FROM {table} ORDER BY row").fetchall()  # noqa: S608
        spans = np.array([row[1:-1] for row in found], dtype=np.int64).reshape(-1, FIELDS)
        return cls(spans, as_keys(row[-1] for row in found))

    def __len__(self) -> int:
        return len(self.spans)


class RowTableWriter:
    """Writes the rows of a table, in order; use it as a context."""

    def __init__(self, folder: Path, table: str) -> None:
        with ExitStack() as opened:
            spans = ArrayWriter(folder / SPANS[table], np.int64, (FIELDS,))
            self._spans = opened.enter_context(spans)
            self._keys = opened.enter_context(ArrayWriter(folder / KEYS[table], KEY))
            self._opened = opened.pop_all()

    def __len__(self) -> int:
        return len(self._spans)

    def append(self, spans: NDArray[np.int64], keys: NDArray[np.void]) -> None:
        """Add rows at the end."""
        self._spans.append(spans)
        self._keys.append(keys)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._opened.__exit__(*error)  # type: ignore[arg-type]
