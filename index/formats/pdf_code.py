"""Find the code of a PDF: lines of letters of one width, set apart from the text around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from index.formats.pdf_lines import Line, Sheet

# Share of the letters; where more are of one width, that is how all of it is printed.
MONOSPACED_SHARE = 0.5
FEWEST_LINES = 2  # of code that nothing else sets apart
APART = 1.2  # times the usual pitch
INDENTED = 1.0  # times the letters' size
ALIGNED = 0.25  # times the letters' size


def code_lines(sheets: Sequence[Sheet], pitch: float) -> frozenset[int]:
    """Return the ids of the lines that are code, on pages whose lines are in their order."""
    everything = [line for sheet in sheets for line in sheet.lines]
    mono = sum(len(line.text) for line in everything if is_mono(line))
    if mono > MONOSPACED_SHARE * sum(len(line.text) for line in everything):
        return frozenset()
    found: set[int] = set()
    for sheet in sheets:
        before: list[Line] = []
        for is_code, some in groupby(sheet.lines, key=is_mono):
            run = list(some)
            if is_code and (len(run) >= FEWEST_LINES or _is_apart(run[0], before, pitch)):
                found.update(map(id, run))
            before = run
    return frozenset(found)


def is_mono(line: Line) -> bool:
    """Return whether all cells of a line have letters of one width."""
    return all(cell.mono for cell in line.cells or (line,))


def _is_apart(line: Line, before: Sequence[Line], pitch: float) -> bool:
    """Return whether a gap or an indentation sets a line apart from the text before it."""
    if not before:
        return True
    last = before[-1]
    far = last.base - line.base > APART * pitch or last.base <= line.base
    indented = line.left - last.column[0] > INDENTED * line.size
    return far or (indented and not _goes_on(last, line))


def _goes_on(last: Line, line: Line) -> bool:
    """Return whether a line begins where the one above it does, which had no room for its word."""
    each = (line.right - line.left) / len(line.text)
    word = each * (len(line.text.split(" ", 1)[0]) + 1)
    below = any(abs(line.left - left) < ALIGNED * line.size for left in (last.left, last.hang))
    return below and last.right + word > last.column[1]


def code_of(lines: Sequence[Line]) -> str:
    """Return lines of code as one text, with their indentation and the blank lines among them."""
    wide = _width_of_letter(lines)
    edge = min(line.left for line in lines)
    steps = [gap for one, other in pairwise(lines) if (gap := one.base - other.base) > 0]
    pitch = min(steps, default=0.0)
    written: list[str] = []
    for before, line in pairwise([None, *lines]):
        assert line is not None  # noqa: S101 - for the types
        gap = before.base - line.base if before else 0.0
        blank = round(gap / pitch) - 1 if pitch and gap > 0 else 0
        written += [""] * min(max(blank, 0), 2)
        written.append(_spaced(line, edge, wide))
    return "\n".join(written)


def _width_of_letter(lines: Iterable[Line]) -> float:
    widths = [
        (cell.right - cell.left) / len(cell.text)
        for line in lines
        for cell in line.cells or (line,)
        if len(cell.text) > 1
    ]
    return sorted(widths)[len(widths) // 2] if widths else 6.0


def _spaced(line: Line, edge: float, wide: float) -> str:
    """Return a line with as many spaces before each of its cells as are printed."""
    text = ""
    for cell in line.cells or (line,):
        spaces = round((cell.left - edge) / wide) - len(text)
        text += " " * max(spaces, 1 if text else 0) + cell.text
    return text
