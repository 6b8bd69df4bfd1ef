"""Rank passages by a weighted sum of cosine and BM25.

On SQuAD the weighted sum ranked the right paragraph first more often than either score alone, and
more often than rank fusion, which discards how good a score is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from index.retrieval.query import Query
from index.snapshots.coverage import Coverage, FullCoverage
from index.snapshots.snapshot import Snapshot
from index.snapshots.vectors import cosines
from index.text.questions import is_question
from index.types import Hit, Scores

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Weights:
    """All weights of the ranking; ``tests/benchmarks/weights.py`` fits them."""

    dense: float = 0.65
    dense_window: float = 0.6
    dense_section: float = 0.12
    quote_cosine: float = 0.4
    quote_lexical: float = 0.3
    quote_character: float = 0.0002  # of quotes that were not read
    quote_kind: float = 0.06
    quote_leaning: float = -0.03
    quote_bare: float = -0.3  # of a quote that is only a link, where none is asked for
    definition: float = 0.25  # of a passage, and of a quote
    asking: float = 0.25  # of a passage under a heading that asks nearly the same
    reading: float = 0.045  # this and what follows: of quotes that were read
    reading_passage: float = 0.055
    reading_section: float = 0.3
    reading_lexical: float = -0.25  # what is read was found by its words; they say no more

    def sum(self, features: Mapping[str, float]) -> float:
        """Return the weighted sum of ``features``, which have the names of the weights."""
        return sum(float(getattr(self, name)) * value for name, value in features.items())


WEIGHTS = Weights()
SECTION = [each.name for each in fields(Scores)].index("dense_section")
POOL = 200  # how many rows each scorer may nominate
DEFINING = 50  # how many of the best passages are searched for a definition
ASKING = 10  # of how many of the best passages the heading may count more
ALIKE = 0.25  # cosine of two questions; only what is above it counts


@dataclass(frozen=True, slots=True)
class Scored:
    """A hit with its row in the snapshot, and the scores of its windows, in order."""

    hit: Hit
    row: int
    window_cosines: NDArray[np.float32]
    window_coverage: NDArray[np.float32]


def retrieve(
    query: Query,
    snapshot: Snapshot,
    k: int,
    weights: Weights = WEIGHTS,
    within: range | None = None,
) -> list[Scored]:
    """Return the ``k`` best passages, best first; the earlier passage wins a tie.

    ``within``: search only these rows; no other row is scored.
    """
    coverage = snapshot.passage_terms.covering(query.terms)
    window_coverage = snapshot.window_terms.covering(query.terms)
    if within is None:
        rows = _nominate(query, snapshot, coverage, window_coverage)
    else:
        rows = _nominate_within(within, query, snapshot, coverage)
    scores, windows = _scores(query, snapshot, rows, coverage, window_coverage, weights)
    scores[:, -1] += weights.definition * _defining(query, snapshot, rows, scores[:, -1])
    scores[:, -1] += weights.asking * _asking(snapshot, rows, scores)
    best = np.lexsort((rows, -scores[:, -1]))[:k]
    return [
        Scored(
            Hit(snapshot.passage(int(rows[at])), Scores(*scores[at].tolist())),
            int(rows[at]),
            windows.cosines[windows.of(at)],
            windows.coverage[windows.of(at)],
        )
        for at in best.tolist()
    ]


def _defining(
    query: Query, snapshot: Snapshot, rows: NDArray[np.int64], fused: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return which of ``rows`` are among the best, and say what the term is that is asked for."""
    found = np.zeros(len(rows), dtype=np.bool_)
    if query.definition is not None:
        for at in np.argsort(-fused)[:DEFINING].tolist():
            found[at] = query.is_defined_by(snapshot.passage(int(rows[at])).text)
    return found


def _asking(
    snapshot: Snapshot, rows: NDArray[np.int64], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how near the heading of each of ``rows`` is, if it is a question; 0 of the others.

    ``scores`` are as ``_scores`` returns them.
    """
    found = np.zeros(len(rows))
    for at in np.argsort(-scores[:, -1])[:ASKING].tolist():
        passage = snapshot.passage(int(rows[at]))
        headings = passage.document.headings_at(passage.start)
        if headings and is_question(headings[-1]):
            found[at] = max(0.0, scores[at, SECTION] - ALIKE)
    return found


def _nominate(
    query: Query,
    snapshot: Snapshot,
    coverage: Coverage,
    window_coverage: Coverage,
) -> NDArray[np.int64]:
    """Return the union of each scorer's best rows, so that the sum is computed for few rows."""
    parents = snapshot.window_spans[:, 0]
    nominated = [
        snapshot.passage_vectors.search(query.vector, POOL)[1],
        parents[snapshot.window_vectors.search(query.vector, POOL)[1]],
        coverage.best(POOL),
        parents[window_coverage.best(POOL)],
        _passages_below(snapshot, snapshot.section_vectors.search(query.vector, POOL)[1]),
    ]
    return np.unique(np.concatenate(nominated)).astype(np.int64)


def _passages_below(snapshot: Snapshot, sections: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the passages of ``sections``, the nearest first, as many as may be nominated."""
    starts, stop = snapshot.section_spans[:, 0], len(snapshot.passage_spans)
    found: list[NDArray[np.int64]] = []
    count = 0
    for section in sections.tolist():
        last = starts[section + 1] if section + 1 < len(starts) else stop
        found.append(np.arange(starts[section], last))
        count += len(found[-1])
        if count >= POOL:
            break
    return np.concatenate(found)[:POOL] if found else np.zeros(0, dtype=np.int64)


def _nominate_within(
    within: range, query: Query, snapshot: Snapshot, coverage: Coverage
) -> NDArray[np.int64]:
    """Return the rows of ``within``, or each scorer's best of them if there are too many."""
    rows = np.arange(within.start, within.stop, dtype=np.int64)
    if len(rows) <= POOL:
        return rows
    near = cosines(snapshot.passage_vectors, query.vector, rows)
    best = [FullCoverage(near).best(POOL), FullCoverage(coverage[rows]).best(POOL)]
    return rows[np.unique(np.concatenate(best))]


@dataclass(frozen=True, slots=True)
class _Windows:
    """The scores of the windows of several passages, concatenated."""

    bounds: NDArray[np.int64]  # (passages + 1,): where each passage's windows begin
    cosines: NDArray[np.float32]
    coverage: NDArray[np.float32]

    def of(self, at: int) -> slice:
        """Return the slice of the windows of the passage at position ``at``."""
        return slice(int(self.bounds[at]), int(self.bounds[at + 1]))

    def best(self, scores: NDArray[np.float32], least: float) -> NDArray[np.float64]:
        """Return the best window score of each passage; ``least`` if it has no windows."""
        found = np.full(len(self.bounds) - 1, least)
        some = np.flatnonzero(np.diff(self.bounds))
        if len(some):
            found[some] = np.maximum.reduceat(scores, self.bounds[some])
        return found


def _scores(
    query: Query,
    snapshot: Snapshot,
    rows: NDArray[np.int64],
    coverage: Coverage,
    window_coverage: Coverage,
    weights: Weights,
) -> tuple[NDArray[np.float64], _Windows]:
    """Return ``(rows, 6)``, each row the fields of ``Scores``, and the scores of all windows."""
    first, last = snapshot.first_windows[rows], snapshot.first_windows[rows + 1]
    bounds = np.concatenate(([0], np.cumsum(last - first))).astype(np.int64)
    every = np.arange(bounds[-1]) + np.repeat(first - bounds[:-1], last - first)
    near = cosines(snapshot.window_vectors, query.vector, every)
    windows = _Windows(bounds, near, window_coverage[every])
    passage = cosines(snapshot.passage_vectors, query.vector, rows).astype(np.float64)
    window = windows.best(windows.cosines, -1.0)
    covered = coverage[rows].astype(np.float64)
    window_covered = windows.best(windows.coverage, 0.0)
    dense = (1 - weights.dense_window) * passage + weights.dense_window * window
    section = cosines(snapshot.section_vectors, query.vector, snapshot.section_of[rows])
    boosts = snapshot.boosts[snapshot.passage_spans[rows, 0]]
    fused = weights.dense * dense + (1 - weights.dense) * covered
    fused = boosts * (fused + weights.dense_section * section)
    scores = (passage, window, covered, window_covered, section.astype(np.float64), fused)
    return np.stack(scores, axis=1), windows
