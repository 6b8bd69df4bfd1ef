"""The nouns of inline text: a paragraph of Markdown, and what is known of its characters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import groupby, pairwise
from operator import or_

from index.text.dress.shown_line import Dress, DressKind, DressStyle, Run
from index.types import Stretch


@dataclass(slots=True)
class HtmlCell:
    """What is between the tags of a cell of HTML; ``head``: it is a cell of a head."""

    start: int
    end: int
    head: bool = False


@dataclass(slots=True)
class Paragraph:
    """The text of a paragraph without the beginnings of its lines, and what is known of it.

    ``places`` are the offsets in the document of each character of ``content``. ``references`` are
    the labels that the document defines, folded. ``items`` are the depth and the number of the
    items of HTML, by where they begin.
    """

    content: str
    places: Sequence[int]
    references: frozenset[str] = frozenset()
    drawn: list[tuple[DressStyle, int, int]] = field(default_factory=list)
    hidden: list[DressKind | None] = field(default_factory=list)
    pieces: list[tuple[DressKind, int, int]] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    cells: list[HtmlCell] = field(default_factory=list)
    items: dict[int, tuple[int, int | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.hidden = [None] * len(self.content)

    def hide(self, kind: DressKind, start: int, end: int) -> None:
        """Take the characters for dress."""
        self.pieces.append((kind, start, end))
        self.hidden[start:end] = [kind] * (end - start)

    def draw(self, style: DressStyle, start: int, end: int) -> None:
        """Add ``style`` to the characters."""
        self.drawn.append((style, start, end))

    def runs(self, start: int, end: int, styles: Sequence[DressStyle]) -> Iterator[Run]:
        """Yield the visible runs of ``content[start:end]``, as offsets in the document."""
        seen = [at for at in range(start, end) if self.hidden[at] is None]
        numbered = [(self.places[at] - number, styles[at], at) for number, at in enumerate(seen)]
        for (_, style), group in groupby(numbered, key=lambda one: one[:2]):
            at = [place for _, _, place in group]
            yield Run(self.places[at[0]], self.places[at[-1]] + 1, style)

    def cell(self, start: int, end: int, styles: Sequence[DressStyle]) -> tuple[Run, ...]:
        """Return the visible runs of a cell, in which a line break is shown as a space."""
        runs = list(self.runs(start, end, styles))
        breaks = sorted(self.places[at] for at in self.breaks if start < at < end)
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
        covered = 0
        for kind, start, end in sorted(self.pieces, key=lambda piece: (piece[1], -piece[2])):
            if end > covered:
                yield Dress(kind, self.places[start], self.places[end - 1] + 1)
                covered = end

    def lines(self) -> Iterator[Stretch]:
        """Yield the stretches of ``content`` between hard line breaks that are in no cell."""
        starts = [cell.start for cell in self.cells]
        start = 0
        for at in sorted(self.breaks):
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
        return any(
            self.hidden[at] is None and not self.content[at].isspace() for at in range(start, end)
        )
