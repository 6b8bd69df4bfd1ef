"""Divide a stretch of Markdown into the lines that a reader sees, and say which of it is dress.

Only what begins a line is looked at here; ``inline`` looks within paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.text.dress import grammar
from index.text.dress.directive_lines import DirectiveLines
from index.text.dress.fenced_code import FencedCode
from index.text.dress.list_items import ListItems
from index.text.dress.markdown_page import MarkdownPage
from index.text.dress.open_blocks import OpenList
from index.text.dress.raw_code import RawCode
from index.text.dress.shown_line import DressKind, DressStyle, LineKind
from index.text.dress.table_rows import TableRows
from index.types import Block, Stretch

MOST_BEFORE_MARK = 3  # columns; a line that is indented further is code
DEEPER = MOST_BEFORE_MARK + 1


class MarkdownLines:
    """Scans a page line by line; its start is at the beginning of a line or block.

    ``code`` are the blocks of code that have no fences.
    """

    def __init__(self, page: MarkdownPage, code: Sequence[Block] = ()) -> None:
        self._page = page
        self._code, self._table = FencedCode(page), TableRows(page)
        self._raw, self._directives = RawCode(page, code), DirectiveLines(page)
        self._items = ListItems(page, self._code)
        self._hidden = 0  # a comment or preformatted text ends here
        self._margin = 0  # columns by which a block quote is indented within an item or admonition
        self._interrupted: list[OpenList] = []  # the lists around the block quotes

    def scan(self) -> MarkdownPage:
        """Scan all lines."""
        self._page.group = self._page.start  # no other stretch counts from there
        for start, end in self._source_lines():
            self._line(start, end)
        self._page.flush()
        return self._page

    def _source_lines(self) -> Iterator[Stretch]:
        at = self._page.start
        while at < self._page.end:
            end = self._page.text.find("\n", at, self._page.end)
            end = self._page.end if end < 0 else end
            yield at, end
            at = end + 1

    def _line(self, start: int, end: int) -> None:
        if start < self._hidden:
            start = min(self._hidden, end)
            if start == end:
                return
        indent_from, start = start, self._unquoted(start, end)
        if self._code.is_open:
            self._code.line(start, end)
            return
        if self._raw.line(start, end):
            self._table.close()
            return
        begin = self._page.skipped(start, end)
        if begin == end:
            self._blank()
            return
        column = self._column(indent_from, start, begin)
        self._content(begin, end, column)

    def _content(self, begin: int, end: int, column: int) -> None:
        """Scan a line from its first visible character, which stands in ``column``."""
        if self._directives.option(begin, end):
            return
        if self._begins_comment(begin, end) or self._raw.begins_in_item(begin, end, column):
            return
        if ended := self._raw.preformatted(begin):
            self._go_on(ended, end)
            return
        if self._code.opens(begin, end, column) or self._table.row(begin, end):
            return
        self._table.close()
        if self._is_apart(begin, end, column):
            self._page.flush()
            self._page.gap = True
        if self._heading(begin, end) or self._ruled(begin, end) or self._hides(begin, end):
            return
        if not (self._directives.line(begin, end, column) or self._items.line(begin, end, column)):
            self._prose(begin, end, column)

    def _go_on(self, at: int, end: int) -> None:
        """Go on behind preformatted text, which may end within a line."""
        self._table.close()
        self._hidden, self._page.gap = at, True
        begin = self._page.skipped(at, end)
        if begin < end:
            self._content(begin, end, 0)

    # --- quotes, blanks, indentation ---------------------------------------------------------

    def _unquoted(self, start: int, end: int) -> int:
        """Skip the marks of block quotes at the beginning of a line."""
        page, line = self._page, start
        start, depth = self._behind_marks(start, end)
        lazy = page.paragraph is not None and depth < page.quoted and page.text[start:end].strip()
        if depth != page.quoted and not self._code.is_open and not lazy:
            page.flush()
            self._interrupt_lists(page.text[line:start], depth)
            page.quoted = depth
        return start

    def _behind_marks(self, start: int, end: int) -> tuple[int, int]:
        """Return where the text behind the marks of block quotes begins, and their number."""
        page = self._page
        if not page.quoted:
            self._margin = self._margin_of(start, end)
        depth = 0
        while found := grammar.QUOTE.match(page.text, start, end):
            in_code = self._code.is_open and depth >= page.quoted
            if in_code or not self._quotes(found["indent"], depth):
                break
            page.hide(DressKind.MARKER, found.end("indent"), found.end("indent") + 1)
            start, depth = found.end(), depth + 1
        return start, depth

    def _margin_of(self, start: int, end: int) -> int:
        """Return how far the text is indented in which a block quote may begin at a line.

        A line that is indented further than its list, and is no code, is in a tab or an admonition.
        """
        page = self._page
        if page.lists:
            return page.lists[-1].content
        if page.paragraph is not None or self._raw.is_code(start, end):
            return 0
        return self._column(start, start, page.skipped(start, end))

    def _interrupt_lists(self, marks: str, depth: int) -> None:
        """Put aside the lists in whose items a block quote begins, and go on with them below it."""
        lists = self._page.lists
        if not self._page.quoted:
            column = len(marks.partition(">")[0].expandtabs(4))
            self._interrupted = [one for one in lists if one.marker < column]
        lists[:] = [] if depth else self._interrupted

    def _quotes(self, indent: str, depth: int) -> bool:
        """Return whether a mark of a block quote may be indented so; if not, it is code or text."""
        margin = 0 if depth else self._margin
        return len(indent) <= MOST_BEFORE_MARK or (
            len(indent.expandtabs(4)) <= margin + MOST_BEFORE_MARK
        )

    def _column(self, line: int, start: int, begin: int) -> int:
        """Return how far a line is indented; the first line may begin within its indentation."""
        if line == self._page.start and start == line:
            line = self._page.text.rfind("\n", 0, line) + 1
            start = line if not self._page.text[line:begin].strip() else start
        return len(self._page.text[start:begin].expandtabs(4))

    def _blank(self) -> None:
        self._page.flush()
        self._page.gap = True
        self._table.close()

    # --- headings, rules, comments -------------------------------------------------------------

    def _heading(self, begin: int, end: int) -> bool:
        found = grammar.HEADING.match(self._page.text, begin, end)
        if found is None:
            return False
        self._page.flush()
        self._page.lists.clear()
        marks = self._page.text[begin : found.end()].rstrip()
        self._page.hide(DressKind.MARKER, begin, begin + len(marks))
        stop = end
        if closing := grammar.HEADING_END.search(self._page.text, found.end(), end):
            stop = closing.start() + 1
            self._page.hide(DressKind.MARKER, stop, stop + len(self._page.text[stop:end].rstrip()))
        self._page.open(LineKind.PROSE, found.end(), stop)
        self._page.flush(DressStyle.HEADING)
        self._page.gap = True
        return True

    def _ruled(self, begin: int, end: int) -> bool:
        underlines = grammar.UNDERLINE.match(self._page.text, begin, end)
        if self._page.paragraph and underlines and not self._page.lists:
            self._page.hide(DressKind.RULE, begin, end)
            self._page.flush(DressStyle.HEADING)
        elif grammar.RULE.match(self._page.text, begin, end):
            self._page.flush()
            self._page.hide(DressKind.RULE, begin, end)
        else:
            return False
        self._page.gap = True
        return True

    def _begins_comment(self, begin: int, end: int) -> bool:
        """Hide a comment of several lines that begins a line; shorter ones are found inline."""
        ends = self._end_of_comment(begin)
        if ends <= end:
            return False
        self._page.flush()
        self._page.hide(DressKind.COMMENT, begin, ends)
        self._hidden = ends
        return True

    def _end_of_comment(self, begin: int) -> int:
        """Return where the hidden text that begins at ``begin`` ends; 0 if none begins there."""
        if found := grammar.COMMENT.match(self._page.text, begin, self._page.end):
            return found.end()
        return self._page.enclosed.end_of_any(grammar.UNSEEN, begin)

    def _hides(self, begin: int, end: int) -> bool:
        for kind, form in (
            (DressKind.INCLUDE, grammar.INCLUDE),
            (DressKind.DEFINITION, grammar.DEFINITION),
        ):
            if not self._page.paragraph and form.match(self._page.text, begin, end):
                self._page.hide(kind, begin, end)
                return True
        return False

    # --- paragraphs ----------------------------------------------------------------------------

    def _is_apart(self, begin: int, end: int, column: int) -> bool:
        """Return whether a line does not go on with the paragraph above: it is below its block."""
        opened = self._page.paragraph
        if opened is None:
            return False
        note = grammar.NOTE.match(self._page.text, begin, end) is not None
        return note or column <= opened.column - DEEPER

    def _deep(self, column: int) -> int:
        """Return a column that only a block of the site allows, or 0: code would begin there."""
        margin = self._page.lists[-1].content if self._page.lists else 0
        return column if column >= margin + DEEPER else 0

    def _prose(self, begin: int, end: int, column: int) -> None:
        if self._page.paragraph is not None:
            self._page.paragraph.parts.append((begin, end))
            return
        self._page.lists.leave(column)
        if found := grammar.NOTE.match(self._page.text, begin, end):
            self._page.hide(DressKind.FOOTNOTE, *found.span())
            begin = found.end()
        self._page.open(LineKind.PROSE, begin, end, self._deep(column))
