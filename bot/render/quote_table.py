"""Set the rows of a table: in columns if they fit a phone, else a line for each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from bot.render.quote_line import Glyph, Placed, ours, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Cell = Sequence[Placed]
    Row = Sequence[Cell]

TABLE_COLUMNS = 46  # the widest monospaced line that most phones show unbroken
GUTTER, RULE = "  ", "─"


def fits_columns(rows: Sequence[Row]) -> bool:
    """Return whether the table is narrow enough to be set in columns."""
    widths = _widths(rows)
    return sum(widths) + len(GUTTER) * (len(widths) - 1) <= TABLE_COLUMNS


def in_columns(rows: Sequence[Row], *, headed: bool) -> Iterator[list[Placed]]:
    """Yield the lines of a monospaced table, with a rule below its head."""
    widths = _widths(rows)
    for number, row in enumerate(rows):
        line: list[Placed] = []
        for at, cell in enumerate(row):
            line += ours(GUTTER) if at else []
            line += [Placed(Glyph(one.character, code=True), one.place) for one in cell]
            line += ours(" " * (widths[at] - cell_len(text_of(cell)))) if at + 1 < len(row) else []
        yield line
        if headed and not number and len(rows) > 1:
            yield ours(GUTTER.join(RULE * width for width in widths))


def by_cell(rows: Sequence[Row], *, headed: bool) -> Iterator[list[Placed]]:
    """Yield a line for each cell, such as "Head: cell", with an empty line between rows.

    A head above nothing but empty cells stands in the first row.
    """
    head: Row = rows[0] if headed and len(rows) > 1 else ()
    body = rows[1:] if head else rows
    unused = {at for at in range(len(head)) if not any(_filled(row, at) for row in body)}
    for number, row in enumerate(body):
        if number:
            yield []
        for at in range(max(len(row), len(head))):
            named = _filled(head, at)
            if _filled(row, at):
                yield [*head[at], *ours(": "), *row[at]] if named else [*row[at]]
            elif named and at in unused and not number:
                yield [*head[at], *ours(":")]


def _filled(row: Row, at: int) -> bool:
    return at < len(row) and bool(text_of(row[at]).strip())


def _widths(rows: Sequence[Row]) -> list[int]:
    columns = max(map(len, rows), default=0)
    return [
        max(cell_len(text_of(row[at])) for row in rows if at < len(row)) for at in range(columns)
    ]
