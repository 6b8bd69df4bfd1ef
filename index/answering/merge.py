"""Combine the answers of several corpora into one.

The most confident answer wins, whole. A confidence is a probability, so confidences of different
corpora compare, however each was calibrated. A quote's score is comparable only within its
corpus, so quotes are not mixed by score. The exception is a conflict: it is looked for among the
quotes of every corpus that answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from index.answering.conflicts import differing
from index.answering.newest import as_of, newest_of
from index.answering.refusal import MAX_NEAREST
from index.retrieval.query import Query
from index.types import Answer, Hit, Passage, Quote, Reason, Refusal


def combined(query: Query, answers: Sequence[Answer], *, quotes: int, depth: int) -> Answer:
    """Combine the answers of all corpora, with at most ``quotes`` quotes and ``depth`` hits.

    It abstains if all of them do. A conflict is shown with at least two quotes.
    """
    answered = [answer for answer in answers if not answer.abstained]
    best = newest_of(query, answered or answers)
    hits = _merged(answers)[:depth]
    if not answered:
        return replace(best, refusal=_refusal(answers), near=_near(answers), hits=hits)
    others = chain.from_iterable(one.candidates for one in answered if one is not best)
    conflict = differing(query, (*best.candidates, *others))[: max(quotes, 2)]
    shown = (*conflict, *(quote for quote in best.quotes if not _same_source(quote, conflict)))
    shown = shown[: max(quotes, len(conflict))]
    day = None if conflict else as_of(query, shown)
    return replace(best, quotes=shown, conflict=conflict, hits=hits, as_of=day)


def _same_source(quote: Quote, others: Sequence[Quote]) -> bool:
    """Return whether the conflict already shows a quote of this quote's document."""
    place = (quote.corpus, quote.document.id)
    return any(place == (other.corpus, other.document.id) for other in others)


def _merged(answers: Sequence[Answer]) -> tuple[Hit, ...]:
    """Return all hits, best first; hits of one corpus keep their order."""
    if len(answers) == 1:
        return answers[0].hits
    hits = chain.from_iterable(answer.hits for answer in answers)
    return tuple(sorted(hits, key=lambda hit: -hit.score))


def _refusal(answers: Sequence[Answer]) -> Refusal | None:
    """Choose the refusal to show: off topic only if every corpus says so."""
    if len(answers) == 1:
        return answers[0].refusal
    near = [one for one in answers if one.refusal and one.refusal.reason is not Reason.OFF_TOPIC]
    refusal = max(near or answers, key=lambda answer: answer.confidence).refusal
    return refusal and replace(refusal, nearest=_nearest(near))


def _near(answers: Sequence[Answer]) -> tuple[Quote, ...]:
    """Return the near quotes of the most confident corpus that has any."""
    near = [answer for answer in answers if answer.near]
    return max(near, key=lambda answer: answer.confidence).near if near else ()


def _nearest(answers: Sequence[Answer]) -> tuple[Passage, ...]:
    """Return the nearest passages of all corpora, best first."""
    scores = [
        (hit.score, hit.passage)
        for answer in answers
        for hit in answer.hits
        if answer.refusal and hit.passage in answer.refusal.nearest
    ]
    ranked = sorted(scores, key=lambda pair: -pair[0])
    return tuple(passage for _, passage in ranked[:MAX_NEAREST])
