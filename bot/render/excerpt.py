"""How much of a source stands around a quote: whole sentences, as far as they fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.render.limits import units
from bot.render.markdown import NOWHERE, block_quote, glyphs, read_back, shown, without_bidi
from index.citations.context_pages import joined
from index.text.sentences import sentence_spans

if TYPE_CHECKING:
    from index.types import Quote

MAX_EXCERPT_CHARACTERS = 700  # characters of one quote with its context


class QuoteAltered(RuntimeError):  # noqa: N818 - says what happened
    """What would be sent is not what stands in the source. It is a bug of ours: send nothing."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The stretch of a document that is shown for a quote; ``start`` to ``end`` of its text.

    ``shortened``: the quote itself was too long for a message. ``more_before`` and
    ``more_after``: its passage goes on there, and is not shown.
    """

    quote: Quote
    start: int
    end: int
    more_before: bool = False
    more_after: bool = False

    @property
    def shortened(self) -> bool:
        return self.end < self.quote.end

    @property
    def text(self) -> str:
        return self.quote.document.text[self.start : self.end]

    def written(self) -> str:
        """The excerpt as a block quote, read back and compared with its source.

        Where the words that answer cannot be underlined faithfully, their sentence is in bold,
        and that is all.

        :raises QuoteAltered: they differ.
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
    """How many units the quote takes by itself."""
    return _cost(quote, quote.start, quote.end)


def excerpt(quote: Quote, room: int) -> Excerpt:
    """The quote and as many sentences of its passage around it as are readable and fit ``room``.

    The quote itself is cut, at a word, only when it does not fit by itself.
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
    """Where the excerpt could begin and end, nearest to the quote first."""
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
    """Which part of the excerpt ``start`` to ``end`` is underlined: the words that answer.

    None, when they are not all shown, or when they begin or end within what is drawn as one.
    """
    first, last = quote.answer or NOWHERE
    text = quote.document.text
    if not start <= first < last <= end or joined(text, first) or joined(text, last):
        return NOWHERE
    return first - start, last - start


def _cut(quote: Quote, room: int) -> int:
    """The last place within ``room`` where the quote can be cut, between words if there is one."""
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
    """The length of ``text`` less its last character, and what belongs to that one."""
    at = len(text) - 1
    while at > 1 and joined(text, at):
        at -= 1
    return max(at, 1)
