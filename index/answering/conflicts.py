"""Whether two sources answer one question differently: said only where it is nearly sure.

No model judges it. Two quotes of different documents conflict when a reader is sure of both, the
words that answer are both dates, or both numbers of one thing, or both names, they cannot be the
same, neither sentence has the other's answer too, and the sentences speak of the same: they share
the question's words, and most of their own. What is missed is shown as before, one quote under
the other; what is found is only said to differ, and never which is right.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum

from index.retrieval.query import Query
from index.text.answer_values import Value, value_of
from index.text.words import QUESTION_WORDS, stem, words
from index.types import Quote

MIN_READER_LOG_ODDS = 0.0  # log odds of the reader: as likely as not
SHARED_ASKED = 0.66  # of the question's content words, those that both sentences hold
SHARED_SAID = 0.4  # of the sentences' other words, those that they have in common
KINDS_ASKED = {"time": ("date",), "number": ("number",), "person": ("name",), "place": ("name",)}


class Order(StrEnum):
    """In which order quotes that differ stand."""

    NEWEST_FIRST = "newest-first"
    UNDATED_LAST = "undated-last"
    UNDATED = "undated"


def order_of(conflict: Sequence[Quote]) -> Order:
    """The order of quotes that differ, as far as their sources are dated."""
    dated = [quote.document.published is not None for quote in conflict]
    if all(dated):
        return Order.NEWEST_FIRST
    return Order.UNDATED_LAST if any(dated) else Order.UNDATED


def differing(query: Query, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The first quote and those that answer differently, newest first, one of each document.

    None, where no source contradicts the first one.
    """
    if not quotes or not _sure(quotes[0]):
        return ()
    first = quotes[0]
    others: dict[tuple[str, str], Quote] = {}
    for quote in quotes[1:]:
        if _conflict(query, first, quote):
            others.setdefault((quote.corpus, quote.document.id), quote)
    return newest_first((first, *others.values())) if others else ()


def newest_first(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """By the date on which their documents were published; those without one stand last."""

    def age(quote: Quote) -> int:
        return -(quote.document.published or date.min).toordinal()

    return tuple(sorted(quotes, key=age))


def _conflict(query: Query, one: Quote, other: Quote) -> bool:
    if not _sure(other) or not _apart(one, other):
        return False
    here, there = _value(one), _value(other)
    if here is None or there is None or not _asked_for(query, here, there):
        return False
    return (
        here.differs(there)
        and not _holds(one, there)
        and not _holds(other, here)
        and _speak_of_the_same(query, one, other)
    )


def _sure(quote: Quote) -> bool:
    return (
        quote.answer is not None
        and quote.reading is not None
        and quote.reading.score >= MIN_READER_LOG_ODDS
    )


def _apart(one: Quote, other: Quote) -> bool:
    """Whether they are of different documents, which are not copies of each other."""
    same = (one.corpus, one.document.id) == (other.corpus, other.document.id)
    return not same and one.document.sha256 != other.document.sha256


def _value(quote: Quote) -> Value | None:
    start, end = quote.answer or (0, 0)
    return value_of(quote.document.text[start:end])


def _asked_for(query: Query, *values: Value) -> bool:
    """Whether these are what the question asks for; one that asks for no kind takes no names."""
    kinds = KINDS_ASKED.get(query.kind.name, ()) if query.kind else ("date", "number")
    return all(value.kind in kinds for value in values)


def _holds(quote: Quote, value: Value) -> bool:
    """Whether the sentence has this answer as well, beside its own: "14 days, formerly 30"."""
    return value.appears_in(quote.text)


def _speak_of_the_same(query: Query, one: Quote, other: Quote) -> bool:
    here, there = _said(one), _said(other)
    wanted = set(query.content)
    if not wanted or _share(wanted & here & there, wanted) < SHARED_ASKED:
        return False
    return _share(here & there, here | there) >= SHARED_SAID


def _said(quote: Quote) -> set[str]:
    """The stems of the content words of a quote, those that answer left out."""
    start, end = quote.answer or (quote.start, quote.start)
    text = quote.document.text
    around = f"{text[quote.start : start]} {text[end : quote.end]}"
    return {stem(word) for word in words(around) if word.casefold() not in QUESTION_WORDS}


def _share(part: Collection[str], whole: Collection[str]) -> float:
    return len(part) / len(whole) if whole else 0.0
