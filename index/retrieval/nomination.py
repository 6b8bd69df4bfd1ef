"""Nominate the passages that may be among the best, so that few are scored in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.retrieval.query import Query
from index.snapshots.coverage import Coverage, FullCoverage
from index.snapshots.snapshot import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

POOL = 200  # how many rows each scorer may nominate
SLACK = 0.1  # more than a window that codes miss is nearer than the last that they find


@dataclass(frozen=True, slots=True)
class Nominees:
    """Passages that may be among the best: their ``rows``, which ascend.

    ``windows`` are the cosines of the best windows that were found, -1 if none of a passage was.
    No window that was not found has a higher cosine than ``rest``.
    """

    rows: NDArray[np.int64]
    windows: NDArray[np.float64]
    rest: float

    @classmethod
    def unsearched(cls, rows: NDArray[np.int64]) -> Nominees:
        """Return passages of whose windows nothing is known."""
        return cls(rows, np.full(len(rows), -1.0), 1.0)


def nominate(
    query: Query,
    snapshot: Snapshot,
    coverage: Coverage,
    window_coverage: Coverage,
) -> Nominees:
    """Return the union of each scorer's best rows, so that the sum is computed for few rows."""
    parents = snapshot.window_spans[:, 0]
    near, windows = snapshot.window_vectors.search(query.vector, POOL)
    nominated = [
        snapshot.passage_vectors.search(query.vector, POOL)[1],
        parents[windows],
        coverage.best(POOL),
        parents[window_coverage.best(POOL)],
        _passages_below(snapshot, snapshot.section_vectors.search(query.vector, POOL)[1]),
    ]
    rows = np.unique(np.concatenate(nominated)).astype(np.int64)
    best = np.full(len(rows), -1.0)
    np.maximum.at(best, np.searchsorted(rows, parents[windows]), near)
    rest = float(near[-1]) + SLACK if len(windows) < len(parents) else -1.0
    return Nominees(rows, best, rest)


def _passages_below(snapshot: Snapshot, sections: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the passages of ``sections``, the nearest first, as many as may be nominated."""
    starts, stop = snapshot.section_spans[:, 0], len(snapshot.passage_spans)
    following = np.minimum(sections + 1, len(starts) - 1)
    last = np.where(sections + 1 < len(starts), starts[following], stop)
    return runs(starts[sections], last)[:POOL]


def runs(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows from each of ``first`` to before its ``last``, one run after another."""
    lengths = last - first
    ends = np.cumsum(lengths)
    rows: NDArray[np.int64] = np.arange(lengths.sum()) + np.repeat(first - ends + lengths, lengths)
    return rows


def nominate_within(
    within: range, query: Query, snapshot: Snapshot, coverage: Coverage
) -> Nominees:
    """Return the rows of ``within``, or each scorer's best of them if there are too many."""
    rows = np.arange(within.start, within.stop, dtype=np.int64)
    if len(rows) <= POOL:
        return Nominees.unsearched(rows)
    near = snapshot.passage_vectors.cosines(query.vector, rows)
    best = [FullCoverage(near).best(POOL), FullCoverage(coverage[rows]).best(POOL)]
    return Nominees.unsearched(rows[np.unique(np.concatenate(best))])
