"""Read with two readers: a quick one reads every page, a better one those in doubt.

They err differently, so a weighted mean of both is better than the first alone. A page that the
first finds nothing in, or is certain of, is not read twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.models.reader import Found, Reader, ReaderInput
from index.models.span_reader import DECIMALS

DOUBT = (-4.0, 5.0)  # log odds of the likeliest window, between which the second is asked


@dataclass(frozen=True, slots=True)
class CascadeReader:
    """Two readers as one; ``share`` of the score of a page that both read is the second's."""

    first: Reader
    second: Reader
    share: float = 0.7

    @property
    def name(self) -> str:
        """Return the names of both."""
        return f"{self.first.name}, {self.second.name}"

    @property
    def fingerprint(self) -> str:
        """Return a fingerprint of both, since the scores are of both."""
        return f"{self.first.fingerprint}+{self.second.fingerprint}"

    @property
    def sure(self) -> float:
        """Return the score from which a window is certain."""
        return self.first.sure

    def read(self, question: str, pages: Sequence[ReaderInput]) -> Sequence[Sequence[Found]]:
        """Score each window of each page, and find the words in it that answer."""
        found = self.first.read(question, pages)
        return [
            self._both(question, page, one) if _in_doubt(one) else one
            for page, one in zip(pages, found, strict=True)
        ]

    def _both(self, question: str, page: ReaderInput, found: Sequence[Found]) -> Sequence[Found]:
        [others] = self.second.read(question, [page])
        return [self._mean(one, other) for one, other in zip(found, others, strict=True)]

    def _mean(self, one: Found, other: Found) -> Found:
        score = (1 - self.share) * one.reading.score + self.share * other.reading.score
        return replace(other, reading=replace(one.reading, score=round(score, DECIMALS)))


def _in_doubt(found: Sequence[Found]) -> bool:
    best = max((one.reading.score for one in found), default=DOUBT[0])
    return DOUBT[0] < best < DOUBT[1]
