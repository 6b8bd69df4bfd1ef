"""Rank passages by a weighted sum of cosine and BM25.

On SQuAD the weighted sum ranked the right paragraph first more often than either score alone, and
more often than rank fusion, which discards how good a score is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from index.retrieval.nomination import Nominees, nominate, nominate_within, runs
from index.retrieval.query import Query
from index.snapshots.coverage import Coverage
from index.snapshots.snapshot import Snapshot
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
    quote_worked: float = 0.15  # of a passage with steps or code, unless a fact is asked for
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
DEFINING = 50  # how many of the best passages are searched for a definition
ASKING = 10  # of how many of the best passages the heading may count more
ROUNDING = 1e-4  # more than two ways to compute a score differ by
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
        found = nominate(query, snapshot, coverage, window_coverage)
    else:
        found = nominate_within(within, query, snapshot, coverage)
    known = _without_windows(query, snapshot, found.rows, coverage)
    ranked = max(k, ASKING, DEFINING if query.definition else 0)
    rows, known = _contenders(found, known, ranked, weights)
    scores, windows = _scores(query, snapshot, rows, known, window_coverage, weights)
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

    A page without headings has its title. ``scores`` are as ``_scores`` returns them.
    """
    found = np.zeros(len(rows))
    for at in np.argsort(-scores[:, -1])[:ASKING].tolist():
        passage = snapshot.passage(int(rows[at]))
        above = passage.document.title, *passage.document.headings_at(passage.start)
        if is_question(above[-1]):
            found[at] = max(0.0, scores[at, SECTION] - ALIKE)
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """What can be told of passages without their windows: ``(rows,)`` each."""

    passage: NDArray[np.float64]
    covered: NDArray[np.float64]
    section: NDArray[np.float32]
    boosts: NDArray[np.float64]

    def __getitem__(self, at: NDArray[np.int64]) -> _Known:
        """Return what is known of some of the passages."""
        return _Known(self.passage[at], self.covered[at], self.section[at], self.boosts[at])

    def fused(self, window: NDArray[np.float64], weights: Weights) -> NDArray[np.float64]:
        """Return the sums, given the cosines of the best windows."""
        dense = (1 - weights.dense_window) * self.passage + weights.dense_window * window
        fused = weights.dense * dense + (1 - weights.dense) * self.covered
        return self.boosts * (fused + weights.dense_section * self.section)


def _without_windows(
    query: Query, snapshot: Snapshot, rows: NDArray[np.int64], coverage: Coverage
) -> _Known:
    return _Known(
        snapshot.passage_vectors.cosines(query.vector, rows).astype(np.float64),
        coverage[rows].astype(np.float64),
        snapshot.section_vectors.cosines(query.vector, snapshot.section_of[rows]),
        snapshot.boosts[snapshot.passage_spans[rows, 0]],
    )


def _contenders(
    found: Nominees, known: _Known, count: int, weights: Weights
) -> tuple[NDArray[np.int64], _Known]:
    """Leave out passages that cannot be among the ``count`` best, whatever their windows are.

    So the exact cosines of windows, which cost most, are computed for few of them.
    """
    if len(found.rows) <= count:
        return found.rows, known
    least = -np.partition(-known.fused(found.windows, weights), count - 1)[count - 1]
    most = known.fused(np.maximum(found.windows, found.rest), weights)
    at = np.flatnonzero(most >= least - ROUNDING)
    return found.rows[at], known[at]


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
    known: _Known,
    window_coverage: Coverage,
    weights: Weights,
) -> tuple[NDArray[np.float64], _Windows]:
    """Return ``(rows, 6)``, each row the fields of ``Scores``, and the scores of all windows."""
    first, last = snapshot.first_windows[rows], snapshot.first_windows[rows + 1]
    bounds = np.concatenate(([0], np.cumsum(last - first))).astype(np.int64)
    every = runs(first, last)
    near = snapshot.window_vectors.cosines(query.vector, every)
    windows = _Windows(bounds, near, window_coverage[every])
    window = windows.best(windows.cosines, -1.0)
    window_covered = windows.best(windows.coverage, 0.0)
    fused = known.fused(window, weights)
    section = known.section.astype(np.float64)
    scores = (known.passage, window, known.covered, window_covered, section, fused)
    return np.stack(scores, axis=1), windows
