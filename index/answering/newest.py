"""Prefer the newest source that answers, for questions about how things are at present.

Only dates that the sources give count. A source without a date may be kept up to date, so it is
neither preferred nor left for another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from index.answering.conflicts import (
    LEAST_PARALLEL,
    MIN_READER_LOG_ODDS,
    SHARED_ASKED,
    newest_first,
)
from index.answering.same_subject import is_parallel
from index.text.recency import asks_for_now
from index.text.words import terms

if TYPE_CHECKING:
    from datetime import date

    from index.answering.assessment import Assessment
    from index.retrieval.query import Query
    from index.types import Answer, Quote


LESS_SURE = 0.15  # below the threshold, of what is newer and has all words asked
NEVER = -inf


def newest_that_answers(
    query: Query,
    first: Assessment,
    assess: Callable[[Sequence[Quote]], Assessment],
    threshold: float,
) -> Assessment:
    """Return ``first``, or what begins with the newest quote that would answer by itself.

    Another quote is assessed only if the question asks how things are now, ``first`` answers, and
    the other's source is newer and speaks of the same. If it has every word of the question that
    the first quote has, it may be a little less sure. It need not be sure if it says the same of
    another, as "Jens is the keeper" does: that answers "is Ida still the keeper?". Its confidence
    is its own all the same.
    """
    if first.confidence < threshold or not asks_for_now(query.mended):
        return first
    for quotes, less_sure in _newer_ones_first(query, first.quotes):
        found = assess(quotes)
        if found.confidence >= threshold - less_sure:
            return replace(found, borne_out=first.confidence)
    return first


def newest_of(query: Query, answers: Sequence[Answer]) -> Answer:
    """Return the most confident answer or, of what is so now, the newest that is newer."""
    best = max(answers, key=lambda answer: answer.confidence)
    day = date_of(best.quotes)
    if day is None or not asks_for_now(query.mended):
        return best
    alike = [one for one in answers if one.quotes and _alike(query, best.quotes[0], one.quotes[0])]
    return max(alike, key=lambda one: (date_of(one.quotes) or day, one is best))


def as_of(query: Query, quotes: Sequence[Quote]) -> date | None:
    """Return the date to show above an answer to how things are now; None if there is none."""
    return date_of(quotes) if asks_for_now(query.mended) else None


def date_of(quotes: Sequence[Quote]) -> date | None:
    """Return the date of the source of the first quote."""
    return quotes[0].document.published if quotes else None


def _newer_ones_first(
    query: Query, quotes: Sequence[Quote]
) -> Iterator[tuple[tuple[Quote, ...], float]]:
    """Yield the quotes in other orders, each with a quote of a newer source first.

    With each order is said how much less sure than the threshold its first quote may be.
    """
    day = date_of(quotes)
    for quote in newest_first(quotes):
        if day is None or (quote.document.published or day) <= day:
            return
        score = NEVER if quote.reading is None else quote.reading.score
        order = (quote, *(other for other in quotes if other is not quote))
        if set(query.content) & _asked_in(query, quote) and is_parallel(quotes[0], quote):
            yield order, inf
        elif score >= LEAST_PARALLEL and _has_all(query, quotes[0], quote):
            yield order, LESS_SURE
        elif score >= MIN_READER_LOG_ODDS and _alike(query, quotes[0], quote):
            yield order, 0.0


def _alike(query: Query, one: Quote, other: Quote) -> bool:
    """Return whether ``other`` has most of the question's words that ``one`` has."""
    held = _asked_in(query, one)
    return len(held & _asked_in(query, other)) >= SHARED_ASKED * len(held)


def _has_all(query: Query, one: Quote, other: Quote) -> bool:
    """Return whether ``other`` has all words of the question that ``one`` has."""
    return _asked_in(query, one) <= _asked_in(query, other)


def _asked_in(query: Query, quote: Quote) -> set[str]:
    where = quote.locator
    text = " ".join((where.title, *where.headings, quote.text))
    return set(query.content).intersection(terms(text))
