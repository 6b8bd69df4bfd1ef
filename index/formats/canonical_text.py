"""Compose the canonical text of formats whose files hold no plain text, block by block.

Each block gets a line of its own, with a blank line after it, and white space within it is folded.
So the offsets of headings, blocks and pages are known as soon as a block is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from index.formats.decoding import HIDDEN, folded, unix_lines
from index.formats.enumerated import with_enumerated_lists
from index.formats.parsed import Parsed
from index.text.furniture import is_furniture
from index.text.outline import same_title
from index.types import Block, BlockKind, Landmark, Stretch

THE_TITLE = ""  # the heading of a section whose heading is the title that the file itself gives


class Item(NamedTuple):
    """A line of a list: the first of an item, with its marker, or a further one, without.

    ``verbatim``: the text is a line of code, whose spaces are kept.
    """

    depth: int
    marker: str
    text: str
    verbatim: bool = False

    def folded(self) -> Item:
        """Return the line without needless spaces in its text."""
        if self.verbatim:
            text = HIDDEN.sub("", self.text.expandtabs(4)).rstrip()
        else:
            text = folded(self.text)
        return Item(self.depth, self.marker, text, self.verbatim)

    @property
    def line(self) -> str:
        """Return the line as it is written down; what has no marker is below the item's words."""
        begin = f"{self.marker} " if self.marker else "  "
        return f"{'  ' * self.depth}{begin}{self.text}"


class Composition:
    """A canonical text that grows block by block, with its headings, blocks and pages."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at = 0
        self._blocks: list[Block] = []
        self._landmarks: list[Landmark] = []
        self._pages: list[int] = []
        self._title: Landmark | None = None
        self._ended: int | None = None  # the level of the sections that have ended

    def heading(self, text: str, level: int) -> None:
        """Add a heading, which is in the text but never quoted.

        A heading of level 1 that comes before all other blocks is the title.
        """
        if not (line := folded(text)):
            return
        if self._ended is not None and self._ended < level:
            self._go_on()
        self._ended = None
        start, _ = self._block(line)
        if level == 1 and self._title is None and not self._blocks and not self._landmarks:
            self._title = Landmark(start, line, level)
        else:
            self._landmarks.append(Landmark(start, line, level))

    def resume(self, level: int) -> None:
        """End the sections of headings of ``level`` and deeper: the one around them goes on."""
        if any(mark.level >= level for mark in self._landmarks[-1:]):
            self._ended = min(level, self._ended or level)

    def _go_on(self) -> None:
        """List the heading of the section that goes on once more; the text has it once."""
        ended, self._ended = self._ended, None
        if ended is None:
            return
        above = (mark for mark in reversed(self._landmarks) if mark.level < ended)
        around = next(above, self._title) or Landmark(self._at, THE_TITLE)
        self._landmarks.append(replace(around, offset=self._at))

    @property
    def text(self) -> str:
        """Return the text as far as it was written."""
        return "".join(self._pieces)

    @property
    def length(self) -> int:
        """Return how many code points were written."""
        return self._at

    def has(self, line: str) -> bool:
        """Return whether a line was written already, as a heading or as text."""
        return any(folded(line) in piece for piece in self._pieces)

    def label(self, text: str, level: int) -> None:
        """Add a heading that is only in a table of contents: a landmark without text."""
        if line := folded(text):
            self._landmarks.append(Landmark(self._at, line, level))

    def paragraph(self, text: str) -> None:
        """Add a paragraph, which can be quoted, on one line.

        A paragraph with an unknown character (U+FFFD) is in the text, but is never quoted.
        """
        if line := folded(text):
            self._paragraph(line)

    def page(self, number: int, further: int = 0) -> None:
        """Begin page ``number``, counted from 1, here or ``further`` code points on."""
        while len(self._pages) < number:
            self._pages.append(self._at + further)

    def running(self, parts: Sequence[str], pages: Sequence[int]) -> None:
        """Add a paragraph from parts that are already folded, with the page of each part."""
        for number, page in enumerate(pages):
            self.page(page, sum(map(len, parts[:number])))
        self._paragraph("".join(parts))

    def _paragraph(self, block: str) -> None:
        if "\N{REPLACEMENT CHARACTER}" in block:
            self._block(block)
        else:
            self._quotable(block)

    def verbatim(self, text: str, language: str = "") -> None:
        """Add code or other preformatted text, keeping its line breaks and spaces."""
        lines = HIDDEN.sub("", unix_lines(text).expandtabs(4)).split("\n")
        kept = "\n".join(line.rstrip() for line in lines).strip("\n")
        if kept.strip():
            self._quotable(kept, BlockKind.CODE, language=language)

    def items(self, lines: Iterable[tuple[int, str, str] | Item]) -> None:
        """Add a list, one line after the other.

        It is a list of steps if its first marker is a number.
        """
        given = (line if isinstance(line, Item) else Item(*line) for line in lines)
        written = [item for line in given if (item := line.folded()).text]
        marked = [item.depth for item in written if item.marker]
        if not marked:
            self.paragraph(" ".join(item.text for item in written))
            return
        while not written[0].marker:  # what comes before the first item belongs to none
            self.paragraph(written.pop(0).text)
        outermost = min(marked)
        first = [bool(item.marker) and item.depth == outermost for item in written]
        first[0] = True
        numbered = written[0].marker[:1].isdecimal()
        kind = BlockKind.STEPS if numbered else BlockKind.LIST
        self._lines([item.line for item in written], first, kind)

    def rows(self, rows: Iterable[Iterable[str]], *, headed: bool = True) -> None:
        """Add a table, one row a line; ``headed``: its first row is its head."""
        cells = [[folded(cell) for cell in row] for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in cells if any(row)]
        self._lines(lines, [True] * len(lines), BlockKind.TABLE, headed=headed)

    def parsed(self, **known: object) -> Parsed:
        """Return the text with all offsets; ``known`` are the fields that the file itself gives."""
        return Parsed(
            self.text,
            self._settle_title(known),
            tuple(with_enumerated_lists(self.text, self._blocks)),
            tuple(self._pages),
            **known,  # type: ignore[arg-type]
        )

    def _settle_title(self, known: dict[str, object]) -> tuple[Landmark, ...]:
        """Return the headings, and put the first one into ``known`` if the file gives no title."""
        title, first = known.get("title"), self._title
        if first is None:
            known_as = title if isinstance(title, str) else THE_TITLE
            marks = (replace(m, heading=m.heading or known_as) for m in self._landmarks)
            return tuple(mark for mark in marks if mark.heading)
        if not isinstance(title, str):
            known["title"] = first.heading
        elif not same_title(title, first.heading):
            return (first, *self._landmarks)
        return tuple(self._landmarks)

    def _lines(
        self, lines: Sequence[str], first: Sequence[bool], kind: BlockKind, *, headed: bool = False
    ) -> None:
        """Add a block of ``lines``; a part of it begins at each line that is ``first``."""
        if not lines:
            return
        bounds = [*accumulate((len(line) + 1 for line in lines), initial=self._at)]
        starts = [at for at, begins in zip(bounds, first, strict=False) if begins]
        ends = [*(start - 1 for start in starts[1:]), bounds[-1] - 1]
        parts = tuple(zip(starts, ends, strict=True))
        self._quotable("\n".join(lines), kind, parts, headed=headed)

    def _quotable(
        self,
        text: str,
        kind: BlockKind = BlockKind.PARAGRAPH,
        parts: tuple[Stretch, ...] = (),
        *,
        headed: bool = False,
        language: str = "",
    ) -> None:
        if not text.strip():
            return
        top = not self._blocks and not self._landmarks and self._title is None
        if not is_furniture(text, top=top):
            self._go_on()
            self._blocks.append(Block(kind, *self._block(text), parts, headed, language))
        elif not any(map(str.isalnum, text)):
            self._block(text)  # an ornament parts what stands around it

    def _block(self, block: str) -> Stretch:
        start = self._at
        self._pieces.append(f"{block}\n\n")
        self._at += len(block) + 2
        return start + len(block) - len(block.lstrip()), start + len(block)
