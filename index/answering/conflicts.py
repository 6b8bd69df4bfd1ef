"""Find quotes of several sources that plainly answer one question differently.

No model judges it. Two quotes of different documents conflict if all of this holds:

- a reader is sure of both;
- the answering words are both dates, both numbers of one thing, or both names, and these values
  cannot be the same;
- neither sentence has the other's value too, or says that its own no longer holds;
- the sentences share the question's words and most of their own, and do not name two places.

If a conflict is missed, one quote is shown under the other, as always. If one is found, it is only
reported; Quoth never says which source is right.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum

from index.answering.same_subject import are_of_two_places, is_former, is_parallel
from index.retrieval.query import Query
from index.text.answer_values import Value, value_of
from index.text.words import QUESTION_WORDS, stem, words
from index.types import Quote

MIN_READER_LOG_ODDS = 0.0  # log odds of the reader: as likely as not
LEAST_PARALLEL = -1.5  # the same, of a sentence that is parallel to another that answers
SHARED_ASKED = 0.66  # share of the question's content words that both sentences hold
SHARED_SAID = 0.4  # share of the sentences' other words that they have in common
KINDS_ASKED = {"time": ("date",), "number": ("number",), "person": ("name",), "place": ("name",)}


class Order(StrEnum):
    """The order of quotes that differ."""

    NEWEST_FIRST = "newest-first"
    UNDATED_LAST = "undated-last"
    UNDATED = "undated"


def order_of(conflict: Sequence[Quote]) -> Order:
    """Return the order of quotes that differ, which depends on the dates of their sources."""
    dated = [quote.document.published is not None for quote in conflict]
    if all(dated):
        return Order.NEWEST_FIRST
    return Order.UNDATED_LAST if any(dated) else Order.UNDATED


def differing(query: Query, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return the first quote and those that contradict it, newest first, one of each document.

    Return nothing if no source contradicts the first quote.
    """
    if not quotes:
        return ()
    first = quotes[0]
    others: dict[tuple[str, str], Quote] = {}
    for quote in quotes[1:]:
        if _conflict(query, first, quote):
            others.setdefault((quote.corpus, quote.document.id), quote)
    return newest_first((first, *others.values())) if others else ()


def newest_first(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Sort by the date on which the documents were published; those without a date come last."""

    def age(quote: Quote) -> int:
        return -(quote.document.published or date.min).toordinal()

    return tuple(sorted(quotes, key=age))


def _conflict(query: Query, one: Quote, other: Quote) -> bool:
    least = LEAST_PARALLEL if is_parallel(one, other) else MIN_READER_LOG_ODDS
    if not (_sure(one, least) and _sure(other, least) and _apart(one, other)):
        return False
    if is_former(one) or is_former(other) or not _of_the_day_asked(query, one, other):
        return False
    here, there = _value(one), _value(other)
    if here is None or there is None or not _asked_for(query, here, there):
        return False
    return (
        here.differs(there)
        and not _holds(one, there)
        and not _holds(other, here)
        and _speak_of_the_same(query, one, other)
        and not are_of_two_places(one, other, query.terms)
    )


def _sure(quote: Quote, least: float = MIN_READER_LOG_ODDS) -> bool:
    read = quote.reading is not None and quote.reading.score >= least
    return quote.answer is not None and read


def _of_the_day_asked(query: Query, *quotes: Quote) -> bool:
    """Return whether all quotes have the numbers of the question, such as a year."""
    asked = {term for term in query.content if term.isdecimal()}
    return all(asked <= set(words(quote.text)) for quote in quotes)


def _apart(one: Quote, other: Quote) -> bool:
    """Return whether two quotes are of different documents that are not copies of each other."""
    same = (one.corpus, one.document.id) == (other.corpus, other.document.id)
    return not same and one.document.sha256 != other.document.sha256


def _value(quote: Quote) -> Value | None:
    start, end = quote.answer or (0, 0)
    return value_of(quote.document.text[start:end])


def _asked_for(query: Query, *values: Value) -> bool:
    """Return whether the question asks for such values; without a kind, names do not count."""
    kinds = KINDS_ASKED.get(query.kind.name, ()) if query.kind else ("date", "number")
    return all(value.kind in kinds for value in values)


def _holds(quote: Quote, value: Value) -> bool:
    """Return whether the sentence also has this value, next to its own: "14 days, formerly 30"."""
    return value.appears_in(quote.text)


def _speak_of_the_same(query: Query, one: Quote, other: Quote) -> bool:
    here, there = _stems_around(one), _stems_around(other)
    wanted = set(query.content)
    if not wanted or _share(wanted & here & there, wanted) < SHARED_ASKED:
        return False
    return _share(here & there, here | there) >= SHARED_SAID


def _stems_around(quote: Quote) -> set[str]:
    """Return the stems of a quote's content words, without the words that answer."""
    start, end = quote.answer or (quote.start, quote.start)
    text = quote.document.text
    around = f"{text[quote.start : start]} {text[end : quote.end]}"
    return {stem(word) for word in words(around) if word.casefold() not in QUESTION_WORDS}


def _share(part: Collection[str], whole: Collection[str]) -> float:
    return len(part) / len(whole) if whole else 0.0
