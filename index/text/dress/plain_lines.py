"""Divide a stretch of a text without markup into lines, by the blocks that are known of it.

Such a text is shown as it is; only the markers of lists and the bars of tables are drawn instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from index.text.dress.shown_line import Dress, DressKind, DressStyle, LineKind, Run, ShownLine
from index.text.dress.table_cells import cells_of
from index.types import Block, BlockKind, Stretch

MARKER = re.compile(r"(?P<indent>[ \t]*)(?P<marker>[-+*•]|(?P<number>\d{1,9})[.)])(?:[ \t]+|$)")
INDENT = 2  # spaces for each level of a list, as ``index.formats.canonical_text`` writes them


@dataclass(slots=True)
class PlainLines:
    """Divide ``text[start:end]``, which ``block`` covers, or no block; ``headings`` begin there."""

    text: str
    start: int
    end: int
    block: Block | None
    headings: tuple[int, ...] = ()
    lines: list[ShownLine] = field(default_factory=list)
    dress: list[Dress] = field(default_factory=list)

    def scan(self) -> PlainLines:
        """Scan all lines."""
        kind = self.block.kind if self.block else BlockKind.PARAGRAPH
        scan = {
            BlockKind.LIST: self._item,
            BlockKind.STEPS: self._item,
            BlockKind.TABLE: self._row,
            BlockKind.CODE: self._code,
        }.get(kind, self._prose)
        gap = True
        for start, end in _source_lines(self.text, self.start, self.end):
            written = self.text[start:end].strip()
            if written or kind is BlockKind.CODE:
                scan(start, end, gap=gap)
            gap = not written
        return self

    def _prose(self, start: int, end: int, *, gap: bool) -> None:
        style = DressStyle.HEADING if start in self.headings else DressStyle.PLAIN
        self._add(LineKind.PROSE, start, end, style, gap=gap)

    def _code(self, start: int, end: int, *, gap: bool) -> None:  # noqa: ARG002 - one signature
        self._add(LineKind.CODE, start, end, DressStyle.CODE)

    def _item(self, start: int, end: int, *, gap: bool) -> None:
        found = MARKER.match(self.text, start, end)
        if found is None:
            depth = (
                self.lines[-1].depth + (self.lines[-1].kind is LineKind.ITEM) if self.lines else 0
            )
            self._add(LineKind.PROSE, start, end, gap=gap and not self.lines)
            self.lines[-1] = replace(self.lines[-1], depth=depth)
            return
        self.dress.append(Dress(DressKind.MARKER, *found.span("marker")))
        self._add(LineKind.ITEM, found.end(), end, gap=gap and not self.lines)
        self.lines[-1] = replace(
            self.lines[-1],
            start=found.start("marker"),
            depth=len(found["indent"].expandtabs(4)) // INDENT,
            number=int(found["number"]) if found["number"] else None,
        )

    def _row(self, start: int, end: int, *, gap: bool) -> None:  # noqa: ARG002 - one signature
        cells, bars = cells_of(self.text, start, end)
        self.dress += [Dress(DressKind.CELL, bar, bar + 1) for bar in bars]
        runs = tuple((Run(a, b),) if a < b else () for a, b in cells)
        head = bool(self.block and self.block.headed and not self.lines)
        line = ShownLine(LineKind.ROW, start, end, runs, head=head, group=self.start)
        self.lines.append(line)

    def _add(
        self,
        kind: LineKind,
        start: int,
        end: int,
        style: DressStyle = DressStyle.PLAIN,
        *,
        gap: bool = False,
    ) -> None:
        runs = (Run(start, end, style),) if start < end else ()
        code = kind is LineKind.CODE
        language = self.block.language if self.block and code else ""
        self.lines.append(
            ShownLine(
                kind, start, end, (runs,), language=language, group=self.start if code else 0,
                gap=gap,
            )
        )  # fmt: skip


def _source_lines(text: str, start: int, end: int) -> Iterator[Stretch]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield at, stop
        at = stop + 1
