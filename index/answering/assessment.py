"""Say how sure it is that the first of some quotes answers a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.answering.confidence import Signals, evidence, signals
from index.answering.reading import read_closely
from index.types import UNREAD

if TYPE_CHECKING:
    from index.answering.part import Part
    from index.models.reader import Reader
    from index.retrieval.query import Query
    from index.retrieval.search import Scored
    from index.types import Quote


@dataclass(frozen=True, slots=True)
class Assessment:
    """Quotes in an order, the hits in the order of their quotes, and how sure the first is.

    ``borne_out`` is how sure the older quote is in whose place the first is shown; 0 without one.
    """

    quotes: tuple[Quote, ...]
    hits: Sequence[Scored]
    signals: Signals
    evidence: float
    confidence: float
    borne_out: float = 0.0

    def answers(self, threshold: float) -> bool:
        """Return whether the first quote is sure, or is shown in the place of one that is."""
        return max(self.confidence, self.borne_out) >= threshold


@dataclass(frozen=True, slots=True)
class Assessor:
    """All that decides how sure a quote is: the question, the hits in a part, and the reader."""

    query: Query
    part: Part
    scored: Sequence[Scored]
    reader: Reader | None

    def assess(self, quotes: Sequence[Quote]) -> Assessment:
        """Assess ``quotes`` in this order; the first is read once more, alone."""
        hits, closely = self.scored, None
        if self.reader is not None:
            hits = reranked(self.scored, quotes)
            closely = read_closely(self.query.wording, quotes[0], self.reader)
        known = signals(self.query, self.part.lexicon, hits, quotes, closely)
        found = evidence(known)
        read_by = self.reader.fingerprint if self.reader else UNREAD
        sure = self.part.snapshot.calibration_for(read_by).probability(found)
        return Assessment(tuple(quotes), hits, known, found, sure)


def reranked(hits: Sequence[Scored], quotes: Sequence[Quote]) -> list[Scored]:
    """Order the hits by their best quotes, because a reader judges better than a count of words."""

    def rank(scored: Scored) -> int:
        passage = scored.hit.passage
        return next((at for at, quote in enumerate(quotes) if quote.within(passage)), len(quotes))

    return sorted(hits, key=rank)
