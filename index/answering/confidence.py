"""How sure Quoth is that its first quote answers.

A logistic regression over what the ranking, the words and the reader say, fitted by
``tests/benchmarks/tune.py`` on questions that are marked for tuning; one for answers that were
read and one for those that were not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from index.retrieval.query import Query
from index.retrieval.search import Scored
from index.snapshots.bm25 import LexicalIndex
from index.text.opposites import contradicted
from index.text.words import content_terms, terms
from index.types import Quote, Reading

Signals = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Regression:
    """Log odds as a weighted sum of signals, by their names."""

    bias: float
    weights: Mapping[str, float]

    def __call__(self, signals: Signals) -> float:
        return self.bias + sum(weight * signals[name] for name, weight in self.weights.items())


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
    },
)
WITH_READER = Regression(
    -2.27,
    {
        "reading": 0.016,
        "closely": 0.305,
        "others": 0.1,
        "content": 1.253,
        "dense_window": 2.528,
        "lexical_window": -2.712,
        "contradicted": -0.682,
        "unknown_share": -0.066,
        "lead": 1.174,
    },
)


def evidence(signals: Signals) -> float:
    """The log odds, by the general calibration, that the first quote answers."""
    return (WITH_READER if "reading" in signals else WITHOUT_READER)(signals)


def signals(
    query: Query,
    lexicon: LexicalIndex,
    hits: Sequence[Scored],
    quotes: Sequence[Quote],
    closely: Reading | None = None,
) -> Signals:
    """What speaks for the first quote and against it; ``lead`` is its score's over the second's.

    ``closely`` is what a reader says of that quote alone.
    """
    scores = hits[0].hit.scores
    first = quotes[0]
    held = set(terms(_place(first)))
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
    }
    return found if closely is None else found | _read(quotes, closely)


def _read(quotes: Sequence[Quote], closely: Reading) -> dict[str, float]:
    """What the reader says of the first quote, and of the best among the others."""
    scores = [quote.reading.score for quote in quotes if quote.reading is not None]
    return {
        "reading": scores[0],
        "others": max(scores[1:], default=scores[0]),
        "closely": closely.score,
    }


def _asked(query: Query) -> str:
    """The question as it was meant; where it has no words of its own, with what it refers to."""
    return query.mended if content_terms(query.mended) else query.wording


def _place(quote: Quote) -> str:
    return " ".join((quote.locator.title, *quote.locator.headings, quote.text))


def _content(query: Query, lexicon: LexicalIndex, held: Set[str]) -> float:
    """The share, by idf, of the question's content words that the quote or its headings hold."""
    weights = {term: lexicon.idf(term) for term in query.content}
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in held) / total if total else 0.0


def _kind(query: Query, quote: Quote) -> float:
    """1 if the quote gives the kind of answer that was asked for, -1 if not, 0 if none was."""
    if query.kind is None:
        return 0.0
    return 1.0 if query.kind.given.search(quote.text) else -1.0
