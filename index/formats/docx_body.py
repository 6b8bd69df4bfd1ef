"""Write the blocks of a Word document's body, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from index.formats.canonical_text import Composition, Item
from index.formats.docx_code import TypedCode
from index.formats.docx_contents import ContentsField, holds_contents, lines_of_contents
from index.formats.docx_numbering import WordNumbering
from index.formats.docx_styles import CODE, CONTENTS, WordStyles
from index.formats.docx_text import BOX, FALLBACK, WordText
from index.formats.docx_xml import (
    AROUND,
    W,
    below,
    found,
    has_words,
    is_placeholder,
    number,
    switched,
)
from index.formats.list_numbers import BULLET

CONTINUES = re.compile(r"list (?:paragraph|continue(?: \d)?)", re.IGNORECASE)
FIRST_ROW = 0x20  # the bit of ``w:tblLook`` that says that the first row is a head
DEEPEST_BOX = 4


class WordBody:
    """The blocks of a body; consecutive items, and consecutive lines of code, are one block."""

    def __init__(
        self, styles: WordStyles, numbering: WordNumbering, text: WordText, into: Composition
    ) -> None:
        self._styles, self._numbering, self._text, self._into = styles, numbering, text, into
        self._items: list[Item] = []
        self._list = ""
        self._code: list[str] = []
        self._typed: TypedCode | None = None
        self._fields = ContentsField()
        self._begun = ""  # a paragraph whose mark was deleted, so that the next one goes on with it

    def compose(self, body: etree._Element, depth: int = 0) -> None:
        """Write all blocks into the text, and those of text boxes after their paragraphs."""
        self._typed = self._typed or TypedCode(body)
        self._text.left_out["lines of contents"] += lines_of_contents(body)
        for block in _blocks(body):
            if block.tag == f"{W}tbl":
                self._flush()
                self._write_begun()
                self._table(block)
            elif not self._is_contents(block):
                self._paragraph(block)
            if depth < DEEPEST_BOX:
                for box in _boxes(block):
                    self._flush()
                    self.compose(box, depth + 1)
        self._flush()
        self._write_begun()

    def _write_begun(self) -> None:
        self._into.paragraph(self._begun)
        self._begun = ""

    def _is_contents(self, block: etree._Element) -> bool:
        """Return whether a paragraph is of a table of contents, which is never quoted."""
        within = self._fields.hold(block)
        if not within and not any(map(CONTENTS.fullmatch, self._styles.names(block)[:1])):
            return False
        self._text.left_out["lines of contents"] += has_words(block)
        return True

    def _paragraph(self, block: etree._Element) -> None:
        text = self._begun + self._text.of(block)
        self._begun = ""
        if found(block, "pPr/rPr/del") is not None:
            self._begun = text
            return
        level, listed = self._styles.level(block), self._styles.numbering(block)
        if level is None and listed is not None:
            self._item(*listed, text, code=self._is_code(block, text))
        elif level is None and self._is_code(block, text):
            self._flush_items()
            self._code.append(text)
        elif level is None and self._items and self._goes_on(block):
            self._items.append(Item(self._items[-1].depth, "", text))
        else:
            self._flush()
            if level is None:
                self._into.paragraph(text)
            else:
                self._into.heading(self._numbered(block, text), level)

    def _numbered(self, block: etree._Element, text: str) -> str:
        """Return a heading with the number that Word prints; one without words has a number too."""
        listed = self._styles.heading_number(block)
        count = self._numbering.heading(*listed) if listed else ""
        return f"{count} {text}" if count and text.strip() else text

    def _is_code(self, block: etree._Element, text: str) -> bool:
        """Return whether a paragraph is code: by its style or font, or an empty line of code."""
        if any(map(CODE.fullmatch, self._styles.names(block))):
            return True
        return block in (self._typed or ()) or (bool(self._code) and not text.strip())

    def _goes_on(self, block: etree._Element) -> bool:
        """Return whether a paragraph without a number is set in as the items above it are."""
        if any(map(CONTINUES.fullmatch, self._styles.names(block)[:1])):
            return True
        set_in = found(block, "pPr/ind")
        return set_in is not None and any(
            re.fullmatch(r"[0-9]{3,5}", set_in.get(f"{W}{side}", "")) for side in ("left", "start")
        )

    def _item(self, list_id: str, level: int, text: str, *, code: bool) -> None:
        self._flush_code()
        marker = self._numbering.marker(list_id, level)
        if not marker:  # it goes on with the item above, as pandoc writes its further paragraphs
            lines = text.split("\n") if code else [text]
            self._items += [Item(level, "", line, verbatim=code) for line in lines]
            return
        if level == 0:
            if list_id != self._list:
                self._flush_items()
            self._list = list_id
        self._items.append(Item(level, marker, text))

    def _table(self, table: etree._Element) -> None:
        given = list(below(table, f"{W}tr"))
        rows = [row for row in given if self._is_seen(row)]
        cells = [[cell for cell in below(row, f"{W}tc") if self._stays(cell)] for row in rows]
        if len(cells) == 1 and len(cells[0]) == 1:  # a frame around paragraphs
            self.compose(cells[0][0], DEEPEST_BOX)
            return
        grid = list(self._grid(cells))
        lost = bool(rows) and (rows[0] is not given[0] or _lost_all(rows[0], grid[0]))
        self._into.rows(grid, headed=_is_headed(table, rows) and not lost)

    def _is_seen(self, row: etree._Element) -> bool:
        """Return whether a row is neither deleted nor hidden; count it if it is."""
        deleted, hidden = found(row, "trPr/del") is not None, switched(row, "trPr/hidden")
        if deleted or hidden:
            self._text.left_out["struck" if deleted else "hidden"] += 1
        return not (deleted or hidden)

    def _stays(self, cell: etree._Element) -> bool:
        """Return whether a cell was not deleted; count it if it was."""
        deleted = found(cell, "tcPr/cellDel") is not None
        self._text.left_out["struck"] += deleted and has_words(cell)
        return not deleted

    def _grid(self, rows: list[list[etree._Element]]) -> Iterator[list[str]]:
        """Yield the texts of each row; a cell that covers several rows is repeated in each."""
        above: dict[int, str] = {}
        for row in rows:
            line: list[str] = []
            for cell in row:
                merged = found(cell, "tcPr/vMerge")
                going_on = merged is not None and merged.get(f"{W}val") != "restart"
                text = above.get(len(line), "") if going_on else self._cell(cell)
                above[len(line)] = text if merged is not None else ""
                line.append(text)
                line += [""] * (max(1, min(number(cell, "tcPr/gridSpan") or 1, 60)) - 1)
            yield line

    def _cell(self, cell: etree._Element) -> str:
        """Return the text of a cell; items of lists in it have the marks that Word draws."""
        if next(cell.iter(f"{W}numPr"), None) is None:
            return self._text.of(cell)
        return " ".join(self._marked(block) for block in _blocks(cell))

    def _marked(self, block: etree._Element) -> str:
        listed = self._styles.numbering(block) if block.tag == f"{W}p" else None
        mark = self._numbering.marker(*listed) if listed else ""
        return f"{mark.replace('-', BULLET)} {self._text.of(block)}".strip()

    def _flush(self) -> None:
        self._flush_items()
        self._flush_code()

    def _flush_items(self) -> None:
        if self._items:
            self._into.items(self._items)
            self._items, self._list = [], ""

    def _flush_code(self) -> None:
        if self._code:
            self._into.verbatim("\n".join(self._code))
            self._code = []


def _lost_all(row: etree._Element, texts: list[str]) -> bool:
    """Return whether all that is written in a row is struck or hidden."""
    return has_words(row) and not any(text.strip() for text in texts)


def _is_headed(table: etree._Element, rows: list[etree._Element]) -> bool:
    """Return whether the first row of a table is its head."""
    if not rows:
        return False
    if switched(rows[0], "trPr/tblHeader"):
        return True
    look = found(table, "tblPr/tblLook")
    if look is None:
        return len(rows) > 1
    said = look.get(f"{W}firstRow")
    if said is not None:
        return said.lower() in ("1", "true", "on")
    bits = look.get(f"{W}val", "")
    return not re.fullmatch(r"[0-9A-Fa-f]{1,4}", bits) or bool(int(bits, 16) & FIRST_ROW)


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables, also those in content controls but not those of contents."""
    for child in body:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in AROUND and not (is_placeholder(child) or holds_contents(child)):
            yield from _blocks(child)


def _boxes(block: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes that hang on a block: once each, though files have them twice."""
    for box in block.iter(BOX):
        above = [node.tag for node in box.iterancestors()]
        if FALLBACK not in above and BOX not in above[: above.index(block.tag) + 1]:
            yield box
