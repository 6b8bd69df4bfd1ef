"""Estimate how likely it is that the first quote answers.

A logistic regression over signals of the ranking, the words and the reader: one for answers that a
reader read, and one for the others. ``tests/benchmarks/tune.py`` fits it on the questions marked
for tuning; ``tests/benchmarks/across.py`` over many corpora, or only its scale for another reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from index.retrieval.query import Query
from index.retrieval.search import Scored
from index.snapshots.bm25 import LexicalIndex
from index.text.opposites import contradicted
from index.text.words import content_terms, words
from index.types import Quote, Reading

Signals = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Regression:
    """Log odds as a weighted sum of signals; ``weights`` are by the signals' names."""

    bias: float
    weights: Mapping[str, float]

    def __call__(self, signals: Signals) -> float:
        return self.bias + sum(weight * signals[name] for name, weight in self.weights.items())


DEFINES = 0.7  # not fitted: of 164 terms, see the measurements
NOTHING_OWN = -0.5  # not fitted: see the measurements
WITHOUT_READER = Regression(
    -6.497,
    {
        "fused": 0.974,
        "dense_passage": 3.392,
        "dense_window": 3.923,
        "lexical_passage": -3.533,
        "lexical_window": 1.903,
        "unknown_share": -0.008,
        "lead": 2.77,
        "kind": -0.129,
        "content": 2.241,
        "defines": DEFINES,
    },
)
WITH_READER = Regression(
    -1.28,
    {
        "reading": 0.009,
        "passage": 0.176,
        "closely": 0.3,
        "others": 0.062,
        "content": 0.772,
        "dense_window": 1.559,
        "lexical_window": -1.673,
        "contradicted": -0.42,
        "unknown_share": -0.041,
        "lead": 0.725,
        "dense_section": 0.733,
        "margin": 1.83,
        "length": 0.08,
        "defines": DEFINES,
        "nothing_own": NOTHING_OWN,
    },
)
MAX_MARGIN = 0.1
MAX_LENGTH = 8


def evidence(signals: Signals) -> float:
    """Return the log odds, by the general calibration, that the first quote answers."""
    return (WITH_READER if "reading" in signals else WITHOUT_READER)(signals)


def signals(
    query: Query,
    lexicon: LexicalIndex,
    hits: Sequence[Scored],
    quotes: Sequence[Quote],
    closely: Reading | None,
) -> Signals:
    """Collect the signals for and against the first quote.

    ``lead`` is its score minus the second's, and ``margin`` that of the best passage, before
    reading, minus the next. ``length`` is the number of content words in the question: of a long
    one, a right quote has a smaller share. ``nothing_own`` is 1 if the question refers to an
    earlier one, and the quote has none of the words that it adds; those of the earlier one are
    known to be in the sources. ``closely`` is what the reader finds in that quote alone.
    """
    scores = hits[0].hit.scores
    fused = sorted((scored.hit.scores.fused for scored in hits), reverse=True)
    first = quotes[0]
    held = {form for word in words(_place(first)) for form in lexicon.forms(word)}
    found = {
        "fused": scores.fused,
        "dense_passage": scores.dense_passage,
        "dense_window": scores.dense_window,
        "lexical_passage": scores.lexical_passage,
        "lexical_window": scores.lexical_window,
        "unknown_share": lexicon.unknown_share(query.terms),
        "lead": first.score - quotes[1].score if len(quotes) > 1 else 0.0,
        "kind": _kind(query, first),
        "content": _content(query, lexicon, held),
        "contradicted": float(contradicted(_asked(query), first.text)),
        "dense_section": scores.dense_section,
        "margin": min(fused[0] - fused[1], MAX_MARGIN) if len(fused) > 1 else 0.0,
        "length": float(min(len(query.content), MAX_LENGTH)),
        "defines": float(query.is_defined_by(first.text)),
        "nothing_own": float(bool(query.own) and held.isdisjoint(query.own)),
    }
    return found if closely is None else found | _read(quotes, closely)


def _read(quotes: Sequence[Quote], closely: Reading) -> dict[str, float]:
    """Return the reader's scores for the first quote, and for the best of the others."""
    readings = [quote.reading for quote in quotes if quote.reading is not None]
    return {
        "reading": readings[0].score,
        "passage": readings[0].passage,
        "others": max((one.score for one in readings[1:]), default=readings[0].score),
        "closely": closely.score,
    }


def _asked(query: Query) -> str:
    """Return the question as meant; add what it refers to if it has no content words."""
    return query.mended if content_terms(query.mended) else query.wording


def _place(quote: Quote) -> str:
    return " ".join((quote.locator.title, *quote.locator.headings, quote.text))


def _content(query: Query, lexicon: LexicalIndex, held: Set[str]) -> float:
    """Return the share, by idf, of the question's content words in the quote or its headings."""
    weights = {term: lexicon.idf(term) for term in query.content}
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in held) / total if total else 0.0


def _kind(query: Query, quote: Quote) -> float:
    """Return 1 if the quote gives the kind of answer asked for, -1 if not, 0 without a kind."""
    if query.kind is None:
        return 0.0
    return 1.0 if query.kind.given.search(quote.text) else -1.0
