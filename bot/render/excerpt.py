"""Choose how much of a source to show around a quote: whole sentences, as many as fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.render.limits import units
from bot.render.markdown import NOWHERE, block_quote, glyphs, read_back, shown, without_bidi
from index.citations.context_pages import joined
from index.text.sentences import sentence_spans

if TYPE_CHECKING:
    from index.types import Quote

MAX_EXCERPT_CHARACTERS = 700  # of one quote with its context


class QuoteAltered(RuntimeError):  # noqa: N818 - says what happened
    """The text to be sent differs from the source: a bug in Quoth. Send nothing."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The stretch of a document to show for a quote: ``start`` to ``end`` of its text.

    ``more_before`` and ``more_after``: the passage goes on there, but is not shown.
    """

    quote: Quote
    start: int
    end: int
    more_before: bool = False
    more_after: bool = False

    @property
    def shortened(self) -> bool:
        """Return whether the quote itself was cut, because a message cannot hold it."""
        return self.end < self.quote.end

    @property
    def text(self) -> str:
        """Return the stretch, cut from the document's own text."""
        return self.quote.document.text[self.start : self.end]

    def written(self) -> str:
        """Write the excerpt as a block quote, then read it back and compare it with its source.

        The quote is in bold and the words that answer are underlined, unless underlining them
        would alter the text.

        :raises QuoteAltered: the block quote and the source differ.
        """
        quote = self.quote
        bold = (quote.start - self.start, quote.end - self.start)
        for underlined in dict.fromkeys((_underlined(quote, self.start, self.end), NOWHERE)):
            block = block_quote(self.text, bold, underlined)
            text, drawn = read_back(block)
            same = text == without_bidi(shown(self.text)).rstrip()
            if same and drawn == glyphs(self.text, bold, underlined):
                return block
        raise QuoteAltered(f"{quote.document.id}[{self.start}:{self.end}]")


def need(quote: Quote) -> int:
    """Measure the quote alone, as a block quote, in units of markup."""
    return _cost(quote, quote.start, quote.end)


def excerpt(quote: Quote, room: int) -> Excerpt:
    """Choose the quote and as many sentences around it as are easy to read and fit ``room`` units.

    The quote itself is cut, between words, only if it does not fit alone.
    """
    if need(quote) > room:
        return Excerpt(quote, quote.start, _cut(quote, room))
    start, end = quote.start, quote.end
    befores, afters = _neighbours(quote)
    while befores or afters:
        if befores and _fits(quote, befores[0], end, room):
            start = befores.pop(0)
        else:
            befores.clear()
        if afters and _fits(quote, start, afters[0], room):
            end = afters.pop(0)
        else:
            afters.clear()
    return _with_marks(quote, start, end)


def _neighbours(quote: Quote) -> tuple[list[int], list[int]]:
    """Return the offsets at which the excerpt may begin and end, nearest to the quote first."""
    context = quote.context
    if context.document.text != quote.document.text:
        return [], []
    spans = sentence_spans(quote.document.text, context.start, context.end)
    befores = [start for start, _ in reversed(spans) if start < quote.start]
    return befores, [end for _, end in spans if end > quote.end]


def _with_marks(quote: Quote, start: int, end: int) -> Excerpt:
    text, context = quote.document.text, quote.context
    same = context.document.text == text
    before = same and bool(text[context.start : start].strip())
    after = same and bool(text[end : context.end].strip())
    return Excerpt(quote, start, end, more_before=before, more_after=after)


def _fits(quote: Quote, start: int, end: int, room: int) -> bool:
    return end - start <= MAX_EXCERPT_CHARACTERS and _cost(quote, start, end) <= room


def _cost(quote: Quote, start: int, end: int) -> int:
    bold = (quote.start - start, quote.end - start)
    underlined = _underlined(quote, start, end)
    return units(block_quote(quote.document.text[start:end], bold, underlined))


def _underlined(quote: Quote, start: int, end: int) -> tuple[int, int]:
    """Return the stretch of the excerpt ``start`` to ``end`` to underline: the words that answer.

    ``NOWHERE`` if not all of them are shown, or if they begin or end within one drawn character.
    """
    first, last = quote.answer or NOWHERE
    text = quote.document.text
    if not start <= first < last <= end or joined(text, first) or joined(text, last):
        return NOWHERE
    return first - start, last - start


def _cut(quote: Quote, room: int) -> int:
    """Return the last offset at which the cut quote fits ``room``, between words if possible."""
    low, high = quote.start + 1, min(quote.end, quote.start + room)
    while low < high:
        middle = (low + high + 1) // 2
        fits = _cost(quote, quote.start, middle) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    text = quote.document.text[quote.start : low]
    words, _, rest = text.rpartition(" ")
    if words.strip() and len(rest) < 80:
        return quote.start + len(words)
    return quote.start + _whole_character(quote.document.text[quote.start : low + 1])


def _whole_character(text: str) -> int:
    """Return the length of ``text`` without its last drawn character."""
    at = len(text) - 1
    while at > 1 and joined(text, at):
        at -= 1
    return max(at, 1)
