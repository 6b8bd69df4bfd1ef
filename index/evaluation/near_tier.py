"""Fit the confidence from which the closest text is shown, and promise how often it helps.

The fitting half estimates how likely the closest texts hold the answer. No threshold is tried
where that is below the share that the operator calls useful: many good texts do not excuse one
that is most likely useless. The certifying half tests the thresholds that are left as
``index.evaluation.calibrate`` does: in a fixed order, by the exact binomial bound, until one fails.

The tier ends where answers begin, and the same half chose that threshold. This cannot make the
tier look better than it is: only wrong answers end that choice, and a question whose first quote
is wrong is no likelier to have the answer in its closest texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.evaluation.binomial import log_at_most, shows, upper_bound
from index.evaluation.calibrate import CalibrationResult, Judged
from index.evaluation.platt_scaling import fit
from index.snapshots.calibration import Calibration, NearPromise

FEWEST_REFUSED = 20
"""Questions of the fitting half below the threshold; of fewer, nothing is estimated."""


@dataclass(frozen=True, slots=True)
class NearCounts:
    """The numbers of questions that were shown the closest texts, and of texts with the answer."""

    shown: int
    held: int

    def at_least(self, level: float) -> float:
        """Compute the lower bound of the share that holds the answer, with ``level``."""
        return 1 - upper_bound(self.shown - self.held, self.shown, level)


def with_near(result: CalibrationResult, useful: float, level: float) -> CalibrationResult:
    """Choose the lowest confidence from which a share ``useful`` of the closest texts helps.

    Without a promise the choice is an estimate. It is the general threshold if too few questions
    were refused to estimate anything, and leaves the tier empty if no text is useful enough.
    """
    fitted = result.calibration
    refused = below_threshold(fitted, result.fitting)
    if len(refused) < FEWEST_REFUSED:
        return result
    thresholds = near_sequence(fitted, result.fitting, useful)
    certified = _certified(fitted, thresholds, result, useful, level)
    lowest = thresholds[-1] if thresholds else fitted.threshold
    return replace(result, calibration=certified or replace(fitted, near=lowest))


def below_threshold(calibration: Calibration, questions: Sequence[Judged]) -> list[Judged]:
    """Keep the questions that are refused, but not as off topic: those have closest texts."""
    return [
        one
        for one in questions
        if one.closest is not None and calibration.probability(one.evidence) < calibration.threshold
    ]


def near_sequence(fitted: Calibration, fitting: Sequence[Judged], useful: float) -> list[float]:
    """Choose the thresholds to test, and their order, from the fitting half alone.

    The first is the one with the smallest p-value there, and each next one is lower.
    """
    known = [one for one in fitting if one.closest is not None]
    helps = fit([one.evidence for one in known], [bool(one.closest) for one in known])
    candidates = sorted(
        {
            fitted.probability(one.evidence)
            for one in below_threshold(fitted, fitting)
            if helps.probability(one.evidence) >= useful
        }
    )
    seen = near_tallies(fitted, candidates, fitting)
    surprise = [log_at_most(one.shown - one.held, one.shown, 1 - useful) for one in seen]
    return candidates[surprise.index(min(surprise)) :: -1] if candidates else []


def near_tally(calibration: Calibration, questions: Sequence[Judged]) -> NearCounts:
    """Count the closest texts that are shown, and those with the answer."""
    return near_tallies(calibration, [calibration.near], questions)[0]


def near_tallies(
    calibration: Calibration, thresholds: Sequence[float], questions: Sequence[Judged]
) -> list[NearCounts]:
    """Count them as if each of ``thresholds`` were the near one, in their order."""
    refused = below_threshold(calibration, questions)
    sure = np.array([calibration.probability(one.evidence) for one in refused])
    order = np.argsort(-sure, kind="stable")
    held = np.cumsum([0, *(bool(refused[row].closest) for row in order)])
    shown = np.searchsorted(-sure[order], -np.array(thresholds), side="right")
    return [NearCounts(int(n), int(held[n])) for n in shown]


def _certified(
    fitted: Calibration,
    thresholds: Sequence[float],
    result: CalibrationResult,
    useful: float,
    level: float,
) -> Calibration | None:
    """Return the last threshold that passes before one fails, with its promise, or None."""
    passed = None
    questions = result.certifying
    for near, seen in zip(thresholds, near_tallies(fitted, thresholds, questions), strict=True):
        if not shows(seen.shown - seen.held, seen.shown, 1 - useful, level):
            break
        promise = NearPromise(useful, level, len(questions), seen.shown, seen.held)
        passed = replace(fitted, near=near, near_promise=promise)
    return passed
