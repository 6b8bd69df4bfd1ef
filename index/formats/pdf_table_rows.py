"""Tell which lines of a table in a PDF make up a row: a cell that wraps has several.

A line that fills some columns only is the rest of the row before, if rules or gaps between rows say
so, or else if it does not begin anew in the first column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.formats.pdf_lines import Line, Rule

FEWEST_ROWS = 2  # with cells; a single one is a line with a gap
WRAPPED = 1.7  # times the letters' size; lines further apart are not of one cell
APART = 1.35  # times the pitch of the lines of a cell; rows are further apart
FEWEST_NUMBERS = 3  # of a row by itself; the rest of a row that wraps has fewer
NUMBER = re.compile(r"[-+(−]?[$€£¥]?\s?\d[\d.,'’  ]*\s?[%$€£¥]?\)?")


def lines_by_row(
    lines: Sequence[Line], cut: Sequence[list[list[Line]]], strips: Sequence[list[int]]
) -> Iterator[list[int]]:
    """Yield the numbers of the lines that make up each row.

    ``cut`` has the cells of each line by columns; ``strips`` are the lines between two rules.
    """
    full = [sum(map(bool, cells)) for cells in cut]
    if min(full) == len(cut[0]):
        yield from ([at] for at in range(len(lines)))
        return
    if len(strips) < FEWEST_ROWS and (apart := _set_apart(lines, cut)):
        yield from apart
        return
    for some in strips:
        if all(_has_numbers(cut[at]) for at in some):  # a band of rows, as of every five states
            yield from ([at] for at in some)
            continue
        whole = len(strips) > FEWEST_ROWS and sum(full[at] == len(cut[0]) for at in some) < 2
        parts = [some] if len(some) < 2 or whole else _between_gaps(lines, some, full)
        for part in parts:
            several = sum(full[at] == len(cut[0]) for at in part) > 1
            if several or not (whole or _is_close(lines, part)):
                yield from _anchored(lines, part, cut)
            else:
                yield part


def _has_numbers(cells: Sequence[list[Line]]) -> bool:
    """Return whether a line is a row by itself: a name in the first column, and numbers."""
    numbers = sum(bool(some) and NUMBER.fullmatch(some[0].text) is not None for some in cells[1:])
    return bool(cells[0]) and numbers >= FEWEST_NUMBERS


def _set_apart(lines: Sequence[Line], cut: Sequence[list[list[Line]]]) -> list[list[int]]:
    """Return the rows if gaps alone part them, wider than between the lines of any cell.

    Each row has something in the first column; where one has not, the gaps are no proof.
    """
    pitch = min(_pitches(cut), default=0.0)
    rows = [[0]]
    for at in range(1, len(lines)):
        if lines[at - 1].base - lines[at].base > APART * pitch:
            rows.append([])
        rows[-1].append(at)
    wrapped = any(len(row) > 1 for row in rows)
    keyed = all(any(cut[at][0] for at in row) for row in rows)
    return rows if pitch and wrapped and keyed and len(rows) > FEWEST_ROWS else []


def _pitches(cut: Sequence[list[list[Line]]]) -> Iterator[float]:
    """Yield how far each line of a column is below the one before."""
    for column in zip(*cut, strict=True):
        cells = [cell[0] for cell in column if cell]
        yield from (
            gap for above, below in pairwise(cells) if (gap := above.base - below.base) > below.size
        )


def between_rules(lines: Sequence[Line], rules: Sequence[Rule]) -> Iterator[list[int]]:
    """Yield the lines between one rule and the next, if there are rules between the rows."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    ys = sorted({rule.y for rule in rules if rule.left < right and rule.right > left}, reverse=True)
    some: list[int] = []
    for at, line in enumerate(lines):
        if some and any(line.base + 0.6 * line.size < y < lines[at - 1].base for y in ys):
            yield some
            some = []
        some.append(at)
    yield some


def _between_gaps(
    lines: Sequence[Line], some: Sequence[int], full: Sequence[int]
) -> Iterator[list[int]]:
    """Yield the lines between wider gaps, if lines of a cell are closer than rows."""
    gaps = [lines[a].base - lines[b].base for a, b in pairwise(some)]
    least = min(gaps)
    part = [some[0]]
    for gap, at in zip(gaps, some[1:], strict=True):
        if gap > 1.2 * least and full[at]:
            yield part
            part = []
        part.append(at)
    yield part


def _is_close(lines: Sequence[Line], part: Sequence[int]) -> bool:
    return all(lines[a].base - lines[b].base <= WRAPPED * lines[b].size for a, b in pairwise(part))


def _anchored(
    lines: Sequence[Line], part: Sequence[int], cut: Sequence[list[list[Line]]]
) -> Iterator[list[int]]:
    """Yield rows that begin with each line that fills the first column, or most columns."""
    row: list[int] = []
    for at in part:
        filled = sum(map(bool, cut[at]))
        first = bool(cut[at][0]) and not (filled == 1 and cut[at][0][0].text[0].islower())
        most = filled > 1 and 2 * filled >= len(cut[at])
        far = bool(row) and lines[row[-1]].base - lines[at].base > WRAPPED * lines[at].size
        if row and (first or most or far):
            yield row
            row = []
        row.append(at)
    if row:
        yield row
