"""Lay out the rows of a table whose cells may cover several columns and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class SpannedCell(NamedTuple):
    """The text of a cell, and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


def laid_out(rows: Iterable[Iterable[SpannedCell]]) -> Iterator[list[str]]:
    """Yield the texts of each row; a cell that covers several rows is repeated in each of them.

    A cell that covers several columns is followed by empty texts.
    """
    covered: dict[int, tuple[int, str]] = {}
    for row in rows:
        line: list[str] = []
        for cell in row:
            _fill(line, covered)
            for column in range(cell.columns):
                text = "" if column else cell.text
                if cell.rows > 1:
                    covered[len(line)] = (cell.rows - 1, text)
                line.append(text)
        _fill(line, covered)
        yield line


def _fill(line: list[str], covered: dict[int, tuple[int, str]]) -> None:
    """Add the cells that reach down into this row from those above."""
    while len(line) in covered:
        left, text = covered.pop(len(line))
        if left > 1:
            covered[len(line)] = (left - 1, text)
        line.append(text)
