"""Write an excerpt of a source as Discord draws it, and compare what is written with the source."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from bot.render.limits import units
from bot.render.markdown import ELLIPSIS, SURROGATE, has_glyph
from bot.render.quote_line import NOWHERE, Emphasis
from bot.render.quote_markup import QUOTE, read_lines, seen_of, written
from bot.render.quote_setting import quote_lines
from index.citations.context_atoms import joined
from index.text.dress.shown_line import LineKind
from index.text.dress.shown_text import lines_shown, shown_lines
from index.types import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from bot.render.quote_line import QuoteLine
    from index.text.dress.shown_line import ShownLine
    from index.types import Document, Quote, Stretch

MORE = f"-# [{ELLIPSIS}]"
Result = TypeVar("Result")


class QuoteAltered(RuntimeError):  # noqa: N818 - says what happened
    """The text to be sent differs from the source: a bug in Quoth. Send nothing."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What to show for a quote: ``start`` to ``end`` of its document, below the stretches above it.

    ``bold`` is the stretch that answers, None if that is all that is shown. ``underlined``:
    the words that answer are. ``more_before`` and ``more_after``: the passage goes on there, but is
    not shown. ``prefix`` begins each line: without one, the excerpt is no block quote.
    """

    quote: Quote
    start: int
    end: int
    bold: Stretch | None = None
    above: tuple[Stretch, ...] = ()
    more_before: bool = False
    more_after: bool = False
    underlined: bool = True
    prefix: str = QUOTE
    made: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def shortened(self) -> bool:
        """Return whether the quote itself was cut, because a message cannot hold it."""
        return self.end < self.quote.end

    def cost(self) -> int:
        """Measure the excerpt in units of markup."""
        return units(self._markup(self._answering()))

    def fits(self, room: int) -> bool:
        """Return whether the excerpt takes no more than ``room`` units of markup."""
        return self.cost_within(room) is not None

    def cost_within(self, room: int) -> int | None:
        """Measure the excerpt in units of markup; return None if it takes more than ``room``.

        What plainly takes more, as a long quote does, is not laid out.
        """
        if self._ink(room + 1) > room:
            return None
        cost = self.cost()
        return cost if cost <= room else None

    def written(self) -> str:
        """Write the excerpt, then read it back and compare it with its source.

        The words that answer are underlined, unless underlining them would alter the text.

        :raises QuoteAltered: what is written and the source differ.
        """
        for underlined in dict.fromkeys((self._answering(), NOWHERE)):
            parts = self._set(underlined)
            if not parts:
                return f"{self.prefix}{ELLIPSIS}"  # nothing of it can be seen
            markup = self._markup(underlined)
            if self._is_source(parts) and _read(markup, self.prefix) == _seen(parts):
                return markup
        raise QuoteAltered(f"{self.quote.document.id}[{self.start}:{self.end}]")

    def _parts(self) -> Sequence[Sequence[ShownLine]]:
        """Return the lines to show, divided where text between them is left out."""
        return self._once("parts", self._divided)

    def _divided(self) -> Sequence[Sequence[ShownLine]]:
        document = self.quote.document
        stretches = (*self.above, (self.start, self.end))
        found = _divided(document, stretches)
        plain = replace(document, markup=Markup.PLAIN, blocks=())
        return found or _divided(plain, stretches)  # nothing but dress: then it is shown raw

    def _set(self, underlined: Stretch) -> Sequence[Sequence[QuoteLine]]:
        text, emphasis = self.quote.document.text, Emphasis(self.bold, underlined)
        return self._once(
            emphasis, lambda: [quote_lines(text, lines, emphasis) for lines in self._parts()]
        )

    def _markup(self, underlined: Stretch) -> str:
        parts = self._set(underlined)
        return self._once(
            (Emphasis(self.bold, underlined), self.prefix),
            lambda: f"\n{MORE}\n".join(written(lines, self.prefix) for lines in parts),
        )

    def _once(self, what: Hashable, make: Callable[[], Result]) -> Result:
        """Return what was made of the same stretches before, since all is measured, then written.

        What ``replace`` makes of an excerpt keeps it too.
        """
        key = id(self.quote.document), self.start, self.end, self.above, what
        if key not in self.made:
            self.made[key] = make()
        found: Result = self.made[key]
        return found

    def _ink(self, most: int) -> int:
        """Count the characters that take a unit of markup at least, up to ``most`` of them."""
        text, found = self.quote.document.text, 0
        lines = chain.from_iterable(self._parts())
        for run in chain.from_iterable(cell for line in lines for cell in line.cells):
            found += sum(map(has_glyph, text[run.start : run.end]))
            if found >= most:
                return most
        return found

    def _is_source(self, parts: Sequence[Sequence[QuoteLine]]) -> bool:
        """Return whether each character is the source's own, and none is missing."""
        text = SURROGATE.sub("\ufffd", self.quote.document.text)
        placed = [
            (glyph.character, place)
            for lines in parts
            for line in lines
            for glyph, place in zip(line.glyphs, line.places, strict=True)
            if place is not None and has_glyph(glyph.character)
        ]
        shown = {at for lines in self._parts() for line in lines for at in line.offsets()}
        return all(text[place] == character for character, place in placed) and {
            place for _, place in placed
        } == {at for at in shown if has_glyph(text[at])}

    def _answering(self) -> Stretch:
        """Return the words that answer, ``NOWHERE`` if not all of them are shown.

        Nor are they underlined if they begin or end within one drawn character.
        """
        first, last = self.quote.answer or NOWHERE
        text = self.quote.document.text
        whole = self.start <= first < last <= self.end
        if not (self.underlined and whole) or joined(text, first) or joined(text, last):
            return NOWHERE
        return first, last


def _divided(document: Document, stretches: Sequence[Stretch]) -> list[list[ShownLine]]:
    parts: list[list[ShownLine]] = []
    for start, end in _merged(document, stretches):
        lines = shown_lines(document, start, end)
        if parts and _one_table(parts[-1], lines):
            parts[-1] += lines
        else:
            parts.append([*lines])
    return parts


def _merged(document: Document, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join the stretches between which no reader sees anything, and leave out invisible ones."""
    merged: list[Stretch] = []
    for start, end in stretches:
        if not visible(document, start, end):
            continue
        if merged and not visible(document, merged[-1][1], start):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _one_table(lines: Sequence[ShownLine], following: Sequence[ShownLine]) -> bool:
    """Return whether rows follow others of their table. What is above a head is the same head."""
    above, below = lines[-1], following[0]
    rows = above.kind is below.kind is LineKind.ROW
    return rows and above.group == below.group and not below.head


def visible(document: Document, start: int, end: int) -> bool:
    """Return whether a reader of the source sees anything of ``start`` to ``end``."""
    text = document.text
    lines = lines_shown(document, start, end)
    return any(has_glyph(text[at]) for line in lines for at in line.offsets())


def _seen(parts: Sequence[Sequence[QuoteLine]]) -> list[object]:
    return [[seen_of(line) for line in lines] for lines in parts]


def _read(markup: str, prefix: str) -> list[object]:
    return _seen([read_lines(part, prefix) for part in markup.split(f"\n{MORE}\n")])
