"""Divide a stretch of Markdown into the lines that a reader sees, and say which of it is dress.

Only what begins a line is looked at here; ``inline`` looks within paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from index.text.dress import grammar
from index.text.dress.inline import scanned
from index.text.dress.open_blocks import OpenFence, OpenLists, OpenParagraph, language_of
from index.text.dress.shown_line import Dress, DressKind, DressStyle, LineKind, Run, ShownLine
from index.text.dress.table_cells import cells_of
from index.types import Stretch

CLOSING = {'"': '"', "[": "]"}  # around the title of a directive
WIDTH = re.compile(r"[ \t]*")


@dataclass(slots=True)
class MarkdownLines:
    """Scan ``text[start:end]``, line by line; ``start`` is at the beginning of a line or block."""

    text: str
    start: int
    end: int
    references: frozenset[str] = frozenset()
    lines: list[ShownLine] = field(default_factory=list)
    dress: list[Dress] = field(default_factory=list)
    _lists: OpenLists = field(default_factory=OpenLists)
    _paragraph: OpenParagraph | None = None
    _fence: OpenFence | None = None
    _prose_fences: list[str] = field(default_factory=list)
    _table: bool = False
    _hidden: int = 0  # a comment ends here
    _quoted: int = 0
    _group: int = 0
    _gap: bool = True

    def scan(self) -> MarkdownLines:
        """Scan all lines."""
        self._group = self.start  # no other stretch counts from there
        for start, end in self._source_lines():
            self._line(start, end)
        self._flush()
        return self

    def _source_lines(self) -> Iterator[Stretch]:
        at = self.start
        while at < self.end:
            end = self.text.find("\n", at, self.end)
            end = self.end if end < 0 else end
            yield at, end
            at = end + 1

    def _line(self, start: int, end: int) -> None:
        if start < self._hidden:
            start = min(self._hidden, end)
            if start == end:
                return
        indent_from, start = start, self._unquoted(start, end)
        if self._fence is not None:
            self._code(start, end)
            return
        begin = self._skipped(start, end)
        if begin == end:
            self._blank()
            return
        column = self._column(indent_from, start, begin)
        self._content(begin, end, column)

    def _content(self, begin: int, end: int, column: int) -> None:
        """Scan a line from its first visible character, which stands in ``column``."""
        if self._begins_comment(begin, end):
            return
        if self._opens_fence(begin, end, column) or self._row(begin, end):
            return
        self._table = False
        if self._heading(begin, end) or self._ruled(begin, end) or self._hides(begin, end):
            return
        if not (self._directive(begin, end, column) or self._item(begin, end, column)):
            self._prose(begin, end, column)

    # --- quotes, blanks, indentation ---------------------------------------------------------

    def _unquoted(self, start: int, end: int) -> int:
        """Skip the marks of block quotes at the beginning of a line."""
        depth = 0
        while found := grammar.QUOTE.match(self.text, start, end):
            if self._fence and depth >= self._quoted:
                break
            mark = self.text.index(">", found.start())
            self._hide(DressKind.MARKER, mark, mark + 1)
            start, depth = found.end(), depth + 1
        lazy = self._paragraph is not None and depth < self._quoted and self.text[start:end].strip()
        if depth != self._quoted and not self._fence and not lazy:
            self._flush()
            self._lists.clear()
            self._quoted = depth
        return start

    def _skipped(self, start: int, end: int) -> int:
        while start < end and self.text[start].isspace():
            start += 1
        return start

    def _column(self, line: int, start: int, begin: int) -> int:
        """Return how far a line is indented; the first line may begin within its indentation."""
        if line == self.start and start == line:
            line = self.text.rfind("\n", 0, line) + 1
            start = line if not self.text[line:begin].strip() else start
        return len(self.text[start:begin].expandtabs(4))

    def _blank(self) -> None:
        self._flush()
        self._gap = True
        self._table = False

    # --- code --------------------------------------------------------------------------------

    def _opens_fence(self, begin: int, end: int, column: int) -> bool:
        found = grammar.FENCE.match(self.text, begin, end)
        if found is None:
            return False
        self._flush()
        self._hide(DressKind.FENCE, begin, end)
        if self._prose_fences and found["fence"] == self._prose_fences[-1] and not found["info"]:
            self._prose_fences.pop()
            return True
        language, prose = language_of(found["info"])
        if prose:
            self._prose_fences.append(found["fence"])
            return True
        self._lists.leave(column)
        self._group += 1
        self._fence = OpenFence(found["fence"], column, language)
        return True

    def _code(self, start: int, end: int) -> None:
        fence = self._fence
        assert fence is not None  # noqa: S101 - the caller looked
        written = self.text[start:end].strip()
        if written and set(written) == {fence.fence[0]} and len(written) >= len(fence.fence):
            self._hide(DressKind.FENCE, self._skipped(start, end), end)
            self._fence, self._gap = None, False
            return
        width = WIDTH.match(self.text, start, end)
        begin = min(start + fence.indent, width.end() if width else start)
        runs = (Run(begin, end, DressStyle.CODE),) if begin < end else ()
        line = ShownLine(
            LineKind.CODE, begin, end, (runs,), len(self._lists), quoted=self._quoted,
            language=fence.language, group=self._group,
        )  # fmt: skip
        self.lines.append(line)

    # --- tables ------------------------------------------------------------------------------

    def _row(self, begin: int, end: int) -> bool:
        if self._table:
            if grammar.DELIMITERS.match(self.text, begin, end) and self.lines[-1].head:
                self._hide(DressKind.CELL, begin, end)
            elif "|" in self.text[begin:end]:
                self._cells(begin, end, head=False)
            else:
                return False
            return True
        if "|" not in self.text[begin:end] or not self._delimiters_follow(end):
            return False
        self._flush()
        self._table = True
        self._group += 1
        self._cells(begin, end, head=True)
        return True

    def _delimiters_follow(self, end: int) -> bool:
        start = end + 1
        while found := grammar.QUOTE.match(self.text, start, self.end):
            start = found.end()
        stop = self.text.find("\n", start, self.end)
        stop = self.end if stop < 0 else stop
        return bool(start < stop and grammar.DELIMITERS.match(self.text, start, stop))

    def _cells(self, begin: int, end: int, *, head: bool) -> None:
        cells, bars = cells_of(self.text, begin, end)
        for bar in bars:
            self._hide(DressKind.CELL, bar, bar + 1)
        scans = [scanned(self.text[a:b], range(a, b), self.references) for a, b in cells]
        for scan in scans:
            self.dress.extend(scan.dress())
        runs = tuple(tuple(scan.runs(0, len(scan.content), scan.styles())) for scan in scans)
        self.lines.append(
            ShownLine(
                LineKind.ROW, begin, end, runs, quoted=self._quoted, head=head, group=self._group
            )
        )

    # --- headings, rules, directives -----------------------------------------------------------

    def _heading(self, begin: int, end: int) -> bool:
        found = grammar.HEADING.match(self.text, begin, end)
        if found is None:
            return False
        self._flush()
        self._lists.clear()
        marks = self.text[begin : found.end()].rstrip()
        self._hide(DressKind.MARKER, begin, begin + len(marks))
        stop = end
        if closing := grammar.HEADING_END.search(self.text, found.end(), end):
            stop = closing.start() + 1
            self._hide(DressKind.MARKER, stop, stop + len(self.text[stop:end].rstrip()))
        self._open(LineKind.PROSE, found.end(), stop)
        self._flush(DressStyle.HEADING)
        self._gap = True
        return True

    def _ruled(self, begin: int, end: int) -> bool:
        underlines = grammar.UNDERLINE.match(self.text, begin, end)
        if self._paragraph and underlines and not self._lists:
            self._hide(DressKind.RULE, begin, end)
            self._flush(DressStyle.HEADING)
        elif grammar.RULE.match(self.text, begin, end):
            self._flush()
            self._hide(DressKind.RULE, begin, end)
        else:
            return False
        self._gap = True
        return True

    def _begins_comment(self, begin: int, end: int) -> bool:
        """Hide a comment of several lines that begins a line; shorter ones are found inline."""
        for form in (grammar.COMMENT, grammar.HIDDEN_ELEMENT):
            found = form.match(self.text, begin, self.end)
            if found and found.end() > end:
                self._flush()
                self._hide(DressKind.COMMENT, *found.span())
                self._hidden = found.end()
                return True
        return False

    def _hides(self, begin: int, end: int) -> bool:
        for kind, form in (
            (DressKind.INCLUDE, grammar.INCLUDE),
            (DressKind.DEFINITION, grammar.DEFINITION),
        ):
            if not self._paragraph and form.match(self.text, begin, end):
                self._hide(kind, begin, end)
                return True
        return False

    def _directive(self, begin: int, end: int, column: int) -> bool:
        """Hide a directive, and show the title that it may give."""
        found = grammar.DIRECTIVE.match(self.text, begin, end)
        if found is None and self._quoted and not self._paragraph:
            found = grammar.ALERT.match(self.text, begin, end)
        if found is None:
            return False
        self._flush()
        self._lists.leave(column)
        self._hide(DressKind.DIRECTIVE, begin, found.end())
        start, stop = found.end(), begin + len(self.text[begin:end].rstrip())
        closing = CLOSING.get(self.text[start - 1])
        if closing and start < stop and self.text[stop - 1] == closing:
            self._hide(DressKind.DIRECTIVE, stop - 1, stop)
            stop -= 1
        if start < stop:
            self._open(LineKind.PROSE, start, stop)
            self._flush(DressStyle.HEADING)
        self._gap = True
        return True

    # --- lists and paragraphs ------------------------------------------------------------------

    def _item(self, begin: int, end: int, column: int) -> bool:
        found = grammar.MARKER.match(self.text, begin, end)
        if found is None:
            return False
        number = int(found["number"]) if found["number"] else None
        if self._paragraph and not self._lists and (number not in (None, 1) or found.end() == end):
            return False  # "… in\n1983. It was" is no list
        self._flush()
        marker = self.text[begin : found.end()].rstrip()
        self._hide(DressKind.MARKER, begin, begin + len(marker))
        counted = self._lists.enter(column, column + len(marker) + 1, number)
        line = ShownLine(
            LineKind.ITEM, begin, end, ((),), len(self._lists) - 1, counted, self._quoted,
            gap=self._gap and not self._in_items(),
        )  # fmt: skip
        self._gap = False
        self._rest_of_item(line, found.end(), end)
        return True

    def _in_items(self) -> bool:
        return bool(self.lines) and self.lines[-1].kind is LineKind.ITEM

    def _rest_of_item(self, line: ShownLine, start: int, end: int) -> None:
        """Scan what stands behind a marker: mostly prose, but code may begin there too."""
        start = self._skipped(start, end)
        if grammar.FENCE.match(self.text, start, end) or start == end:
            self.lines.append(replace(line, end=start))
            if start < end:
                self._opens_fence(start, end, self._lists[-1].content)
            return
        self._paragraph = OpenParagraph(line, [(start, end)])

    def _prose(self, begin: int, end: int, column: int) -> None:
        if self._paragraph is not None:
            self._paragraph.parts.append((begin, end))
            return
        self._lists.leave(column)
        if found := grammar.NOTE.match(self.text, begin, end):
            self._hide(DressKind.FOOTNOTE, *found.span())
            begin = found.end()
        self._open(LineKind.PROSE, begin, end)

    def _open(self, kind: LineKind, begin: int, end: int) -> None:
        line = ShownLine(
            kind, begin, end, ((),), len(self._lists), quoted=self._quoted, gap=self._gap
        )
        self._paragraph, self._gap = OpenParagraph(line, [(begin, end)]), False

    def _flush(self, style: DressStyle = DressStyle.PLAIN) -> None:
        """Close the paragraph: scan it, and add one line for each of its hard line breaks."""
        if self._paragraph is None:
            return
        parts, line = self._paragraph.parts, self._paragraph.line
        self._paragraph = None
        content = "\n".join(self.text[a:b] for a, b in parts)
        places = [at for a, b in parts for at in range(a, b + 1)]
        scan = scanned(content, places, self.references)
        scan.draw(style, 0, len(content))
        self.dress.extend(scan.dress())
        first, styles = True, scan.styles()
        for a, b in scan.lines():
            runs = tuple(scan.runs(a, b, styles))
            if not any(self.text[run.start : run.end].strip() for run in runs):
                continue
            shown = line if first else _continued(line)
            start = line.start if first else runs[0].start
            self.lines.append(replace(shown, start=start, end=runs[-1].end, cells=(runs,)))
            first = False
        self._gap = self._gap or (first and line.gap)

    def _hide(self, kind: DressKind, start: int, end: int) -> None:
        end = start + len(self.text[start:end].rstrip())
        if start < end:
            self.dress.append(Dress(kind, start, end))


def _continued(line: ShownLine) -> ShownLine:
    deeper = line.depth + (line.kind is LineKind.ITEM)
    return replace(line, kind=LineKind.PROSE, depth=deeper, number=None, gap=False)
