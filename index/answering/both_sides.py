"""Show both things that a question compares, each by its own quote, if no passage tells them apart.

Each is asked for by itself, and has to be answered as surely as any question. Nothing is said about
how they compare: that is left to whoever reads the quotes. A passage that only names both answers
no question for a difference, so it is shown as near.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.answering.closest import BEST
from index.answering.refusal import MAX_NEAREST
from index.text.contrast import names, own_stems, tells_apart
from index.text.opinions import asks_for_verdict
from index.text.words import terms
from index.types import Reason, Refusal

if TYPE_CHECKING:
    from index.text.comparisons import ComparedPair
    from index.types import Answer, Quote


def both_sides(
    question: str,
    compared: ComparedPair,
    whole: Answer,
    look_up: Callable[[str], Answer],
    least: float = 0.0,
) -> Answer:
    """Return ``whole`` or, if it does not tell the sides apart, an answer with a quote on each.

    ``look_up`` answers another question in the same sources. Sides that are not sure are shown as
    near if nothing answers; so are those of "which is better", which no definition answers.
    ``least`` is the confidence from which the closest texts are shown.
    """
    own = own_stems(*compared.sides)
    shown = (*whole.quotes, *whole.near)
    if not all(own) or any(tells_apart(_place(quote), *compared.sides) for quote in shown):
        return whole
    answers = [look_up(f"What is {side}?") for side in compared.sides]
    if not asks_for_verdict(question) and (sure := _pair([one.quotes for one in answers], own)):
        return _answered(whole, answers, sure, compared)
    near = _pair([one.quotes or one.near for one in answers], own)
    if whole.quotes and _has_all_words(whole.quotes[0], own):
        closest = near or whole.quotes[:BEST]
        return _held_back(whole, closest if whole.confidence >= least else ())
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


def _held_back(whole: Answer, near: tuple[Quote, ...]) -> Answer:
    """Return ``whole`` with ``near`` as what comes closest, instead of its quotes."""
    passages = tuple(hit.passage for hit in whole.hits[:MAX_NEAREST])
    refused = Refusal(Reason.NOT_IN_SOURCES, nearest=passages)
    return replace(whole, quotes=(), near=near, refusal=refused, conflict=(), as_of=None)


def _pair(found: Sequence[Sequence[Quote]], own: Sequence[Sequence[str]]) -> tuple[Quote, ...]:
    """Return the first quote of each side, if each is on its side and they show two places."""
    if not all(found):
        return ()
    one, other = (quotes[0] for quotes in found)
    both = _on(one, own[0]) and _on(other, own[1]) and not one.context.overlaps(other.context)
    return (one, other) if both else ()


def _on(quote: Quote, side: Sequence[str]) -> bool:
    """Return whether a quote, as it is shown below its title and headings, names the side."""
    return names(terms(_place(quote)), side)


def _has_all_words(quote: Quote, own: Sequence[Sequence[str]]) -> bool:
    return set(own[0]) | set(own[1]) <= set(terms(_place(quote)))


def _place(quote: Quote) -> str:
    where = quote.locator
    return "\n\n".join((where.title, *where.headings, quote.shown))
