"""Bound how often answers are wrong, by how many of the judged ones were: exact binomial bounds.

The bounds are one-sided, after C. Clopper and E. Pearson, "The use of confidence or fiducial
limits" (1934), and hold for any number of answers. scipy.special computes them. It is imported
where a bound is computed, so that only `quoth calibrate` and `quoth eval` wait for it.
"""

from __future__ import annotations

from math import ceil, inf, log, log1p

import numpy as np

MOST_ANSWERS = 10_000
"""Nobody judges more than these for a promise."""


def shows(wrong: int, answered: int, risk: float, level: float) -> bool:
    """Return whether ``wrong`` of ``answered`` show, with ``level``, a share of at most ``risk``.

    They do if Clopper and Pearson's upper bound is at most ``risk``; the bound is not computed.
    """
    from scipy.special import betaincc

    at_most = betaincc(wrong + 1, answered - wrong, risk) if wrong < answered else 1.0
    return bool(at_most <= 1 - level)


def upper_bound(wrong: int, answered: int, level: float) -> float:
    """Compute Clopper and Pearson's one-sided upper bound of the error rate."""
    from scipy.special import betaincinv

    if wrong >= answered:
        return 1.0
    return float(betaincinv(wrong + 1, answered - wrong, level))


def log_at_most(wrong: int, answered: int, risk: float) -> float:
    """Compute the logarithm of the probability of at most ``wrong`` of ``answered``.

    Each is wrong with probability ``risk``. The sum is of logarithms, since the probability
    itself is too small for a float where there are many answers and few are wrong.
    """
    from scipy.special import gammaln

    if wrong >= answered:
        return 0.0
    if risk >= 1:
        return -inf
    k = np.arange(wrong + 1)
    ways = gammaln(answered + 1) - gammaln(k + 1) - gammaln(answered - k + 1)
    terms = ways + k * log(risk) + (answered - k) * log1p(-risk)
    return min(0.0, float(np.logaddexp.reduce(terms)))


def answers_needed(error: float, risk: float, level: float) -> int | None:
    """Find the fewest answered questions that show ``risk`` if a share ``error`` of them is wrong.

    Return None if no number of them does, or more than ``MOST_ANSWERS`` are needed.
    """
    if error >= risk:
        return None
    answered, wrong = 0, 0
    while answered <= MOST_ANSWERS:
        answered = _fewest(wrong, risk, level)
        if error * answered <= wrong:
            return answered
        wrong = max(wrong + 1, ceil(error * answered))  # no number in between can do
    return None


def _fewest(wrong: int, risk: float, level: float) -> int:
    """Find the fewest answered questions that show ``risk`` although ``wrong`` are wrong."""
    low, high = wrong, 2 * wrong + 1
    while not shows(wrong, high, risk, level):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if shows(wrong, middle, risk, level) else (middle, high)
    return high
