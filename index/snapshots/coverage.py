"""The shares of a question's words that texts cover: of every text, or of those that are asked for.

In a table with millions of rows, a common word is in a million of them, and adding up the scores of
all rows would take most of a question's time. So rare words come first. Once the common words that
are left cannot lift any other row among the best, they are looked up only for the rows that still
can be (MaxScore, which is exact).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUNDING = 1e-3  # more than sums of float32 scores can differ by their order
ANCHORED = 20_000  # rows by which the least of the best scores is told
LOOKED_UP = 30  # times as long takes it to look up a score as to add one
SAMPLED = 16  # of so many rows, one is looked at to tell a bound of the best shares
ALL_RANKED = 50_000  # rows: of a larger table, only those are ranked that reach that bound


class Coverage(Protocol):
    """The share of a question's weight that each row has, 0 to 1."""

    def __getitem__(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the shares of ``rows``."""
        ...

    def best(self, count: int) -> NDArray[np.int64]:
        """Return the ``count`` rows with the highest shares, in no order."""
        ...


@dataclass(frozen=True, slots=True)
class FullCoverage:
    """The shares of all rows. Of a large table, ``best`` leaves out rows that have no share."""

    shares: NDArray[np.float32]

    def __getitem__(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the shares of ``rows``."""
        return self.shares[rows]

    def best(self, count: int) -> NDArray[np.int64]:
        """Return the ``count`` rows with the highest shares, in no order."""
        if len(self.shares) <= count:
            return np.arange(len(self.shares), dtype=np.int64)
        if len(self.shares) <= ALL_RANKED:
            return np.argpartition(-self.shares, count)[:count].astype(np.int64)
        return self._best_of_many(count)

    def _best_of_many(self, count: int) -> NDArray[np.int64]:
        """Return what ``SparseCoverage.best`` would, in the order of the rows.

        The least of the ``count`` best of some rows is a lower bound of that of all.
        """
        bound = _at_rank(self.shares[::SAMPLED], count)
        rows = np.flatnonzero(self.shares >= bound if bound else self.shares > 0)
        held = self.shares[rows]
        least = _at_rank(held, count)
        above, equal = np.flatnonzero(held > least), np.flatnonzero(held == least)
        chosen = np.concatenate((above, equal[: count - len(above)] if least else equal[:0]))
        return np.sort(rows[chosen])


@dataclass(frozen=True, slots=True)
class TermScores:
    """The scores of a term in the ``rows`` that have it, which ascend; none exceeds ``most``."""

    rows: NDArray[np.int32]
    scores: NDArray[np.float32]
    most: float

    def of(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the score of each of ``rows``, 0 where the term is not."""
        # As int32: numpy would otherwise copy all rows of the term as int64.
        wanted = rows.astype(np.int32)
        at = np.minimum(np.searchsorted(self.rows, wanted), len(self.rows) - 1)
        return np.where(self.rows[at] == wanted, self.scores[at], np.float32(0))


@dataclass(frozen=True, slots=True)
class SparseCoverage:
    """The shares of a question with the ``terms``, in its order, of a table with ``count`` rows.

    ``ceiling`` is the score of a row that has everything.
    """

    terms: Sequence[TermScores]
    ceiling: float
    count: int

    def __getitem__(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the shares of ``rows``, with the bits that a sum over all rows has."""
        total = np.zeros(len(rows), dtype=np.float32)
        for term in self.terms:
            total += term.of(rows)
        share: NDArray[np.float32] = np.clip(total / self.ceiling, 0, 1)
        return share

    def best(self, count: int) -> NDArray[np.int64]:
        """Return the ``count`` rows with the highest shares; of equals, the first.

        Fewer if fewer rows have any of the terms.
        """
        rarest = sorted(self.terms, key=lambda term: term.most, reverse=True)
        left = [*np.cumsum([term.most for term in rarest][::-1])[::-1].tolist(), 0.0]
        sums, taken, least = self._summed(rarest, left, count)
        # Rows without any of the terms so far cannot be among the best.
        rows = np.flatnonzero(sums > max(0.0, least - left[taken] - ROUNDING))
        held = sums[rows]
        for at in range(taken, len(rarest)):
            held = self._with(rarest[at], rows, held, sums)
            possible = held > _at_rank(held, count) - left[at + 1] - ROUNDING
            rows, held = rows[possible], held[possible]
        return rows[np.lexsort((rows, -self[rows]))[:count]]

    @staticmethod
    def _with(
        term: TermScores,
        rows: NDArray[np.int64],
        held: NDArray[np.float32],
        sums: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """Return what ``rows`` hold with ``term`` too: looked up, or added to ``sums`` if many.

        Terms get more common and rows fewer, so none is added after one was looked up.
        """
        if len(rows) * LOOKED_UP < len(term.rows):
            return held + term.of(rows)
        np.add.at(sums, term.rows, term.scores)
        found: NDArray[np.float32] = sums[rows]
        return found

    def _summed(
        self, rarest: Sequence[TermScores], left: Sequence[float], count: int
    ) -> tuple[NDArray[np.float32], int, float]:
        """Add up terms until a row that has none of them can no longer be among the best.

        Return the sums, the number of these terms, and the least score of the ``count``-th row.
        ``left`` holds, for each term, the most that it and all later terms can add.
        """
        sums = np.zeros(self.count, dtype=np.float32)
        anchor = np.zeros(0, dtype=np.int32)
        taken, least = 0, 0.0
        while taken < len(rarest) and least <= left[taken] + ROUNDING:
            term = rarest[taken]
            if len(anchor) < ANCHORED:  # of scores above 0, so a row without a sum is not in it yet
                anchor = np.concatenate([anchor, term.rows[sums[term.rows] == 0]])
            np.add.at(sums, term.rows, term.scores)
            taken, least = taken + 1, _at_rank(sums[anchor], count)
        return sums, taken, least


def _at_rank(scores: NDArray[np.float32], rank: int) -> float:
    """Return the score at ``rank``, counted from 1 and from the highest; 0 if there are fewer."""
    held = scores[scores > 0]  # numpy takes 20 times as long if most are zeros
    if len(held) < rank:
        return 0.0
    return -float(np.partition(-held, rank - 1)[rank - 1])
