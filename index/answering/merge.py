"""Several corpora, one answer: each is asked by itself, and what they say is put together.

The most confident answer wins, whole. A confidence is a probability, so that of one corpus can be
set beside that of another, whatever each was calibrated with; a quote's score is comparable only
within its corpus, so quotes are not mixed by score. The exception is a conflict, for which the
quotes of all that answer are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from index.answering.conflicts import differing
from index.retrieval.query import Query
from index.types import Answer, Hit, Passage, Quote, Reason, Refusal

MAX_NEAREST = 3


def combined(query: Query, answers: Sequence[Answer], *, quotes: int, depth: int) -> Answer:
    """One Answer of what each corpus says, with at most ``quotes`` quotes and ``depth`` hits.

    It abstains where all do. A conflict is shown with two quotes at least.
    """
    answered = [answer for answer in answers if not answer.abstained]
    best = max(answered or answers, key=lambda answer: answer.confidence)
    hits = _merged(answers)[:depth]
    if not answered:
        return replace(best, refusal=_refusal(answers), hits=hits)
    others = chain.from_iterable(one.candidates for one in answered if one is not best)
    conflict = differing(query, (*best.candidates, *others))[: max(quotes, 2)]
    shown = (*conflict, *(quote for quote in best.quotes if not _same_source(quote, conflict)))
    return replace(best, quotes=shown[: max(quotes, len(conflict))], conflict=conflict, hits=hits)


def _same_source(quote: Quote, others: Sequence[Quote]) -> bool:
    """Whether a conflict shows what this quote's document says already."""
    place = (quote.corpus, quote.document.id)
    return any(place == (other.corpus, other.document.id) for other in others)


def _merged(answers: Sequence[Answer]) -> tuple[Hit, ...]:
    """The hits of all, best first; of one corpus in the order that it has them in."""
    if len(answers) == 1:
        return answers[0].hits
    hits = chain.from_iterable(answer.hits for answer in answers)
    return tuple(sorted(hits, key=lambda hit: -hit.score))


def _refusal(answers: Sequence[Answer]) -> Refusal | None:
    """Why none of them answers: off topic only where it is so for each."""
    if len(answers) == 1:
        return answers[0].refusal
    near = [one for one in answers if one.refusal and one.refusal.reason is not Reason.OFF_TOPIC]
    told = max(near or answers, key=lambda answer: answer.confidence).refusal
    return told and replace(told, nearest=_nearest(near))


def _nearest(answers: Sequence[Answer]) -> tuple[Passage, ...]:
    """The passages of all that come nearest, best first."""
    scores = [
        (hit.score, hit.passage)
        for answer in answers
        for hit in answer.hits
        if answer.refusal and hit.passage in answer.refusal.nearest
    ]
    ranked = sorted(scores, key=lambda pair: -pair[0])
    return tuple(passage for _, passage in ranked[:MAX_NEAREST])
