"""Find the tables among the lines of a PDF page, and keep the cells that wrap whole.

A row that fills some columns only is the rest of the row before, if rules or gaps between rows say
so, or else if it does not begin anew in the first column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from index.formats.pdf_grids import Grid, grids_of
from index.formats.pdf_lines import Line, Rule

FEWEST_ROWS = 2  # with cells; a single one is a line with a gap
MOST_GAP = 3.0  # times the letters' size, between two rows of one table
WRAPPED = 1.7  # times the letters' size; lines further apart are not of one cell
PROSE = 0.6  # of a grid's width; a line without cells that is wider is text in a frame
MOST_SPANNING = 0.1  # share of the rows whose cells may reach over a gutter
APART = 1.35  # times the pitch of the lines of a cell; rows are further apart
SLACK = 3.0  # points
FEWEST_NUMBERS = 3  # of a row by itself; the rest of a row that wraps has fewer
NUMBER = re.compile(r"[-+(−]?[$€£¥]?\s?\d[\d.,'’  ]*\s?[%$€£¥]?\)?")


@dataclass(slots=True)
class Table:
    """The cells of a table by rows, each with its lines, and the pages of the rows."""

    rows: list[list[list[Line]]]
    pages: list[int]

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return max(len(row) for row in self.rows)


def with_tables(lines: Sequence[Line], rules: Sequence[Rule]) -> Iterator[Line | Table]:
    """Yield the lines of a page in their order, those of a table as one."""
    grids = grids_of(rules)
    at = 0
    while at < len(lines):
        table, end = _ruled(lines, at, grids)
        if table is None and lines[at].cells:
            end = _end(lines, at)
            if sum(bool(line.cells) for line in lines[at:end]) >= FEWEST_ROWS:
                table = _table(lines[at:end], rules)
        if table is None:
            yield replace(lines[at], cells=())
            at += 1
        else:
            yield table
            at = end


def _ruled(lines: Sequence[Line], start: int, grids: Sequence[Grid]) -> tuple[Table | None, int]:
    """Return the table of a grid that begins at a line, and where the lines after it begin."""
    grid = next((grid for grid in grids if grid.row_of(lines[start]) is not None), None)
    if grid is None:
        return None, start
    end = start
    while end < len(lines) and grid.row_of(lines[end]) is not None:
        if not lines[end].cells and lines[end].right - lines[end].left > PROSE * grid.width:
            break
        end += 1
    some = lines[start:end]
    gutters = _gutters(some) if any(line.cells for line in some) else []
    strips = [
        list(strip) for _, strip in groupby(range(len(some)), key=lambda at: grid.row_of(some[at]))
    ]
    if not gutters or len(strips) < FEWEST_ROWS:
        return None, start
    return _composed(some, gutters, strips), end


def _end(lines: Sequence[Line], start: int) -> int:
    """Return where the table ends whose first row is at ``start``."""
    end = start + 1
    for at in range(start + 1, len(lines)):
        before, line = lines[at - 1], lines[at]
        gap = before.base - line.base
        if not 0 < gap <= MOST_GAP * line.size or line.column != before.column:
            break
        if line.cells:
            end = at + 1
        elif not _within_cell(line, [row for row in lines[start:at] if row.cells]):
            break
        elif gap <= WRAPPED * line.size and _is_rest(lines, start, at):
            end = at + 1
    return end


def _within_cell(line: Line, rows: Sequence[Line]) -> bool:
    """Return whether a line stands below or above a cell, and reaches into no other column."""
    for row in rows[-3:]:
        for cell, after in pairwise([*row.cells, None]):
            assert cell is not None  # noqa: S101 - for the types
            edge = after.left if after else max(row.right, row.column[1]) + SLACK
            if cell.left - SLACK <= line.left and line.right < edge:
                return True
    return False


def _is_rest(lines: Sequence[Line], start: int, at: int) -> bool:
    """Return whether a line goes on with the row before: in a later column, or close below."""
    line = lines[at]
    rows = [row for row in lines[start:at] if row.cells]
    return line.left > min(row.cells[0].right for row in rows[-3:]) or (
        lines[at - 1].base - line.base <= 1.3 * line.size and line.text[0].islower()
    )


def _table(lines: Sequence[Line], rules: Sequence[Rule]) -> Table:
    gutters = _gutters(lines)
    if gutters:
        return _composed(lines, gutters, list(_between_rules(lines, rules)))
    rows = [[[cell] for cell in line.cells or (line,)] for line in lines]
    return Table(rows, [line.page for line in lines])


def _composed(
    lines: Sequence[Line], gutters: Sequence[float], strips: Sequence[list[int]]
) -> Table:
    """Return the table of these lines; each strip has a row, or several."""
    cut = [_cells(line, gutters) for line in lines]
    table = Table([], [])
    for some in _grouped(lines, cut, strips):
        columns = range(len(gutters) + 1)
        table.rows.append([[line for row in some for line in cut[row][at]] for at in columns])
        table.pages.append(lines[some[0]].page)
    return table


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Return the places between columns: where hardly any cell reaches across."""
    cells = [cell for line in lines for cell in line.cells or (line,)]
    most = MOST_SPANNING * len(lines)
    gutters: list[float] = []
    covered = 0
    events = sorted([*((cell.left, 1) for cell in cells), *((cell.right, -1) for cell in cells)])
    for (x, step), (after, _) in pairwise(events):
        covered += step
        if covered <= most and after - x > 1 and x > min(cell.right for cell in cells) - 1:
            middle = (x + after) / 2
            if gutters and not any(gutters[-1] < cell.middle < middle for cell in cells):
                gutters[-1] = middle
            else:
                gutters.append(middle)
    return [x for x in gutters if any(cell.middle > x for cell in cells)]


def _cells(line: Line, gutters: Sequence[float]) -> list[list[Line]]:
    """Return the cells of a line by columns; one that reaches across stands where it begins."""
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for cell in line.cells or (line,):
        at = cell.middle if cell.right - cell.left < 20 else cell.left + 1
        columns[sum(x < at for x in gutters)].append(cell)
    return columns


def _grouped(
    lines: Sequence[Line], cut: Sequence[list[list[Line]]], strips: Sequence[list[int]]
) -> Iterator[list[int]]:
    """Yield the numbers of the lines that make up each row."""
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


def _between_rules(lines: Sequence[Line], rules: Sequence[Rule]) -> Iterator[list[int]]:
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
