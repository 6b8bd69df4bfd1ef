"""Join the ordered lines of a PDF into headings, paragraphs, lists and tables."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from index.formats.canonical_text import Composition
from index.formats.decoding import folded
from index.formats.pdf_joints import IS_CJK, Joints
from index.formats.pdf_layout import notes_and_body
from index.formats.pdf_lines import Line, Sheet
from index.formats.pdf_marks import ItemMarks, mark_of
from index.formats.pdf_tables import Table, with_tables
from index.text.furniture import ENDS_A_SENTENCE
from index.text.sentences import sentence_spans

MAX_HEADING_CHARACTERS = 200
MAX_BOLD_CHARACTERS = 100  # of a line that is a heading only because it is bold
NOTE = re.compile(r"(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3}|[*†‡§¶])")
ABBREVIATED = re.compile(r"(?:\A|[\s(])[^\W\d_]{1,5}\.(?:[^\W\d_]\.)?\Z")


class Flow:
    """The lines of all sheets, in reading order, to be written as one text."""

    def __init__(self, sheets: Sequence[Sheet], joints: Joints) -> None:
        self._sheets = sheets
        self._joints = joints
        everything = [line for sheet in sheets for line in sheet.lines]
        self.size = usual_size(everything)
        self._pitch = self._usual_pitch()
        sizes = {line.size for line in everything if line.size > 1.1 * self.size}
        self._levels = {size: level for level, size in enumerate(sorted(sizes, reverse=True), 1)}
        self._marks = ItemMarks(everything)
        # A bold line right above numbers is the head of a table, whose gaps are too narrow to see.
        self._heads = {
            (line.page, line.base, line.column)
            for line, below in itertools.pairwise(everything)
            if not any(map(str.isalpha, below.text))
        }
        self._into = Composition()
        self._block: list[Line] = []
        self._table: Table | None = None
        self._notes: list[Line] = []

    def composed(self, pages: int) -> Composition:
        """Write all sheets into a text, and return it."""
        for sheet in self._sheets:
            notes, body = notes_and_body(sheet.lines, self.size)
            for piece in with_tables(body, sheet.rules):
                self._take(piece)
            self._notes += notes
            if not (self._table or (self._block and self._runs_on(self._block[-1]))):
                self._finish()
                self._write_notes()
        self._finish()
        self._write_notes()
        self._into.page(pages)
        return self._into

    def _take(self, piece: Line | Table) -> None:
        if isinstance(piece, Table):
            if self._table and _goes_on(self._table, piece):
                self._table = _joined(self._table, piece)
            else:
                self._finish()
                self._table = piece
            return
        if self._table or (self._block and self._begins_anew(self._block[-1], piece)):
            self._finish()
        self._block.append(piece)

    def _finish(self) -> None:
        """Write the block or the table, after the notes of the page before."""
        block, self._block = self._block, []
        table, self._table = self._table, None
        begins = block[0].page if block else table.pages[0] if table else None
        if begins is None:
            return
        if self._notes:
            self._into.page(min(begins, self._notes[0].page))
            self._write_notes()
        self._into.page(begins)
        if table:
            self._write_table(table)
        else:
            self._write(block)

    def _write(self, block: Sequence[Line]) -> None:
        parts = list(self._joints.parts(block))
        text = "".join(part for part, _ in parts)
        if all(map(self._is_heading, block)) and len(text) <= MAX_HEADING_CHARACTERS:
            self._into.heading(text, self._levels.get(block[0].size, len(self._levels) + 1))
        else:
            self._into.running([part for part, _ in parts], [page for _, page in parts])

    def _write_table(self, table: Table) -> None:
        rows = [[folded(self._joints.text(cell)) for cell in row] for row in table.rows]
        further = 0
        for row, page in zip(rows, table.pages, strict=True):
            self._into.page(page, further)
            further += len(f"| {' | '.join(row)} |\n") if any(row) else 0
        self._into.rows(rows, headed=len(rows) > 1)

    def _write_notes(self) -> None:
        """Write what stands apart: footnotes, which begin with a mark each, and sidebars."""
        notes, self._notes = self._notes, []
        block: list[Line] = []
        for line in [*notes, None]:
            if block and (line is None or self._is_new_note(block[-1], line)):
                self._into.page(block[0].page)
                self._write(block)
                block = []
            if line is not None:
                block.append(line)

    def _is_new_note(self, before: Line, line: Line) -> bool:
        if before.aside or line.aside:
            return before.aside != line.aside or self._begins_anew(before, line)
        return NOTE.match(line.text) is not None

    def _begins_anew(self, before: Line, line: Line) -> bool:
        """Return whether ``line`` begins a new block after ``before``."""
        if abs(before.size - line.size) > 0.06 * before.size:
            return True
        if self._is_heading(before) != self._is_heading(line) and not self._is_emphasis(
            before, line
        ):
            return True
        if self._is_item(before, line):
            return True
        if before.page != line.page or before.base <= line.base:  # a new page or column
            return not (self._runs_on(before) and not self._is_heading(line))
        if self._is_set_apart(before, line):
            return True
        ends = _ends(before) and not self._joints.are_one(before.text, line.text)
        return ends and self._had_room(before, line)

    def _is_set_apart(self, before: Line, line: Line) -> bool:
        """Return whether a gap or an indentation shows that a block begins with ``line``."""
        gap = before.base - line.base
        if self._is_heading(line):
            return gap > 1.9 * line.size
        usual = self._pitch * max(1.0, line.size / self.size)
        full = self._runs_on(before) and not self._had_room(before, line)
        if gap > 1.3 * usual:
            return not (full and line.text[0].islower() and gap < 2.2 * usual)
        indent = line.left - line.column[0]
        if 0.7 * line.size < indent < 4 * line.size and before.left < line.left - 0.5 * line.size:
            return not (mark_of(before.text) or full)
        return False

    def _is_item(self, before: Line, line: Line) -> bool:
        """Return whether ``line`` begins an item of a list, not only with a similar word."""
        if mark_of(line.text) is None:
            return False
        if self._marks.begins_item(line) or before.text.endswith((":", ";")):
            return True
        return _ends(before) and self._had_room(before, line)

    def _is_emphasis(self, before: Line, line: Line) -> bool:
        """Return whether a line is bold because a part of its sentence is."""
        close = before.page == line.page and 0 < before.base - line.base <= 1.3 * self._pitch
        return (
            close
            and before.size == line.size
            and line.text[0].islower()
            and not _ends(before)
            and not self._had_room(before, line)
        )

    def _had_room(self, before: Line, line: Line) -> bool:
        """Return whether the first word of ``line`` would have fitted at the end of ``before``."""
        each = (line.right - line.left) / max(1, len(line.text))
        first = 2 if IS_CJK.match(line.text) else len(line.text.split(" ", 1)[0]) + 1
        if line.backwards:
            return before.left - each * first * 1.15 > line.column[0]
        return before.right + each * first * 1.15 < line.column[1]

    def _runs_on(self, line: Line) -> bool:
        return not (_ends(line) or self._is_heading(line) or line.text.endswith(":"))

    def _is_heading(self, line: Line) -> bool:
        if line.size in self._levels:
            return True
        strong = line.bold and (line.page, line.base, line.column) not in self._heads
        return (
            strong
            and line.size >= 0.95 * self.size
            and len(line.text) < MAX_BOLD_CHARACTERS
            and not _ends(line)
        )

    def _usual_pitch(self) -> float:
        gaps = [
            round(before.base - line.base, 1)
            for sheet in self._sheets
            for before, line in itertools.pairwise(sheet.lines)
            if before.size == line.size == self.size and 0 < before.base - line.base < 3 * line.size
        ]
        return median(gaps) if gaps else 1.3 * self.size


def _ends(line: Line) -> bool:
    """Return whether a sentence ends with the line, not only an abbreviation."""
    text = re.sub(r"[⁰¹²³⁴-⁹]+\Z", "", line.text)
    if ENDS_A_SENTENCE.search(text) is None:
        return False
    return ABBREVIATED.search(text) is None or len(sentence_spans(f"{text[-60:]} Smith")) > 1


def _goes_on(table: Table, piece: Table) -> bool:
    """Return whether a table goes on at the top of the next page."""
    return (
        table.pages[-1] + 1 == piece.pages[0] and table.width == piece.width and len(table.rows) > 1
    )


def _joined(table: Table, piece: Table) -> Table:
    """Return both parts of a table as one, without the head that is printed again."""
    head, again = (_texts(some.rows[0]) for some in (table, piece))
    start = 1 if head == again else 0
    return Table([*table.rows, *piece.rows[start:]], [*table.pages, *piece.pages[start:]])


def _texts(row: Iterable[Sequence[Line]]) -> list[str]:
    return [" ".join(line.text for line in cell) for cell in row]


def usual_size(lines: Iterable[Line]) -> float:
    """Return the size that most letters have."""
    counted: Counter[float] = Counter()
    for line in lines:
        counted[line.size] += len(line.text)
    return counted.most_common(1)[0][0] if counted else 10.0
