"""Divide a row of a table into its cells."""

from __future__ import annotations

import itertools

from index.types import Stretch


def cells_of(text: str, start: int, end: int) -> tuple[list[Stretch], list[int]]:
    """Return the cells of ``text[start:end]``, without white space at both ends, and the bars.

    A bar behind a backslash is part of a cell.
    """
    bars = [
        at for at in range(start, end) if text[at] == "|" and (at == start or text[at - 1] != "\\")
    ]
    bounds = [start - 1, *bars, end]
    cells = [(a + 1, b) for a, b in itertools.pairwise(bounds)]
    if bars and not text[start : bars[0]].strip():
        del cells[0]
    if bars and not text[bars[-1] + 1 : end].strip():
        del cells[-1]
    return [_trimmed(text, a, b) for a, b in cells], bars


def _trimmed(text: str, start: int, end: int) -> Stretch:
    cell = text[start:end]
    start += len(cell) - len(cell.lstrip())
    return start, start + len(cell.strip())
