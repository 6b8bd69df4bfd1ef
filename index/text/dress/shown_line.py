"""The nouns of dressed text: runs of visible characters, the lines they form, and dress.

All offsets are offsets into the canonical text of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Flag, StrEnum, auto

from index.types import Stretch


class DressStyle(Flag):
    """A way in which a source draws some of its characters."""

    PLAIN = 0
    BOLD = auto()
    ITALIC = auto()
    STRUCK = auto()
    CODE = auto()
    LINK = auto()
    HEADING = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """Visible characters in a row that have the same style.

    ``spaced``: a line ends before them, within a cell, so they are shown after a space.
    """

    start: int
    end: int
    style: DressStyle = DressStyle.PLAIN
    spaced: bool = False


class LineKind(StrEnum):
    """The kinds of lines. ``PROSE`` is a paragraph, or what follows a line break within one."""

    PROSE = "prose"
    ITEM = "item"
    CODE = "code"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line as a reader sees it: a paragraph, an item, a line of code, or a row.

    ``cells`` are the runs of each cell of a row; other lines have one cell. A line break within a
    run of prose is a space. ``depth`` is how many lists the line is in. ``number`` is the number of
    an item of an ordered list. ``quoted`` is how many block quotes the line is in. ``group`` tells
    code blocks and tables apart: their lines share it. ``gap``: there is space above the line.
    ``below`` the marker of its item is a line that has no marker itself.
    """

    kind: LineKind
    start: int
    end: int
    cells: tuple[tuple[Run, ...], ...]
    depth: int = 0
    number: int | None = None
    quoted: int = 0
    language: str = ""
    head: bool = False
    group: int = 0
    gap: bool = False

    def offsets(self) -> Iterator[int]:
        """Yield the offset of every character of the line, in order."""
        for cell in self.cells:
            for run in cell:
                yield from range(run.start, run.end)

    def clipped(self, start: int, end: int) -> ShownLine | None:
        """Return what of the line is between ``start`` and ``end``; None if nothing is.

        An item that has lost its beginning is prose, since its marker is not between them.
        """
        if self.start >= start and self.end <= end:
            return self
        if not self.start < end or not start < self.end:
            return None
        cells = tuple(tuple(_clipped(cell, start, end)) for cell in self.cells)
        if not any(cells):
            return None
        begins, ends = max(start, self.start), min(end, self.end)
        line = replace(self, start=begins, end=ends, cells=cells)
        if self.kind is LineKind.ITEM and self.start < start:
            return replace(line, kind=LineKind.PROSE, depth=0, number=None)
        return line


def _clipped(cell: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    for run in cell:
        if run.start < end and start < run.end:
            yield replace(run, start=max(run.start, start), end=min(run.end, end))


class DressKind(StrEnum):
    """Why some characters are not shown; ``grammar`` states the form of each kind."""

    EMPHASIS = "emphasis"
    TICKS = "ticks"
    ESCAPE = "escape"
    LINK = "link"
    IMAGE = "image"
    TAG = "tag"
    COMMENT = "comment"
    ATTRIBUTES = "attributes"
    TEMPLATE = "template"
    FOOTNOTE = "footnote"
    ROLE = "role"
    ICON = "icon"
    BLANK = "blank"
    MARKER = "marker"
    FENCE = "fence"
    RULE = "rule"
    DIRECTIVE = "directive"
    INCLUDE = "include"
    DEFINITION = "definition"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Dress:
    """Characters of the text that a reader of the source does not see."""

    kind: DressKind
    start: int
    end: int

    @property
    def stretch(self) -> Stretch:
        """Return the offsets."""
        return self.start, self.end
