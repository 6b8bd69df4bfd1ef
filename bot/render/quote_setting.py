"""Set what a reader sees of a source in lines that Discord can draw."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from bot.render.drawable_styles import drawable
from bot.render.markdown import BREAKS, NO_GLYPH, SURROGATE, has_glyph
from bot.render.quote_line import Emphasis, Glyph, Placed, QuoteLine, ours
from bot.render.quote_table import by_cell, fits_columns, in_columns
from index.text.dress.line_ends import BLANKS_BEFORE_BREAK
from index.text.dress.shown_line import DressStyle, LineKind, ShownLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.text.dress.shown_line import Run
    from index.types import Stretch

LANGUAGE = re.compile(r"[a-z0-9_+.#-]{1,20}")
MOST_NUMBER = 9_999  # a higher one is no number of a step
INDENT = "  "
OWN_BOLD = DressStyle.BOLD | DressStyle.HEADING


def quote_lines(text: str, lines: Sequence[ShownLine], emphasis: Emphasis) -> list[QuoteLine]:
    """Set ``lines``, which are of the document with the text ``text``."""
    setting = _Setting(text, emphasis, min((line.depth for line in lines), default=0))
    for (kind, _), group in groupby(lines, key=lambda line: (line.kind, line.group)):
        setting.add(kind, list(group))
    last = setting.lines[-1:]
    return setting.lines[:-1] if last == [QuoteLine()] else setting.lines


def _undrawn(blanks: re.Match[str]) -> str:
    """Return as many characters that are never drawn, so that all others keep their places."""
    return "\0" * len(blanks[0])


class _Setting:
    def __init__(self, text: str, emphasis: Emphasis, outermost: int) -> None:
        self.lines: list[QuoteLine] = []
        self._text, self._emphasis, self._outermost = text, emphasis, outermost
        self._numbers: dict[int, int] = {}  # the last number of the list at each depth

    def add(self, kind: LineKind, lines: Sequence[ShownLine]) -> None:
        if kind is LineKind.CODE:
            self._code(lines)
        elif kind is LineKind.ROW:
            self._table(lines)
        else:
            for line in lines:
                self._prose(line)

    def _prose(self, line: ShownLine) -> None:
        depth = line.depth - self._outermost
        item = line.kind is LineKind.ITEM
        lines = [placed for placed in _unbroken(self._cell(line, 0)) if _inked(placed)]
        if not item and not depth:
            self._numbers.clear()
            if line.gap and lines:
                self._space()
        if not lines and line.number is not None:  # code stands below the number
            self.lines.append(QuoteLine(lead=rf"{line.number}\. "))
            self._numbers.clear()
        lead = self._mark(line.number, depth) if lines and item else ""
        for number, placed in enumerate(lines):
            self._append(placed, INDENT * (depth + item) if number else INDENT * depth + lead)

    def _space(self) -> None:
        """Add an empty line between two paragraphs."""
        if self.lines and self.lines[-1].fence is None and self.lines[-1].glyphs:
            self.lines.append(QuoteLine())

    def _mark(self, number: int | None, depth: int) -> str:
        """Return the mark of an item; a number that Discord would change is written as text.

        Discord counts the items of a list from its first number.
        """
        for deeper in [level for level in self._numbers if level > depth]:
            del self._numbers[deeper]
        if number is None:
            self._numbers.pop(depth, None)
            return "- "
        follows = self._numbers.get(depth, number - 1) == number - 1
        if not follows or number > MOST_NUMBER:
            self._numbers.clear()
            return rf"{number}\. "
        self._numbers[depth] = number
        return f"{number}. "

    def _code(self, lines: Sequence[ShownLine]) -> None:
        self._numbers.clear()
        language = lines[0].language.lower()
        fence = language if LANGUAGE.fullmatch(language) else ""
        placed = [one for line in lines for one in _unbroken(self._cell(line, 0))]
        self._fenced(_without_blank_ends(placed), fence, lines[0].group)

    def _table(self, rows: Sequence[ShownLine]) -> None:
        self._numbers.clear()
        cells = [[_one_line(self._cell(row, at)) for at in range(len(row.cells))] for row in rows]
        headed = rows[0].head
        if fits_columns(cells):
            self._fenced(list(in_columns(cells, headed=headed)), "", rows[0].group)
            return
        self._space()
        for placed in by_cell(cells, headed=headed):
            if _inked(placed):
                self._append(placed)
            else:
                self._space()

    def _fenced(self, lines: Sequence[list[Placed]], fence: str, group: int) -> None:
        for line in lines:
            glyphs = tuple(one.glyph._replace(code=True, struck=False) for one in line)
            places = tuple(one.place for one in line)
            self.lines.append(QuoteLine(glyphs, places, fence=fence, group=group))

    def _append(self, placed: Sequence[Placed], lead: str = "") -> None:
        glyphs = drawable([one.glyph for one in placed])
        places = tuple(one.place for one in placed)
        self.lines.append(QuoteLine(tuple(glyphs), places, lead))

    def _cell(self, line: ShownLine, cell: int) -> list[Placed]:
        """Return the characters of a cell with their places; a break within prose is a space."""
        found: list[Placed] = []
        for run in line.cells[cell]:
            found += ours(" ") if run.spaced else ()
            for start, end in self._evenly(run):
                text = BLANKS_BEFORE_BREAK.sub(_undrawn, self._text[start:end])
                text = SURROGATE.sub("\ufffd", text).replace("\n", " ")
                style = self._styled(start, run.style)
                drawn = {c: style._replace(character=c) for c in set(text) if not NO_GLYPH.match(c)}
                found += [Placed(drawn[c], at) for at, c in enumerate(text, start) if c in drawn]
        return found

    def _evenly(self, run: Run) -> Iterator[Stretch]:
        """Divide a run where what is marked of the quote begins and ends within it."""
        marked = (*(self._emphasis.bold or ()), *self._emphasis.underlined)
        within = {at for at in marked if run.start < at < run.end}
        return pairwise(sorted({run.start, run.end, *within}))

    def _styled(self, at: int, style: DressStyle) -> Glyph:
        """Return the style of the characters from ``at`` on, as a glyph without a character."""
        answers, underlined = self._emphasis.bold, self._emphasis.underlined
        code = DressStyle.CODE in style
        bold = answers[0] <= at < answers[1] if answers else bool(style & OWN_BOLD)
        return Glyph(
            "",
            bold=bold and not code,
            underlined=underlined[0] <= at < underlined[1] and not code,
            italic=DressStyle.ITALIC in style and not code,
            struck=DressStyle.STRUCK in style,
            code=code,
        )


def _unbroken(placed: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Divide at the line breaks that are left; an empty line at the end is none."""
    breaks = [at for at, one in enumerate(placed) if one.glyph.character in BREAKS]
    start = 0
    for at in breaks:
        yield list(placed[start:at])
        start = at + 1
    if start < len(placed) or not breaks:
        yield list(placed[start:])


def _one_line(placed: Sequence[Placed]) -> list[Placed]:
    """Replace the line breaks that are left by spaces."""
    return [
        Placed(one.glyph._replace(character=" "), one.place) if one.character in BREAKS else one
        for one in placed
    ]


def _without_blank_ends(lines: Sequence[list[Placed]]) -> Sequence[list[Placed]]:
    inked = [at for at, line in enumerate(lines) if _inked(line)]
    return lines[inked[0] : inked[-1] + 1] if inked else []


def _inked(line: Sequence[Placed]) -> bool:
    return any(has_glyph(one.character) for one in line)
