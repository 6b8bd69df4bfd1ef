"""Compare two runs of ``tests.benchmarks.across`` question by question, with intervals.

    python -m tests.benchmarks.gains var/before.jsonl var/now.jsonl

The files are what ``across`` keeps with ``--rows``. Both are judged by the confidence in force. An
interval holds 95 of 100 gains over questions that are drawn anew, the same for both runs; a gain
whose interval holds zero may be chance.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.answering.confidence import WITH_READER
from index.evaluation.curves import auroc, ece
from index.evaluation.intervals import Estimate
from index.snapshots.calibration import GENERAL
from tests.benchmarks.across import Row, kept


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one run: (n,) each."""

    first: NDArray[np.bool_]  # the first quote is right
    answerable: NDArray[np.bool_]
    confidence: NDArray[np.float64]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Asked:
        """Judge the rows of a run."""
        evidence = np.array([WITH_READER(row.signals) for row in rows])
        return cls(
            np.array([row.first for row in rows]),
            np.array([row.answerable for row in rows]),
            1 / (1 + np.exp(-evidence)),
        )

    def __getitem__(self, at: NDArray[np.int64]) -> Asked:
        """Return some of the questions."""
        return Asked(self.first[at], self.answerable[at], self.confidence[at])

    @property
    def sure(self) -> NDArray[np.bool_]:
        """Return which questions get a sure answer."""
        return self.confidence >= GENERAL.threshold


FIGURES: Mapping[str, Callable[[Asked], float]] = {
    "right first": lambda one: float(one.first[one.answerable].mean()),
    "AUROC, answerable": lambda one: auroc(
        one.confidence[one.answerable], one.confidence[~one.answerable]
    ),
    "sure and right": lambda one: float((one.sure & one.first)[one.answerable].mean()),
    "wrong among the sure": lambda one: float(1 - one.first[one.sure].mean()),
    "unanswerable as sure": lambda one: float(one.sure[~one.answerable].mean()),
    "calibration error": lambda one: float(ece(one.confidence, one.first)),
}


def gain(before: Asked, now: Asked, figure: Callable[[Asked], float]) -> Estimate:
    """Return how much larger ``figure`` is now than before, with its interval."""
    return Estimate.of(
        lambda at: figure(now[at]) - figure(before[at]), np.arange(len(before.first))
    )


def paired(before: Sequence[Row], now: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows of the questions that both runs asked, in one order."""
    asked = {(row.corpus, row.question): row for row in now}
    both = [row for row in before if (row.corpus, row.question) in asked]
    return both, [asked[row.corpus, row.question] for row in both]


def main() -> None:
    """Print the figures of both runs, and the gains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("now", type=Path)
    options = parser.parse_args()
    rows = paired(kept(options.before), kept(options.now))
    before, now = map(Asked.of, rows)
    print(f"{len(before.first)} questions, {before.answerable.sum()} answerable")
    for name, figure in FIGURES.items():
        found = gain(before, now, figure)
        low, high = found.interval
        print(f"{name}: {figure(before):.3f} -> {figure(now):.3f}, "
              f"{found.value:+.3f} ({low:+.3f} to {high:+.3f})")  # fmt: skip


if __name__ == "__main__":
    main()
