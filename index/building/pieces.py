"""Divide the documents of a new index: those copied from its basis, and those to cut anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from index.building.gather import Gathered
from index.snapshots.manifest import FORMAT
from index.snapshots.snapshot import Snapshot
from index.types import Document

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Consecutive ``documents`` of the ``basis``, whose rows are as they would be cut again."""

    basis: Snapshot
    documents: range


@dataclass(frozen=True, slots=True)
class Changed:
    """A document to cut; ``read`` reads it, perhaps from disk."""

    read: Callable[[], Document]


def pieces(
    gathered: Gathered, basis: Snapshot | None, *, same_recipe: bool
) -> Iterator[Unchanged | Changed]:
    """Yield the documents of a new index, in order.

    ``same_recipe``: the basis was cut and encoded as the new index will be.
    """
    if basis is None:
        yield from (Changed(_in_memory(gathered, record["id"])) for record in gathered.records)
        return
    sealed = basis.manifest["sources"]
    rows = {record["id"]: row for row, record in enumerate(sealed)}
    whole = same_recipe and basis.manifest["format"] == FORMAT
    run = range(0)
    for record in gathered.records:
        row = rows.get(record["id"], -1)
        unchanged = whole and row >= 0 and sealed[row] == record
        if run and not (unchanged and row == run.stop):
            yield Unchanged(basis, run)
            run = range(0)
        if unchanged:
            run = range(run.start if run else row, row + 1)
        elif record["id"] in gathered.read:
            yield Changed(_in_memory(gathered, record["id"]))
        else:
            yield Changed(partial(basis.document, row))
    if run:
        yield Unchanged(basis, run)


def _in_memory(gathered: Gathered, ident: str) -> Callable[[], Document]:
    return partial(gathered.read.__getitem__, ident)


def rows_below(snapshot: Snapshot, documents: range) -> dict[str, range]:
    """Return the rows of each table that belong to consecutive ``documents``."""
    passages = _range(snapshot.passage_spans[:, 0], documents)
    return {
        "passages": passages,
        "windows": _range(snapshot.window_spans[:, 0], passages),
        "sections": _range(snapshot.section_spans[:, 0], passages),
    }


def _range(parents: NDArray[np.int64], rows: range) -> range:
    first, last = np.searchsorted(parents, [rows.start, rows.stop])
    return range(int(first), int(last))
