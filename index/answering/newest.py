"""Prefer the newest source that answers, for questions about how things are at present.

Only dates that the sources give count. A source without a date may be kept up to date, so it is
neither preferred nor left for another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.answering.conflicts import MIN_READER_LOG_ODDS, SHARED_ASKED, newest_first
from index.text.recency import asks_for_now

if TYPE_CHECKING:
    from datetime import date

    from index.answering.assessment import Assessment
    from index.types import Answer, Quote


def newest_that_answers(
    question: str,
    first: Assessment,
    assess: Callable[[Sequence[Quote]], Assessment],
    threshold: float,
) -> Assessment:
    """Return ``first``, or what begins with the newest quote that would answer by itself.

    Another quote is assessed only if ``question`` asks how things are now, ``first`` answers, and
    the other's source is newer. The other has to hold most of the words that ``first`` holds.
    """
    if first.confidence < threshold or not asks_for_now(question):
        return first
    least = SHARED_ASKED * first.signals["content"]
    tries = map(assess, _newer_ones_first(first.quotes))
    answering = (one for one in tries if one.confidence >= threshold)
    return next((one for one in answering if one.signals["content"] >= least), first)


def newest_of(question: str, answers: Sequence[Answer]) -> Answer:
    """Return the most confident answer or, of what is so now, the newest that is newer."""
    best = max(answers, key=lambda answer: answer.confidence)
    day = date_of(best.quotes)
    if day is None or not asks_for_now(question):
        return best
    return max(answers, key=lambda one: (date_of(one.quotes) or day, one is best))


def as_of(question: str, quotes: Sequence[Quote]) -> date | None:
    """Return the date to show above an answer to how things are now; None if there is none."""
    return date_of(quotes) if asks_for_now(question) else None


def date_of(quotes: Sequence[Quote]) -> date | None:
    """Return the date of the source of the first quote."""
    return quotes[0].document.published if quotes else None


def _newer_ones_first(quotes: Sequence[Quote]) -> Iterator[tuple[Quote, ...]]:
    """Yield the quotes with another in front, for each of a newer source that a reader is for."""
    day = date_of(quotes)
    for quote in newest_first(quotes):
        if day is None or (quote.document.published or day) <= day:
            return
        if quote.reading is not None and quote.reading.score >= MIN_READER_LOG_ODDS:
            yield (quote, *(other for other in quotes if other is not quote))
