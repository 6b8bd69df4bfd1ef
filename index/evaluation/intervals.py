"""Give each figure its 95 % interval: Wilson's for shares, the bootstrap for the rest.

The bootstrap is our own and not scipy's, which draws other samples: figures of earlier runs would
change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RESAMPLES = 1_000
SEED = 7


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``of``, with Wilson's 95 % interval (E. B. Wilson, 1927)."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        from scipy.stats import binomtest  # two seconds, for `quoth eval` alone

        if not self.of:
            return 0.0, 1.0
        low, high = binomtest(self.hits, self.of).proportion_ci(0.95, "wilson")
        return float(low), float(high)

    @property
    def record(self) -> dict[str, Any]:
        return {
            "hits": self.hits,
            "of": self.of,
            "share": None if self.value is None else round(self.value, 4),
            "interval": [round(bound, 4) for bound in self.interval],
        }


@dataclass(frozen=True, slots=True)
class Estimate:
    """A statistic of samples, with the percentile interval of its bootstrap (B. Efron, 1979)."""

    value: float
    interval: tuple[float, float]

    @classmethod
    def of(cls, statistic: Callable[..., float], *samples: NDArray[Any]) -> Estimate:
        """Compute ``statistic(*samples)`` and again on samples drawn from each of them, by rows.

        The draw is seeded, so that the same samples have the same interval.
        """
        pick = np.random.default_rng(SEED)
        drawn = [
            statistic(*(sample[pick.integers(0, len(sample), len(sample))] for sample in samples))
            for _ in range(RESAMPLES)
        ]
        low, high = np.percentile(drawn, [2.5, 97.5])
        return cls(statistic(*samples), (float(low), float(high)))

    @property
    def record(self) -> dict[str, Any]:
        return {
            "value": round(self.value, 4),
            "interval": [round(bound, 4) for bound in self.interval],
        }
