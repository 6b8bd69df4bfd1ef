"""Scan the lines with which the items of lists begin."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.text.dress import grammar
from index.text.dress.fenced_code import FencedCode
from index.text.dress.markdown_page import MarkdownPage
from index.text.dress.open_blocks import OpenParagraph
from index.text.dress.shown_line import DressKind, DressStyle, LineKind, ShownLine


@dataclass(slots=True)
class ListItems:
    """The items of a page; ``_code`` takes the fence with which one may begin."""

    _page: MarkdownPage
    _code: FencedCode

    def line(self, begin: int, end: int, column: int) -> bool:
        """Read a line as the first of an item, if it is; return whether it is."""
        found = grammar.MARKER.match(self._page.text, begin, end)
        if found is None:
            return False
        number = int(found["number"]) if found["number"] else None
        if (
            self._page.paragraph
            and not self._page.lists
            and (number not in (None, 1) or found.end() == end)
        ):
            return False  # "… in\n1983. It was" is no list
        self._page.flush()
        marker = self._page.text[begin : found.end()].rstrip()
        self._page.hide(DressKind.MARKER, begin, begin + len(marker))
        counted = self._page.lists.enter(column, column + len(marker) + 1, number)
        line = ShownLine(
            LineKind.ITEM, begin, end, ((),), len(self._page.lists) - 1, counted, self._page.quoted,
            gap=self._page.gap and not self._in_items(),
        )  # fmt: skip
        self._page.gap = False
        self._rest(line, found.end(), end)
        return True

    def _in_items(self) -> bool:
        return bool(self._page.lines) and self._page.lines[-1].kind is LineKind.ITEM

    def _rest(self, line: ShownLine, start: int, end: int) -> None:
        """Scan what stands behind a marker: mostly prose, but also code or a heading."""
        start = self._page.skipped(start, end)
        if grammar.FENCE.match(self._page.text, start, end) or start == end:
            self._page.lines.append(replace(line, end=start))
            if start < end:
                self._code.opens(start, end, self._page.lists[-1].content)
            return
        heading = grammar.HEADING.match(self._page.text, start, end)
        if heading is None or heading.end() == end:
            self._page.paragraph = OpenParagraph(line, [(start, end)])
            return
        self._page.hide(DressKind.MARKER, *heading.span())
        self._page.paragraph = OpenParagraph(line, [(heading.end(), end)])
        self._page.flush(DressStyle.HEADING)
