"""Measure whether a confidence ranks answers, and whether it means what it says.

``right`` says whether the first candidate answers; for an unanswerable question it never does.
Questions of the same confidence are answered or refused together, so that no curve depends on
the order in which questions were asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from index.evaluation.intervals import Share

if TYPE_CHECKING:
    from numpy.typing import NDArray

BINS, PER_BIN = 10, 20  # most bins, and fewest questions in each


def auroc(positives: NDArray[np.float64], negatives: NDArray[np.float64]) -> float:
    """Return the probability that a positive scores higher than a negative; a tie counts half.

    It is Mann and Whitney's U divided by the number of pairs (1947).
    """
    order = np.sort(negatives)
    below = np.searchsorted(order, positives, side="left")
    tied = np.searchsorted(order, positives, side="right") - below
    return float((below + tied / 2).sum() / (len(positives) * len(negatives)))


def threshold_at(confidence: NDArray[np.float64], coverage: float) -> float:
    """Return the highest threshold at which at least ``coverage`` of the questions are answered."""
    most_sure_first = np.sort(confidence)[::-1]
    return float(most_sure_first[ceil(coverage * len(confidence) - 1e-9) - 1])


def risk_coverage(
    confidence: NDArray[np.float64], right: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return coverage and risk with each confidence as the threshold, the highest first."""
    order = np.argsort(-confidence, kind="stable")
    last = np.append(np.diff(confidence[order]) != 0, True)  # of those of the same confidence
    answered = np.arange(1, len(order) + 1)[last]
    wrong = np.cumsum(~right[order])[last]
    return answered / len(order), wrong / answered


def aurc(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the mean risk over all coverages; lower is better (Geifman and El-Yaniv, 2017)."""
    coverage, risk = risk_coverage(confidence, right)
    return float(np.sum(np.diff(coverage, prepend=0.0) * risk))


@dataclass(frozen=True, slots=True)
class Bin:
    """A group of questions of similar confidence, with the share of right ones."""

    low: float
    high: float
    confidence: float
    right: Share


def reliability(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> Iterator[Bin]:
    """Yield bins of about the same number of questions each, the least confident first."""
    if not len(confidence):
        return
    order = np.sort(confidence)
    bins = max(2, min(BINS, len(order) // PER_BIN))
    edges = np.unique(order[[len(order) * k // bins for k in range(1, bins)]])
    placed = np.searchsorted(edges, confidence, side="right")
    for number in np.unique(placed):
        inside = confidence[placed == number]
        share = Share(int(right[placed == number].sum()), len(inside))
        yield Bin(float(inside.min()), float(inside.max()), float(inside.mean()), share)


def ece(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the expected calibration error: the mean gap between confidence and share of right.

    The bins have equal mass (Nixon et al., 2019) and are weighted by their size.
    """
    gaps = (
        bin_.right.of * abs(bin_.confidence - bin_.right.hits / bin_.right.of)
        for bin_ in reliability(confidence, right)
    )
    return sum(gaps) / len(confidence)
