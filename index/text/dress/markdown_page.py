"""Collect the lines that a reader sees of a stretch of Markdown, and what of it is dress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index.text.dress.enclosures import EnclosedText
from index.text.dress.inline import scanned
from index.text.dress.open_blocks import OpenLists, OpenParagraph
from index.text.dress.paragraph import Paragraph
from index.text.dress.shown_line import Dress, DressKind, DressStyle, LineKind, Run, ShownLine


@dataclass(slots=True)
class MarkdownPage:
    """What was found of ``text[start:end]`` so far, and the lists and paragraph that are open."""

    text: str
    start: int
    end: int
    references: frozenset[str] = frozenset()
    lines: list[ShownLine] = field(default_factory=list)
    dress: list[Dress] = field(default_factory=list)
    lists: OpenLists = field(default_factory=OpenLists)
    paragraph: OpenParagraph | None = None
    quoted: int = 0
    group: int = 0
    gap: bool = True
    options: bool = False  # the line above is the first of a directive, or one of its options
    enclosed: EnclosedText = field(init=False)

    def __post_init__(self) -> None:
        self.enclosed = EnclosedText(self.text, self.end)

    def open(self, kind: LineKind, begin: int, end: int, column: int = 0) -> None:
        """Open a paragraph; ``column``: as of ``OpenParagraph``."""
        line = ShownLine(kind, begin, end, ((),), len(self.lists), quoted=self.quoted, gap=self.gap)
        self.paragraph, self.gap = OpenParagraph(line, [(begin, end)], column), False

    def flush(self, style: DressStyle = DressStyle.PLAIN) -> None:
        """Close the paragraph: scan it, and add one line for each of its hard line breaks."""
        if self.paragraph is None:
            return
        parts, line = self.paragraph.parts, self.paragraph.line
        self.paragraph = None
        content = "\n".join(self.text[a:b] for a, b in parts)
        places = [at for a, b in parts for at in range(a, b + 1)]
        scan = scanned(content, places, self.references)
        scan.draw(style, 0, len(content))
        self.dress.extend(scan.dress())
        first, styles = True, scan.styles()
        for a, b in scan.lines():
            if self._row(scan, a, b, styles):
                first = False
                continue
            runs = tuple(scan.runs(a, b, styles))
            if not any(self.text[run.start : run.end].strip() for run in runs):
                continue
            item = scan.items.get(a)
            shown = line if first else _continued(line)
            shown = shown if item is None else _item(line, *item)
            start = line.start if first and item is None else runs[0].start
            self.lines.append(replace(shown, start=start, end=runs[-1].end, cells=(runs,)))
            first = False
        self.gap = self.gap or (first and line.gap)

    def titled(self, start: int, end: int) -> None:
        """Show a title from ``start`` to ``end``, if there is one; options may follow below it."""
        if start < end:
            self.open(LineKind.PROSE, start, end)
            self.flush(DressStyle.HEADING)
        self.gap = self.options = True

    def name(self, start: int, end: int) -> None:
        """Show a title, in which no markup is, above a block of code."""
        runs = (Run(start, end, DressStyle.HEADING),)
        line = ShownLine(
            LineKind.PROSE, start, end, (runs,), len(self.lists), quoted=self.quoted, gap=self.gap
        )
        self.lines.append(line)

    def _row(self, scan: Paragraph, start: int, end: int, styles: Sequence[DressStyle]) -> bool:
        """Add a row of a table of HTML, if the text is one; return whether it is."""
        cells = scan.row(start, end) if scan.cells else ()
        runs = tuple(scan.cell(cell.start, cell.end, styles) for cell in cells)
        if len(cells) < 2 or not any(runs):
            return False
        head = all(cell.head for cell in cells)
        if head or not self.lines or self.lines[-1].kind is not LineKind.ROW:
            self.group += 1
        begin, stop = scan.places[cells[0].start], scan.places[max(cells[-1].end - 1, 0)] + 1
        self.lines.append(
            ShownLine(
                LineKind.ROW, begin, stop, runs, quoted=self.quoted, head=head, group=self.group
            )
        )
        return True

    def code(self, start: int, end: int, indent: int, language: str) -> None:
        """Add a line of code, without the indentation of its block."""
        while start < end and indent > 0 and self.text[start] in " \t":
            start, indent = start + 1, indent - 1
        runs = (Run(start, end, DressStyle.CODE),) if start < end else ()
        self.add_code(start, end, runs, language)

    def add_code(self, start: int, end: int, runs: tuple[Run, ...], language: str) -> None:
        """Add a line of code of which the runs are seen."""
        line = ShownLine(
            LineKind.CODE, start, end, (runs,), len(self.lists), quoted=self.quoted,
            language=language, group=self.group,
        )  # fmt: skip
        self.lines.append(line)

    def hide(self, kind: DressKind, start: int, end: int) -> None:
        """Note that a stretch is dress, without the white space at its end."""
        end = start + len(self.text[start:end].rstrip())
        if start < end:
            self.dress.append(Dress(kind, start, end))

    def skipped(self, start: int, end: int) -> int:
        """Return where the first visible character from ``start`` on is, or ``end``."""
        while start < end and self.text[start].isspace():
            start += 1
        return start


def _item(line: ShownLine, depth: int, number: int | None) -> ShownLine:
    return replace(line, kind=LineKind.ITEM, depth=line.depth + depth, number=number, gap=False)


def _continued(line: ShownLine) -> ShownLine:
    deeper = line.depth + (line.kind is LineKind.ITEM)
    return replace(line, kind=LineKind.PROSE, depth=deeper, number=None, gap=False)
