"""How sure Quoth is that its first quote answers.

One logistic regression over nine signals, fitted by ``tests/benchmarks/tune.py`` on
questions that are marked for tuning. It tells questions of another topic from ours well, and
hardly tells what is on the topic but not in the sources: see docs/explanation/measurements.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.lexical import LexicalIndex, terms
from index.retrieval import Query, Scored
from index.types import Quote

FEATURES = (
    "fused", "dense_passage", "dense_window", "lexical_passage", "lexical_window",
    "unknown_share", "lead", "kind", "content",
)  # fmt: skip
BIAS = -6.497
COEFFICIENTS = (0.974, 3.392, 3.923, -3.533, 1.903, -0.008, 2.77, -0.129, 2.241)


def features(
    query: Query, lexicon: LexicalIndex, hits: Sequence[Scored], quotes: Sequence[Quote]
) -> tuple[float, ...]:
    """The signals, in the order of ``FEATURES``; ``lead`` is the first quote's over the second."""
    scores = hits[0].hit.scores
    lead = quotes[0].score - quotes[1].score if len(quotes) > 1 else 0.0
    return (
        scores.fused,
        scores.dense_passage,
        scores.dense_window,
        scores.lexical_passage,
        scores.lexical_window,
        lexicon.unknown_share(query.terms),
        lead,
        _kind(query, quotes[0]),
        _content(query, lexicon, quotes[0]),
    )


def _content(query: Query, lexicon: LexicalIndex, quote: Quote) -> float:
    """The share, by idf, of the question's content words that the quote or its headings hold."""
    place = " ".join((quote.locator.title, *quote.locator.headings, quote.text))
    held = set(terms(place))
    weights = {term: lexicon.idf(term) for term in query.content}
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in held) / total if total else 0.0


def _kind(query: Query, quote: Quote) -> float:
    """1 if the quote gives the kind of answer that was asked for, -1 if not, 0 if none was."""
    if query.kind is None:
        return 0.0
    return 1.0 if query.kind.given.search(quote.text) else -1.0


def evidence(signals: Sequence[float]) -> float:
    """The log odds, by the general calibration, that the first quote answers."""
    return BIAS + sum(c * value for c, value in zip(COEFFICIENTS, signals, strict=True))
