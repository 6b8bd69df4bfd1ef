"""Scan the rows of the tables of Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from index.text.code_regions import DELIMITERS
from index.text.dress import grammar
from index.text.dress.inline import scanned
from index.text.dress.markdown_page import MarkdownPage
from index.text.dress.shown_line import DressKind, LineKind, ShownLine
from index.text.dress.table_cells import cells_of


@dataclass(slots=True)
class TableRows:
    """The table of a page that is open, if any."""

    _page: MarkdownPage
    _columns: int = 0  # of the table that is open

    def close(self) -> None:
        """End the table."""
        self._columns = 0

    def row(self, begin: int, end: int) -> bool:
        """Read a line as a row if it is one; return whether it is."""
        if self._columns:
            if DELIMITERS.match(self._page.text, begin, end) and self._page.lines[-1].head:
                self._page.hide(DressKind.CELL, begin, end)
            elif "|" in self._page.text[begin:end]:
                self._cells(begin, end, head=False)
            else:
                return False
            return True
        if "|" not in self._page.text[begin:end] or not (columns := self._columns_below(end)):
            return False
        self._page.flush()
        self._columns = columns
        self._page.group += 1
        self._cells(begin, end, head=True)
        return True

    def _columns_below(self, end: int) -> int:
        """Return how many columns the line below ``end`` delimits; 0 if it delimits none."""
        start = end + 1
        while found := grammar.QUOTE.match(self._page.text, start, self._page.end):
            start = found.end()
        stop = self._page.text.find("\n", start, self._page.end)
        stop = self._page.end if stop < 0 else stop
        if start >= stop or not DELIMITERS.match(self._page.text, start, stop):
            return 0
        return len(cells_of(self._page.text, start, stop)[0])

    def _cells(self, begin: int, end: int, *, head: bool) -> None:
        cells, bars = cells_of(self._page.text, begin, end, self._columns)
        for bar in bars:
            self._page.hide(DressKind.CELL, bar, bar + 1)
        scans = [
            scanned(self._page.text[a:b], range(a, b), self._page.references, cell=True)
            for a, b in cells
        ]
        for scan in scans:
            self._page.dress.extend(scan.dress())
        runs = tuple(scan.cell(0, len(scan.content), scan.styles()) for scan in scans)
        self._page.lines.append(
            ShownLine(
                LineKind.ROW,
                begin,
                end,
                runs,
                quoted=self._page.quoted,
                head=head,
                group=self._page.group,
            )
        )
