"""Choose how much of a source to show around a quote, or of a long one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.render.excerpt import Excerpt, visible
from bot.render.quote_line import NOWHERE
from index.answering.surroundings import narrowing
from index.citations.context_atoms import joined
from index.text.dress.shown_line import LineKind
from index.text.dress.shown_text import shown_lines
from index.text.sentences import sentence_spans
from index.types import BlockKind, QuoteKind

if TYPE_CHECKING:
    from index.types import Quote, Stretch

MAX_EXCERPT_CHARACTERS = 700  # of one quote with its context
LONGEST_WORD = 80
LISTS = frozenset({BlockKind.LIST, BlockKind.STEPS})
WHOLE = frozenset({BlockKind.CODE, BlockKind.TABLE})


def need(quote: Quote, most: int) -> int | None:
    """Measure the quote alone in units of markup; return None if it takes more than ``most``."""
    return _excerpt(quote, quote.start, quote.end).cost_within(most)


def excerpt(quote: Quote, room: int) -> Excerpt:
    """Choose the quote and as many sentences around it as are easy to read and fit ``room`` units.

    The quote itself is cut only if it does not fit alone.
    """
    for start, end in narrowing(quote) if quote.has_blocks_around else ():
        whole = _excerpt(quote, start, end)
        if whole.fits(room):
            return whole
    alone = _excerpt(quote, quote.start, quote.end)
    if not alone.fits(room):
        shown = _excerpt(quote, quote.start, _cut(quote, room))
        return shown if not quote.above or shown.fits(room) else _without_above(quote, room)
    return _with_marks(_widened(alone, room))


def _widened(shown: Excerpt, room: int) -> Excerpt:
    """Add sentences before and after by turns, as long as they fit."""
    befores, afters = _neighbours(shown.quote)
    while befores or afters:
        if befores and (wider := _fitting(shown.quote, befores.pop(0), shown.end, room)):
            shown = wider
        else:
            befores.clear()
        if afters and (wider := _fitting(shown.quote, shown.start, afters.pop(0), room)):
            shown = wider
        else:
            afters.clear()
    return shown


def _without_above(quote: Quote, room: int) -> Excerpt:
    """Leave out what is above, since a message has no room for it and the quote."""
    return replace(excerpt(replace(quote, above=()), room), quote=quote, more_before=True)


def unmarked(quote: Quote, room: int) -> Excerpt:
    """Choose what to show of a text that may not answer: no quote, nothing bold or underlined."""
    shown = excerpt(replace(quote, kind=QuoteKind.ENTRY), room)  # without sentences around it
    return replace(shown, bold=NOWHERE, underlined=False, prefix="")


def _excerpt(quote: Quote, start: int, end: int) -> Excerpt:
    core = quote.core or (quote.start, quote.end)
    rest = (start, core[0]), (core[1], end)
    part = any(first < last and visible(quote.document, first, last) for first, last in rest)
    bold = (core[0], min(core[1], end)) if part else None
    above = tuple(stretch for stretch in quote.above if stretch[1] <= start)
    return Excerpt(quote, start, end, bold, above)


def _neighbours(quote: Quote) -> tuple[list[int], list[int]]:
    """Return the offsets at which the excerpt may begin and end, nearest to the quote first."""
    if (scope := _scope(quote)) is None:
        return [], []
    spans = sentence_spans(quote.document.text, *scope, quote.document.language)
    befores = [start for start, _ in reversed(spans) if start < quote.start]
    return befores, [end for _, end in spans if end > quote.end]


def _scope(quote: Quote) -> Stretch | None:
    """Return the stretch of the quote's block, or of its item, that may be shown around it.

    A quote that is more than sentences is whole, and there is no sentence in code or a table.
    """
    document, context = quote.document, quote.context
    if quote.kind is not QuoteKind.SENTENCES or context.document.text != document.text:
        return None
    for block in document.blocks:
        if block.start <= quote.start and quote.end <= block.end and block.kind not in WHOLE:
            bounds = [(block.start, block.end), *(block.parts if block.kind in LISTS else ())]
            start, end = [(a, b) for a, b in bounds if a <= quote.start and quote.end <= b][-1]
            above = max((last for _, last in quote.above), default=0)
            start = max(start, min(context.start, quote.start), above)
            return start, min(end, max(context.end, quote.end))
    return None


def _with_marks(shown: Excerpt) -> Excerpt:
    quote = shown.quote
    if (scope := _scope(quote)) is None:
        return shown
    document = quote.document
    before = not quote.above and visible(document, scope[0], shown.start)
    return replace(shown, more_before=before, more_after=visible(document, shown.end, scope[1]))


def _fitting(quote: Quote, start: int, end: int, room: int) -> Excerpt | None:
    if end - start > MAX_EXCERPT_CHARACTERS:
        return None
    shown = _excerpt(quote, start, end)
    return shown if shown.fits(room) else None


def _cut(quote: Quote, room: int) -> int:
    """Return the last offset at which the cut quote fits ``room``: after a line that is shown.

    A line that is too long for itself, or that a lead-in announces, is cut between words.
    """
    lines = shown_lines(quote.document, quote.start, quote.end)
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high + 1) // 2
        fits = _excerpt(quote, quote.start, lines[middle - 1].end).fits(room)
        low, high = (middle, high) if fits else (low, middle - 1)
    kept = quote.document.text[quote.start : lines[low - 1].end] if low else ""
    following = lines[low] if low < len(lines) else None
    prose = following is not None and following.kind in {LineKind.PROSE, LineKind.ITEM}
    if following is None or (kept and not (kept.rstrip(" *_").endswith(":") and prose)):
        return lines[low - 1].end if low else quote.end
    return _cut_within(quote, following.start, following.end, room)


def _cut_within(quote: Quote, start: int, end: int, room: int) -> int:
    """Return the last offset of a line at which the cut quote fits, between words if possible."""
    text = quote.document.text
    low, high = start + 1, min(end, start + room)
    while low < high:
        middle = (low + high + 1) // 2
        fits = _excerpt(quote, quote.start, middle).fits(room)
        low, high = (middle, high) if fits else (low, middle - 1)
    words, _, rest = text[start:low].rpartition(" ")
    if words.strip() and len(rest) < LONGEST_WORD:
        return start + len(words)
    while low > start + 1 and joined(text, low):
        low -= 1
    return low
