"""Collect the lines that a reader sees of a stretch of Markdown, and what of it is dress."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from index.text.dress.inline import scanned
from index.text.dress.open_blocks import OpenLists, OpenParagraph
from index.text.dress.shown_line import Dress, DressKind, DressStyle, LineKind, ShownLine


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

    def open(self, kind: LineKind, begin: int, end: int) -> None:
        """Open a paragraph."""
        line = ShownLine(kind, begin, end, ((),), len(self.lists), quoted=self.quoted, gap=self.gap)
        self.paragraph, self.gap = OpenParagraph(line, [(begin, end)]), False

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
            runs = tuple(scan.runs(a, b, styles))
            if not any(self.text[run.start : run.end].strip() for run in runs):
                continue
            shown = line if first else _continued(line)
            start = line.start if first else runs[0].start
            self.lines.append(replace(shown, start=start, end=runs[-1].end, cells=(runs,)))
            first = False
        self.gap = self.gap or (first and line.gap)

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


def _continued(line: ShownLine) -> ShownLine:
    deeper = line.depth + (line.kind is LineKind.ITEM)
    return replace(line, kind=LineKind.PROSE, depth=deeper, number=None, gap=False)
