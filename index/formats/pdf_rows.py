"""Merge the parts of lines on a PDF page that stand on one baseline into rows, with their cells."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from index.formats.pdf_letters import UNKNOWN
from index.formats.pdf_lines import Line
from index.formats.pdf_marks import mark_of

LONGEST_CELL = 25  # characters, if the gaps between cells are narrow
TOUCHING = 0.22  # times the letters' size; a wider gap is a space
SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})*")


def rows_of(lines: list[Line]) -> list[Line]:
    """Return the lines of one column from top to bottom, with those on one baseline merged."""
    if not lines:
        return []
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if rows and abs(rows[-1][0].base - line.base) < 0.3 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    edges = min(line.left for line in lines), max(line.right for line in lines)
    return [replace(_merged(row), column=edges) for row in rows]


def _merged(row: list[Line]) -> Line:
    row = sorted(row, key=lambda line: line.left)
    if len(row) == 1:
        return row[0]
    backwards = is_backwards(row)
    if backwards:
        row.reverse()
    if row[0].text == UNKNOWN:  # an unknown character alone at the left is a bullet
        row[0].text = "•"
    marked = _is_marked(row)
    largest = max(row, key=lambda line: len(line.text))
    return replace(
        largest,
        text=_joined(row),
        left=min(line.left for line in row),
        right=max(line.right for line in row),
        cells=tuple(row) if _are_cells(row, largest.size) and not marked else (),
        hang=row[1].left if marked else 0.0,
        backwards=backwards,
    )


def _is_marked(row: Sequence[Line]) -> bool:
    """Return whether a row is the mark of an item, or the number of a section, and its words."""
    mark, *words = (line.text for line in row)
    if len(words) != 1 or not any(map(str.isalpha, words[0])):
        return False
    return bool((mark_of(mark) and " " not in mark) or SECTION.fullmatch(mark))


def _are_cells(row: Sequence[Line], size: float) -> bool:
    """Return whether the parts of a row are cells: all are short, or a gap is wide."""
    gaps = [max(a.left, b.left) - min(a.right, b.right) for a, b in itertools.pairwise(row)]
    short = all(len(line.text) <= LONGEST_CELL for line in row)
    return short or any(gap > 1.8 * size for gap in gaps)


def _joined(row: Sequence[Line]) -> str:
    """Return the text of a row; what is drawn close together, as after a raised digit, is one."""
    text = row[0].text
    for before, line in itertools.pairwise(row):
        gap = line.left - before.right
        touches = abs(gap) < TOUCHING * line.size and not line.backwards
        joined = (before.joins and line.joins) or line.text[0] in ",.;:!?)"
        one = touches and joined and not (before.mono or line.mono)
        text += line.text if one else f" {line.text}"
    return text


def is_backwards(lines: Sequence[Line]) -> bool:
    """Return whether most lines are read from right to left."""
    return 2 * sum(line.backwards for line in lines) > len(lines)
