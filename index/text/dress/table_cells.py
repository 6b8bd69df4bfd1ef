"""Divide a row of a table into its cells."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from index.types import Stretch

TICKS = re.compile(r"(?<!\\)`+")


def cells_of(
    text: str, start: int, end: int, columns: int | None = None
) -> tuple[list[Stretch], list[int]]:
    """Return the cells of ``text[start:end]``, without white space at both ends, and the bars.

    A bar behind a backslash is part of a cell. So is one within code, if the row would otherwise
    have more cells than its table has ``columns``: Python-Markdown reads it so, and GitHub would
    drop the last cells.
    """
    bars = [
        at for at in range(start, end) if text[at] == "|" and (at == start or text[at - 1] != "\\")
    ]
    cells = _between(text, start, end, bars)
    if columns is None or len(cells) <= columns:
        return cells, bars
    code = list(_code(text, start, end))
    parting = [at for at in bars if not any(first < at < last for first, last in code)]
    fewer = _between(text, start, end, parting)
    return (fewer, parting) if len(fewer) >= columns else (cells, bars)


def _between(text: str, start: int, end: int, bars: Sequence[int]) -> list[Stretch]:
    """Return what is between the bars of a row; those at its ends have nothing outside."""
    bounds = [start - 1, *bars, end]
    cells = [(a + 1, b) for a, b in itertools.pairwise(bounds)]
    if bars and not text[start : bars[0]].strip():
        del cells[0]
    if bars and not text[bars[-1] + 1 : end].strip():
        del cells[-1]
    return [_trimmed(text, a, b) for a, b in cells]


def _code(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the code of a row: from a run of backticks to the next one that is as long."""
    opened: Stretch | None = None
    for found in TICKS.finditer(text, start, end):
        run = found.span()
        if opened is None:
            opened = run
        elif run[1] - run[0] == opened[1] - opened[0]:
            yield opened[0], run[1]
            opened = None


def _trimmed(text: str, start: int, end: int) -> Stretch:
    cell = text[start:end]
    start += len(cell) - len(cell.lstrip())
    return start, start + len(cell.strip())
