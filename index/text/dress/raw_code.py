"""Scan code that has no fences: it is indented, or between tags of HTML or of a template."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.text.dress import grammar
from index.text.dress.elements import ELEMENTS
from index.text.dress.markdown_page import MarkdownPage
from index.text.dress.paragraph import Paragraph
from index.text.dress.shown_line import DressKind, DressStyle
from index.text.indented_code import is_code
from index.types import Block, BlockKind

LANGUAGE = re.compile(r"\b(?:language|lang|highlight)-([\w+#.-]+)")
MARKED = re.compile(r"\\(?=[<&])")  # as the references of HTML are written out
DEEPER = 4  # columns by which code is indented more than what it stands in


@dataclass(slots=True)
class RawCode:
    """The code of a page without fences; ``blocks`` are those that the outline knows."""

    _page: MarkdownPage
    _blocks: Sequence[Block]
    _starts: list[int] = field(init=False)
    _begun: Block | None = None
    _indent: int = 0  # characters by which all lines of ``_begun`` are indented

    def __post_init__(self) -> None:
        self._starts = [block.start for block in self._blocks]

    def line(self, start: int, end: int) -> bool:
        """Read a line as one of a block of code, if it is; return whether it is."""
        block = self._block_at(start, end)
        if block is None:
            return False
        if block is not self._begun:
            self._begin(block)
        self._page.code(start, end, self._indent, block.language)
        return True

    def is_code(self, start: int, end: int) -> bool:
        """Return whether a line is one of a block of code."""
        return self._block_at(start, end) is not None

    def _block_at(self, start: int, end: int) -> Block | None:
        at = bisect_right(self._starts, max(start, end - 1)) - 1
        if at >= 0 and start < self._blocks[at].end:
            return self._blocks[at]
        begun = self._begun
        return begun if begun is not None and start < begun.end else None

    def _begin(self, block: Block) -> None:
        self._page.flush()
        self._page.group += 1
        self._begun, self._indent = block, self._indent_of(block)

    def _indent_of(self, block: Block) -> int:
        """Return by how many characters all lines of a block are indented."""
        text = self._page.text
        line = text.rfind("\n", 0, block.start) + 1
        written = [one for one in text[line : block.end].split("\n") if one.strip()]
        return min(len(one) - len(one.lstrip(" \t")) for one in written)

    def begins_in_item(self, begin: int, end: int, column: int) -> bool:
        """Read a line as the first of code that is indented within an item, if it is."""
        page = self._page
        if page.paragraph or not (page.lists and page.gap):
            return False
        least = page.lists[-1].content + DEEPER
        if column < least:
            return False
        last = self._last(end, least)
        if not is_code(page.text[begin:last]):
            return False
        self._begin(Block(BlockKind.CODE, begin, last))
        return self.line(page.text.rfind("\n", 0, begin) + 1, end)

    def _last(self, end: int, least: int) -> int:
        """Return where the lines end that are indented by as many columns as ``least``."""
        text, last, at = self._page.text, end, end + 1
        while at < self._page.end:
            stop = text.find("\n", at, self._page.end)
            stop = self._page.end if stop < 0 else stop
            line = text[at:stop].expandtabs(4)
            if line.strip() and len(line) - len(line.lstrip()) < least:
                break
            last = stop if line.strip() else last
            at = stop + 1
        return last

    def preformatted(self, begin: int) -> int:
        """Read preformatted HTML that begins a line; return where it ends, 0 if there is none."""
        page = self._page
        found = None if page.quoted else page.enclosed.found(grammar.PRE, begin)
        if found is None:
            return 0
        opens, closes = found
        page.flush()
        page.group += 1
        for part in found:
            for tag in grammar.TAG.finditer(page.text, *part.span()):
                page.hide(DressKind.TAG, *tag.span())
        self._lines_between(opens.end(), closes.start(), opens[0])
        return closes.end()

    def _lines_between(self, start: int, end: int, opens: str) -> None:
        page = self._page
        named = LANGUAGE.search(opens)
        at = start
        for line in page.text[start:end].split("\n"):
            edge = at == start or at + len(line) == end
            if line.strip() or not edge:
                self._tagged(at, at + len(line), named[1] if named else "")
            at += len(line) + 1

    def _tagged(self, start: int, end: int, language: str) -> None:
        """Add a line of code in which only tags are no text."""
        line = Paragraph(self._page.text[start:end], range(start, end + 1))
        for tag in grammar.TAG.finditer(line.content):
            name = (tag["opens"] or tag["closes"]).lower()
            if name in ELEMENTS and line.content[tag.start() - 1 : tag.start()] != "\\":
                line.hide(DressKind.TAG, *tag.span())
        for mark in MARKED.finditer(line.content):
            line.hide(DressKind.ESCAPE, *mark.span())
        line.draw(DressStyle.CODE, 0, len(line.content))
        runs = tuple(line.runs(0, len(line.content), line.styles()))
        self._page.dress.extend(line.dress())
        self._page.add_code(start, end, runs, language)
