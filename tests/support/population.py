"""Judged questions in the order of their evidence, of which any calibration's share is quick."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import accumulate

from index.evaluation.calibrate import Judged
from index.snapshots.calibration import Calibration

CERTAIN = 2.0  # above every probability


class Population:
    """The questions of a population, and whether each counts."""

    def __init__(self, questions: Iterable[Judged], counts: Callable[[Judged], bool]) -> None:
        ordered = sorted(questions, key=lambda one: one.evidence)
        self._evidence = [one.evidence for one in ordered]
        self._counted = [0, *accumulate(map(counts, ordered))]

    def share(self, calibration: Calibration, least: float, below: float = CERTAIN) -> float | None:
        """Return the share that counts of those with such a probability; None without any.

        More evidence is never less probable, so those are neighbours.
        """
        start, end = (
            bisect_left(self._evidence, bound, key=calibration.probability)
            for bound in (least, below)
        )
        return (self._counted[end] - self._counted[start]) / (end - start) if end > start else None
