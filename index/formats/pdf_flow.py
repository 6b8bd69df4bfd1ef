"""Join the ordered lines of a PDF into headings, paragraphs, lists and tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from index.formats.canonical_text import Composition
from index.formats.decoding import folded
from index.formats.pdf_code import code_of
from index.formats.pdf_joints import Joints
from index.formats.pdf_layout import notes_and_body
from index.formats.pdf_lines import Line, Sheet
from index.formats.pdf_lists import ListOfItems
from index.formats.pdf_shape import Shape
from index.formats.pdf_tables import Table, with_tables

MAX_HEADING_CHARACTERS = 200
FEWEST_WORDS = 10  # of a sentence in large type; a heading can end with a full stop too
NOTE = re.compile(r"(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3}|[*†‡§¶])")


class Flow:
    """The lines of all sheets, in reading order, to be written as one text."""

    def __init__(self, sheets: Sequence[Sheet], joints: Joints) -> None:
        self._sheets = sheets
        self._joints = joints
        self._shape = Shape(sheets, joints)
        self.size = self._shape.size
        self._into = Composition()
        self._block: list[Line] = []
        self._table: Table | None = None
        self._list = ListOfItems(joints)
        self._notes: list[Line] = []

    def composed(self, pages: int) -> Composition:
        """Write all sheets into a text, and return it."""
        for sheet in self._sheets:
            notes, body = notes_and_body(sheet.lines, self.size)
            for is_code, some in itertools.groupby(
                body, key=lambda line: id(line) in self._shape.code
            ):
                lines = list(some)
                for piece in lines if is_code else with_tables(lines, sheet.rules):
                    self._take(piece)
            self._notes += notes
            if not (self._table or (self._block and self._shape.runs_on(self._block[-1]))):
                self._finish()
                if self._notes:
                    self._finish_list()
                self._write_notes()
        self._finish()
        self._finish_list()
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
        if self._table or (self._block and self._shape.begins_anew(self._block[-1], piece)):
            self._finish()
        self._block.append(piece)

    def _finish(self) -> None:
        """Write the block or the table, after the notes of the page before."""
        block, self._block = self._block, []
        table, self._table = self._table, None
        begins = block[0].page if block else table.pages[0] if table else None
        if begins is None:
            return
        if block and self._may_be_item(block) and self._takes_item(block):
            return
        self._finish_list()
        if self._notes:
            self._into.page(min(begins, self._notes[0].page))
            self._write_notes()
        self._into.page(begins)
        if table:
            self._write_table(table)
        else:
            self._write(block)

    def _may_be_item(self, block: Sequence[Line]) -> bool:
        return not self._is_title(block) and id(block[0]) not in self._shape.code

    def _takes_item(self, block: Sequence[Line]) -> bool:
        """Add a block to the list before it, or begin one with it, if it is an item."""
        if self._list.takes(block):
            return True
        self._finish_list()
        return self._list.takes(block)

    def _finish_list(self) -> None:
        """Write the list, or its only item as a paragraph."""
        listed, self._list = self._list, ListOfItems(self._joints)
        if listed.is_list():
            listed.write(self._into)
            return
        for block in listed.blocks():
            self._into.page(block[0].page)
            self._write(block)

    def _is_title(self, block: Sequence[Line]) -> bool:
        return all(map(self._shape.is_heading, block))

    def _write(self, block: Sequence[Line]) -> None:
        if id(block[0]) in self._shape.code:
            self._into.verbatim(code_of(block))
            return
        parts = list(self._joints.parts(block))
        text = "".join(part for part, _ in parts)
        large = self._is_title(block) and len(text) <= MAX_HEADING_CHARACTERS
        if large and not _is_sentence(text):
            self._into.heading(
                text, self._shape.levels.get(block[0].size, len(self._shape.levels) + 1)
            )
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
            return before.aside != line.aside or self._shape.begins_anew(before, line)
        return NOTE.match(line.text) is not None


def _is_sentence(text: str) -> bool:
    """Return whether large type is a sentence, such as a summary, and heads nothing."""
    text = text.rstrip()
    return text.endswith("。") or (text.endswith(".") and len(text.split()) >= FEWEST_WORDS)


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
