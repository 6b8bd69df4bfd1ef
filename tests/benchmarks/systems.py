"""Provide the systems that ``table.py`` compares with Quoth, all over the same snapshot.

Each takes a question and returns the passages and quotes that it found, best first, with its
confidence. Rank fusion has no score to use as a confidence, so it abstains by the best cosine, as
bots that use it do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.answering.quoting import candidates
from index.models.encoder import Encoder
from index.models.loading import load_reader
from index.retrieval.nomination import POOL
from index.retrieval.query import Query
from index.retrieval.search import WEIGHTS, Scored, Weights, retrieve
from index.settings import AnswerSettings, ReaderSettings
from index.snapshots.snapshot import Snapshot
from index.text.words import terms
from index.types import Hit, Passage, Quote, Scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEPTH, QUOTES, FUSION = 10, 5, 60
PLAIN = replace(WEIGHTS, dense_window=0, quote_kind=0, quote_character=0)
BM25 = replace(PLAIN, dense=0, quote_cosine=0, quote_lexical=1)
MINILM = replace(PLAIN, dense=1, quote_cosine=1, quote_lexical=0)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of a system to one question; ``confidence`` need only rise with certainty."""

    passages: Sequence[Passage]
    quotes: Sequence[Quote]
    confidence: float
    abstained: bool = False


System = Callable[[str], Reply]


def systems(snapshot: Snapshot, encoder: Encoder) -> dict[str, System]:
    """Return all systems by name; Quoth as shipped is the last."""
    unread = Answerer(encoder, AnswerSettings())
    answerer = Answerer(encoder, AnswerSettings(), load_reader(ReaderSettings()))
    nothing = np.zeros_like(encoder.encode_question("warm up"))

    def bm25(question: str) -> Reply:
        query = Query(question, terms(question), nothing)  # no need to encode the question
        return _by_weights(query, snapshot, BM25)

    def by_answerer(some: Answerer, question: str) -> Reply:
        answer = some.ask(question, [Part(snapshot)], depth=DEPTH)
        passages = [hit.passage for hit in answer.hits]
        return Reply(passages, answer.candidates, answer.confidence, answer.abstained)

    def by_cosine(question: str) -> Reply:
        answer = unread.ask(question, [Part(snapshot)], depth=DEPTH)
        sure = max(hit.scores.dense_passage for hit in answer.hits)
        return Reply([hit.passage for hit in answer.hits], answer.candidates, sure)

    return {
        "BM25 alone": bm25,
        "MiniLM alone": lambda q: _by_weights(Query.of(q, encoder), snapshot, MINILM),
        f"rank fusion ({FUSION}) of both": lambda q: _by_ranks(Query.of(q, encoder), snapshot),
        "Quoth without its reader, a cosine decides whether to answer": by_cosine,
        "Quoth without its reader": lambda q: by_answerer(unread, q),
        "**Quoth**": lambda q: by_answerer(answerer, q),
    }


def _by_weights(query: Query, snapshot: Snapshot, weights: Weights) -> Reply:
    hits = retrieve(query, snapshot, DEPTH, weights)
    quotes = candidates(query, hits, snapshot, QUOTES, weights)
    return Reply([scored.hit.passage for scored in hits], quotes, hits[0].hit.score)


def _by_ranks(query: Query, snapshot: Snapshot) -> Reply:
    """Fuse by reciprocal ranks (Cormack, Clarke and Büttcher, 2009)."""
    coverage = snapshot.passage_terms.coverage(query.terms)
    nearest, by_vector = snapshot.passage_vectors.search(query.vector, POOL)
    by_words = np.argsort(-coverage, kind="stable")[:POOL]
    fused: dict[int, float] = {}
    for order in (by_words.tolist(), by_vector.tolist()):
        for rank, row in enumerate(order, 1):
            fused[row] = fused.get(row, 0.0) + 1 / (FUSION + rank)
    best = sorted(fused, key=lambda row: (-fused[row], row))[:DEPTH]
    hits = [_scored(row, fused[row], query, snapshot, coverage) for row in best]
    quotes = candidates(query, hits, snapshot, QUOTES, PLAIN)
    return Reply([scored.hit.passage for scored in hits], quotes, float(nearest.max()))


def _scored(
    row: int, fused: float, query: Query, snapshot: Snapshot, coverage: NDArray[np.float32]
) -> Scored:
    windows = np.array(snapshot.windows_of(row), dtype=np.int64)
    found = snapshot.window_vectors.cosines(query.vector, windows)
    covered = snapshot.window_terms.coverage(query.terms)[windows]
    cosine = float(snapshot.passage_vectors.cosines(query.vector, np.array([row]))[0])
    scores = Scores(
        cosine, float(found.max()), float(coverage[row]), float(covered.max()), 0.0, fused
    )
    return Scored(Hit(snapshot.passage(row), scores), row, found, covered)
