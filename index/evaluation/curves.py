"""What a confidence is worth: does it rank, and does it mean what it says?

``right`` is whether the first candidate answers; to an unanswerable question it never does.
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

BINS, PER_BIN = 10, 20  # bins at the most, and questions in each of them at the least


def auroc(positives: NDArray[np.float64], negatives: NDArray[np.float64]) -> float:
    """The probability that a positive scores higher than a negative; a tie counts half.

    Mann and Whitney's U over the number of pairs (1947).
    """
    order = np.sort(negatives)
    below = np.searchsorted(order, positives, side="left")
    tied = np.searchsorted(order, positives, side="right") - below
    return float((below + tied / 2).sum() / (len(positives) * len(negatives)))


def threshold_at(confidence: NDArray[np.float64], coverage: float) -> float:
    """The highest threshold at which at least ``coverage`` of the questions are answered."""
    most_sure_first = np.sort(confidence)[::-1]
    return float(most_sure_first[ceil(coverage * len(confidence) - 1e-9) - 1])


def risk_coverage(
    confidence: NDArray[np.float64], right: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coverage and risk at each confidence as the threshold, the highest first."""
    order = np.argsort(-confidence, kind="stable")
    last = np.append(np.diff(confidence[order]) != 0, True)  # of those of the same confidence
    answered = np.arange(1, len(order) + 1)[last]
    wrong = np.cumsum(~right[order])[last]
    return answered / len(order), wrong / answered


def aurc(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The mean risk over all coverages, lower is better (Geifman and El-Yaniv, 2017)."""
    coverage, risk = risk_coverage(confidence, right)
    return float(np.sum(np.diff(coverage, prepend=0.0) * risk))


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of about the same confidence, and how many of them were right."""

    low: float
    high: float
    confidence: float
    right: Share


def reliability(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> Iterator[Bin]:
    """Bins of about the same number of questions each, the least sure first."""
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
    """The expected calibration error: how far the bins' confidence is from their share of right.

    Over bins of equal mass (Nixon et al., 2019), weighted by their size.
    """
    gaps = (
        bin_.right.of * abs(bin_.confidence - bin_.right.hits / bin_.right.of)
        for bin_ in reliability(confidence, right)
    )
    return sum(gaps) / len(confidence)
