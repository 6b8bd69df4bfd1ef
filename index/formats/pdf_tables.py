"""Find the tables among the lines of a PDF page, and cut their lines into columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from index.formats.pdf_grids import Grid, grids_of
from index.formats.pdf_lines import Line, Rule
from index.formats.pdf_table_rows import FEWEST_ROWS, WRAPPED, between_rules, lines_by_row

MOST_GAP = 3.0  # times the letters' size, between two rows of one table
PROSE = 0.6  # of a grid's width; a line without cells that is wider is text in a frame
MOST_SPANNING = 0.1  # share of the rows whose cells may reach over a gutter
SLACK = 3.0  # points


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
        return _composed(lines, gutters, list(between_rules(lines, rules)))
    rows = [[[cell] for cell in line.cells or (line,)] for line in lines]
    return Table(rows, [line.page for line in lines])


def _composed(
    lines: Sequence[Line], gutters: Sequence[float], strips: Sequence[list[int]]
) -> Table:
    """Return the table of these lines; each strip has a row, or several."""
    cut = [_cells(line, gutters) for line in lines]
    table = Table([], [])
    for some in lines_by_row(lines, cut, strips):
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
