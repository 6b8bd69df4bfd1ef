"""From evidence to a probability: what a confidence means, and what is promised of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, slots=True)
class Promise:
    """At most ``risk`` of the answers are wrong, as judged questions showed with ``level``.

    ``wrong`` of ``answered`` questions were wrong at the threshold, among ``questions`` that
    nothing was fitted on.
    """

    risk: float
    level: float
    questions: int
    answered: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes of the evidence a probability that holds for one corpus.

    The general calibration, which holds until a corpus has its own, takes the evidence as it is.
    ``threshold`` is the probability below which Quoth abstains.
    """

    scale: float = 1.0
    shift: float = 0.0
    threshold: float = 0.2
    promise: Promise | None = None

    def probability(self, evidence: float) -> float:
        """The probability, 0 to 1, that the first quote answers."""
        logit = self.scale * evidence + self.shift
        return 1 / (1 + exp(-max(-50.0, min(50.0, logit))))


GENERAL = Calibration()
