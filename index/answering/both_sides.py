"""Show both things that a question compares, each by its own quote, if no passage has both.

Each is asked for by itself, and has to be answered as surely as any question. Nothing is said about
how they compare: that is left to whoever reads the quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.text.opinions import asks_for_verdict
from index.text.words import terms
from index.types import Reason

if TYPE_CHECKING:
    from index.text.comparisons import ComparedPair
    from index.types import Answer, Quote


def both_sides(
    question: str, compared: ComparedPair, whole: Answer, look_up: Callable[[str], Answer]
) -> Answer:
    """Return ``whole``, or an answer with a quote on each side if ``whole`` shows only one.

    ``look_up`` answers another question in the same sources. Sides that are not sure are shown as
    near if nothing answers; so are those of "which is better", which no definition answers.
    """
    named = [set(terms(side)) for side in compared.sides]
    own = named[0] - named[1], named[1] - named[0]
    if not all(own) or any(_on(quote, own[0] | own[1]) for quote in (*whole.quotes, *whole.near)):
        return whole
    answers = [look_up(f"What is {side}?") for side in compared.sides]
    if not asks_for_verdict(question) and (sure := _pair([one.quotes for one in answers], own)):
        return _answered(whole, answers, sure, compared)
    near = _pair([one.quotes or one.near for one in answers], own)
    off_topic = whole.refusal is not None and whole.refusal.reason is Reason.OFF_TOPIC
    return replace(whole, near=near) if near and whole.abstained and not off_topic else whole


def _answered(
    whole: Answer, answers: Sequence[Answer], quotes: tuple[Quote, ...], compared: ComparedPair
) -> Answer:
    """Return ``whole`` with ``quotes`` instead of its own; it is as sure as the less sure side."""
    others = (quote for quote in whole.candidates if not any(map(quote.overlaps, quotes)))
    return replace(
        whole,
        quotes=quotes,
        candidates=(*quotes, *others),
        confidence=min(one.confidence for one in answers),
        evidence=min(one.evidence for one in answers),
        refusal=None,
        near=(),
        conflict=(),
        as_of=None,
        sides=compared.sides,
    )


def _pair(found: Sequence[Sequence[Quote]], own: Sequence[set[str]]) -> tuple[Quote, ...]:
    """Return the first quote of each side, if each is on its side and they are two places."""
    if not all(found):
        return ()
    one, other = (quotes[0] for quotes in found)
    both = _on(one, own[0]) and _on(other, own[1]) and not one.overlaps(other)
    return (one, other) if both else ()


def _on(quote: Quote, stems: set[str]) -> bool:
    """Return whether a quote, as it is shown below its title and headings, has all the words."""
    where = quote.locator
    return stems <= set(terms(" ".join((where.title, *where.headings, quote.shown))))
