"""Distinguish quotes of one subject from quotes of two places, or of former and present facts.

As in ``conflicts``, words decide. If they leave a doubt, there is no conflict.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from index.text.common_words import is_content
from index.text.words import stem, terms, words

if TYPE_CHECKING:
    from index.types import Quote

# A name after a word of place: "the library of Marlow". A narrator's name is none: "Biden said".
PLACED = re.compile(
    r"\b(?:of|in|at|near|for|from)\s+(?:the\s+)?((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+)*)"
)
MONTHS = frozenset(
    stem(month)
    for month in """
    January February March April May June July August September October November December
    """.split()  # noqa: SIM905 - a list of words
)
FORMER = re.compile(
    r"\b(?:formerly|previously|used\s+to|until\s+(?:then|recently|now|(?:\w+\s+)?(?:1\d|20)\d\d)"
    r"|no\s+longer|not\s+any\s?more|(?:was|were|been|is|are)\s+(?:since\s+)?(?:replaced|superseded"
    r"|withdrawn|repealed)|superseded|outdated|obsolete|out\s+of\s+date|deprecated"
    r"|(?:old|former|previous|earlier)\s+(?:rule|policy|limit|version|edition|text|value|price))\b",
    re.I,
)
STRUCK = "~~"
PARALLEL = 0.75  # share of the words of two sentences that both have


def is_former(quote: Quote) -> bool:
    """Return whether a quote's answer is struck, or its words say that it no longer holds."""
    start, _ = quote.answer or (quote.start, quote.end)
    before = quote.document.text[quote.start : start]
    return before.count(STRUCK) % 2 == 1 or FORMER.search(quote.text) is not None


def is_parallel(one: Quote, other: Quote) -> bool:
    """Return whether two sentences hardly differ but in names and numbers.

    So do "Ida is the keeper of the light" and "Jens is the keeper of the light".
    """
    here, there = _common_stems(one), _common_stems(other)
    return bool(here & there) and len(here & there) >= PARALLEL * len(here | there)


def _common_stems(quote: Quote) -> set[str]:
    """Return the stems of a sentence, without names, numbers and function words."""
    return {stem(word) for word in words(quote.text) if word.islower() and is_content(word)}


def are_of_two_places(one: Quote, other: Quote, asked: Collection[str]) -> bool:
    """Return whether each quote names a place that the other lacks and that is not in ``asked``."""
    return bool(_own(one, other, asked) and _own(other, one, asked))


def _own(quote: Quote, other: Quote, asked: Collection[str]) -> set[str]:
    held = set(terms(f"{other.locator.title} {other.shown}"))
    own = _placed(quote) | {stem(word) for word in _titled(quote, other)}
    return own - held - set(asked) - MONTHS


def _placed(quote: Quote) -> set[str]:
    """Return the stems of the names of places in the sentence, without the words that answer."""
    start, end = quote.answer or (quote.start, quote.start)
    text = quote.document.text
    around = (text[quote.start : start], text[end : quote.end])
    return {stem(w) for part in around for name in PLACED.findall(part) for w in words(name)}


def _titled(quote: Quote, other: Quote) -> Iterator[str]:
    """Yield the words of the title that are names in its text and are not in the other text."""
    for word in words(quote.locator.title):
        name = re.compile(rf"(?<=[\w,;] ){word}\b")  # a capital that no sentence begins with
        is_name = word[0].isupper() and name.search(quote.document.text) is not None
        if is_name and not re.search(rf"\b{word}\b", other.document.text, re.I):
            yield word
