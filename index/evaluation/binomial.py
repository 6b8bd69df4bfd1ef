"""How wrong answers may be, by how many of the judged ones were: exact binomial bounds.

They are one-sided, after C. Clopper and E. Pearson, "The use of confidence or fiducial limits"
(1934), and hold for any number of answers.
"""

from __future__ import annotations

from math import ceil, inf, log, log1p

import numpy as np

MOST_ANSWERS = 10_000
"""Nobody judges more than these for a promise."""


def shows(wrong: int, answered: int, risk: float, level: float) -> bool:
    """Whether ``wrong`` of ``answered`` show, with ``level``, that at most ``risk`` are wrong.

    That is Clopper and Pearson's upper bound being at most ``risk``, without computing it.
    """
    return log_at_most(wrong, answered, risk) <= log1p(-level)


def upper_bound(wrong: int, answered: int, level: float) -> float:
    """Clopper and Pearson's one-sided upper bound of the error rate."""
    if wrong >= answered:
        return 1.0
    low, high = wrong / answered, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if shows(wrong, answered, middle, level) else (middle, high)
    return high


def log_at_most(wrong: int, answered: int, risk: float) -> float:
    """The logarithm of the probability of at most ``wrong`` of ``answered``, at ``risk`` each."""
    if wrong >= answered:
        return 0.0
    if risk >= 1:
        return -inf
    k = np.arange(wrong + 1)
    factorials = np.cumsum(np.log(np.arange(1, answered + 1)))  # their logarithms, from that of 1!
    factorials = np.concatenate(([0.0], factorials))
    ways = factorials[answered] - factorials[k] - factorials[answered - k]
    terms = ways + k * log(risk) + (answered - k) * log1p(-risk)
    return min(0.0, float(np.logaddexp.reduce(terms)))


def answers_needed(error: float, risk: float, level: float) -> int | None:
    """The fewest answered questions that would show ``risk``, if ``error`` of them are wrong."""
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
    """The fewest answered questions of which ``wrong`` wrong ones still show ``risk``."""
    low, high = wrong, 2 * wrong + 1
    while not shows(wrong, high, risk, level):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if shows(wrong, middle, risk, level) else (middle, high)
    return high
