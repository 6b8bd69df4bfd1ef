"""Join the words of justified lines that narrow columns draw as far apart as cells.

Such a line ends exactly where the line before or after it ends, and all its gaps are alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from index.formats.pdf_lines import Line

WIDEST = 2.0  # times the size of the letters: the gap between two words
ALIKE = 0.5  # times the size: how much the gaps of a line differ
EDGE = 2.5  # points, between the ends of two justified lines
INDENT = 4.0  # times the size, before the first line of a paragraph
FEWEST_CHARACTERS = 15  # of the line beside it, which is whole
LINE_PITCH = 2.0  # times the size, from one line to the next


def with_justified(lines: Sequence[Line]) -> list[Line]:
    """Return lines in the order of the file, with those joined whose words are drawn apart."""
    rows = [list(row) for _, row in groupby(lines, key=lambda line: (line.base, line.size))]
    joined: list[Line] = []
    for at, row in enumerate(rows):
        beside = [rows[n][0] for n in (at - 1, at + 1) if 0 <= n < len(rows) and len(rows[n]) == 1]
        beside += joined[-1:]
        if len(row) > 1 and _is_stretched(row) and any(_ends_with(row, one) for one in beside):
            joined.append(_whole(row))
        else:
            joined += row
    return joined


def _is_stretched(row: Sequence[Line]) -> bool:
    gaps = list(_gaps(row))
    size = row[0].size
    return min(gaps) > 0 and max(gaps) <= WIDEST * size and max(gaps) - min(gaps) <= ALIKE * size


def _gaps(row: Sequence[Line]) -> Iterator[float]:
    for one, other in pairwise(row):
        yield other.left - one.right


def _ends_with(row: Sequence[Line], beside: Line) -> bool:
    """Return whether a row of words ends where a whole line above or below it ends."""
    size = row[0].size
    return (
        beside.size == size
        and len(beside.text) >= FEWEST_CHARACTERS
        and 0 < abs(beside.base - row[0].base) <= LINE_PITCH * size
        and abs(beside.right - row[-1].right) <= EDGE
        and -EDGE <= row[0].left - beside.left <= INDENT * size
    )


def _whole(row: Sequence[Line]) -> Line:
    return replace(
        row[0],
        text=" ".join(line.text for line in row),
        right=row[-1].right,
        bold=all(line.bold for line in row),
    )
