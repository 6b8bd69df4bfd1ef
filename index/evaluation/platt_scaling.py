"""Fit scale and shift, which turn evidence into the log odds of a right answer.

J. Platt did so for support vector machines (1999). A prior is added here, so that few questions
cannot give a wild calibration.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from index.snapshots.calibration import GENERAL, Calibration

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCALE_SPREAD, SHIFT_SPREAD = 0.5, 2.0
"""The standard deviations of the prior around scale 1 and shift 0."""
LEAST_SCALE = 0.05
NEWTON_STEPS = 100


def fit(evidence: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Fit scale and shift at the maximum of the posterior; the scale is at least ``LEAST_SCALE``.

    The loss is convex, so if the best scale is too small, the best allowed one is the bound.
    """
    x, y = np.array(evidence, dtype=np.float64), np.array(right, dtype=np.float64)
    scale, shift = _minimum(x, y, np.array([1.0, 0.0]), fixed=False)
    if scale < LEAST_SCALE:
        scale, shift = _minimum(x, y, np.array([LEAST_SCALE, 0.0]), fixed=True)
    return replace(GENERAL, scale=float(scale), shift=float(shift))


def _minimum(
    x: NDArray[np.float64], y: NDArray[np.float64], at: NDArray[np.float64], *, fixed: bool
) -> NDArray[np.float64]:
    """Minimise by Newton's method with halved steps from ``at``; ``fixed`` keeps the scale."""
    design = np.column_stack((np.zeros_like(x) if fixed else x, np.ones_like(x)))
    offset = at[0] * x if fixed else np.zeros_like(x)
    centre, precision = np.array([at[0], 0.0]), np.array([SCALE_SPREAD, SHIFT_SPREAD]) ** -2.0

    def loss(to: NDArray[np.float64]) -> float:
        logits = design @ to + offset
        prior = 0.5 * np.sum(precision * (to - centre) ** 2)
        return float(np.sum(np.logaddexp(0, logits) - y * logits) + prior)

    for _ in range(NEWTON_STEPS):
        p = 0.5 + 0.5 * np.tanh((design @ at + offset) / 2)
        gradient = design.T @ (p - y) + precision * (at - centre)
        curvature = (design.T * (p * (1 - p))) @ design + np.diag(precision)
        step = np.linalg.solve(curvature, gradient)
        while np.abs(step).max() > 1e-10 and loss(at - step) > loss(at):
            step = step / 2
        at = at - step
        if np.abs(step).max() <= 1e-10:
            break
    return at
