"""The nouns of inline text: a paragraph of Markdown, and what is known of its characters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import groupby, pairwise
from operator import or_

from index.text.dress.shown_line import Dress, DressKind, DressStyle, Run
from index.types import Stretch

SPACES = " \t\n"
PICTURES = (DressKind.IMAGE, DressKind.ICON)
CLOSES = re.compile(r"[.,;:!?](?!\w)")  # a mark that stands right behind the word before it


@dataclass(slots=True)
class HtmlCell:
    """The content of a cell of an HTML table; ``head`` is set if it is a header cell (``<th>``)."""

    start: int
    end: int
    head: bool = False


@dataclass(slots=True)
class Paragraph:
    """The text of a paragraph without the beginnings of its lines, and what is known of it.

    ``places`` are the offsets in the document of each character of ``content``. ``references`` are
    the labels that the document defines, folded. ``items`` are the depth and the number of the
    items of HTML, by where they begin. ``breaks`` are in order.
    """

    content: str
    places: Sequence[int]
    references: frozenset[str] = frozenset()
    drawn: list[tuple[DressStyle, int, int]] = field(default_factory=list)
    pieces: list[tuple[DressKind, int, int]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    cells: list[HtmlCell] = field(default_factory=list)
    items: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    _hidden: bytearray | None = None
    _pictures: frozenset[int] | None = None

    def hide(self, kind: DressKind, start: int, end: int) -> None:
        """Take the characters for dress."""
        self.pieces.append((kind, start, end))

    def draw(self, style: DressStyle, start: int, end: int) -> None:
        """Add ``style`` to the characters."""
        self.drawn.append((style, start, end))

    def runs(self, start: int, end: int, styles: Sequence[DressStyle]) -> Iterator[Run]:
        """Yield the visible runs of ``content[start:end]``, as offsets in the document."""
        seen = self._seen(start, end, styles)
        numbered = [(self.places[at] - number, styles[at], at) for number, at in enumerate(seen)]
        for (_, style), group in groupby(numbered, key=lambda one: one[:2]):
            at = [place for _, _, place in group]
            yield Run(self.places[at[0]], self.places[at[-1]] + 1, style)

    def _seen(self, start: int, end: int, styles: Sequence[DressStyle]) -> Iterator[int]:
        """Yield where the visible characters are; spaces in a row are one, and none begins.

        There are two where something between them is dress, such as an icon. There is none where
        a link ends with a picture, and then comes a mark that closes a clause, or the end.
        """
        hidden, spaced = self._is_hidden(), True
        for at in range(start, end):
            if not hidden[at]:
                space = self.content[at] in SPACES and not styles[at] & DressStyle.CODE
                if not (space and (spaced or self._is_left_over(at, end, styles))):
                    yield at
                spaced = space

    def _is_left_over(self, space: int, end: int, styles: Sequence[DressStyle]) -> bool:
        """Return whether a space only kept an icon, which is not shown, from the text of a link."""
        if not styles[space] & DressStyle.LINK or space + 1 not in self._picture_starts():
            return False
        hidden = self._is_hidden()
        following = next((at for at in range(space + 1, end) if not hidden[at]), None)
        if following is None:
            return True
        closes = CLOSES.match(self.content, following) is not None
        return closes and not styles[following] & DressStyle.CODE

    def _picture_starts(self) -> frozenset[int]:
        """Return where images and icons begin, when all that are have been found."""
        if self._pictures is None:
            self._pictures = frozenset(
                start
                for kind, start, _ in self.pieces
                if kind in PICTURES or self.content[start : start + 4].lower() == "<img"
            )
        return self._pictures

    def cell(self, start: int, end: int, styles: Sequence[DressStyle]) -> tuple[Run, ...]:
        """Return the visible runs of a cell, in which a line break is shown as a space."""
        runs = list(self.runs(start, end, styles))
        first, last = bisect_right(self.breaks, start), bisect_left(self.breaks, end)
        breaks = [self.places[at] for at in self.breaks[first:last]]
        ends = [run.end for run in runs[:-1]]
        return tuple(
            replace(run, spaced=bisect_right(breaks, run.start) > bisect_left(breaks, ended))
            for run, ended in zip(runs, [run.start + 1 for run in runs[:1]] + ends, strict=True)
        )

    def styles(self) -> list[DressStyle]:
        """Return the style of each character: all that are drawn there."""
        changes: dict[int, Counter[DressStyle]] = defaultdict(Counter)
        for style, start, end in self.drawn:
            if start < end:
                changes[start][style] += 1
                changes[end][style] -= 1
        found: list[DressStyle] = []
        depths: Counter[DressStyle] = Counter()
        for at, following in pairwise(sorted({0, *changes, len(self.content)})):
            depths.update(changes[at])
            style = reduce(or_, (one for one, depth in depths.items() if depth), DressStyle.PLAIN)
            found += [style] * (following - at)
        return found

    def dress(self) -> Iterator[Dress]:
        """Yield the dress; within other dress, such as a link within an image, only the outer."""
        for kind, start, end in self._outer():
            yield Dress(kind, self.places[start], self.places[end - 1] + 1)

    def _outer(self) -> Iterator[tuple[DressKind, int, int]]:
        """Yield the pieces of dress that are not within another."""
        covered = 0
        for piece in sorted(self.pieces, key=lambda piece: (piece[1], -piece[2])):
            if piece[2] > covered:
                yield piece
                covered = piece[2]

    def _is_hidden(self) -> bytearray:
        """Say of each character whether it is dress, when all that is has been found."""
        if self._hidden is None:
            self._hidden = bytearray(len(self.content))
            for _, start, end in self._outer():
                self._hidden[start:end] = b"\1" * (end - start)
        return self._hidden

    def lines(self) -> Iterator[Stretch]:
        """Yield the stretches of ``content`` between hard line breaks that are in no cell."""
        starts = [cell.start for cell in self.cells]
        start = 0
        for at in self.breaks:
            cell = bisect_left(starts, at) - 1
            if cell < 0 or at > self.cells[cell].end:
                yield start, at
                start = at
        yield start, len(self.content)

    def row(self, start: int, end: int) -> Sequence[HtmlCell]:
        """Return the cells between ``start`` and ``end``; none if other text is seen there too."""
        first = bisect_left(self.cells, start, key=lambda cell: cell.start)
        last = bisect_left(self.cells, end, key=lambda cell: cell.start)
        at = start
        for cell in self.cells[first:last]:
            if self._is_seen(at, cell.start):
                return ()
            at = cell.end
        return () if self._is_seen(at, end) else self.cells[first:last]

    def _is_seen(self, start: int, end: int) -> bool:
        hidden = self._is_hidden()
        return any(not hidden[at] and not self.content[at].isspace() for at in range(start, end))
