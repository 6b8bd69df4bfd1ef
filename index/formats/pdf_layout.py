"""Put the lines of PDF pages into reading order, and remove running heads and feet."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import fmean

from index.formats.pdf_lines import UNKNOWN, Line

MARGIN = 0.16  # share of the page's height, at top and bottom, for running heads and feet
MIN_COLUMN_LINES, MIN_COLUMN_LINE_CHARACTERS = (
    4,
    20,
)  # lines of a column, and their mean length
LONGEST_CELL = 25  # characters, if the gaps between cells are narrow
MOST_LINES = 3_000  # of a page; a page with more is a drawing, not text in columns
NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.|seite|pagina|página)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
MARKER = re.compile(r"(?:[•◦▪‣●○■–*·-]|\(?(?:\d{1,3}|[a-zA-Z])[.)])")
NOTE = re.compile(r"(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3}|[*†‡§¶])[.)]?\s?\S")


def without_running(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Remove page numbers, and lines at the same place in the margins of several pages."""
    where: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for line in _marginal(lines, height):
            for y in (-1, 0, 1):
                where[_key(line), round(line.base / 4) + y].add(number)
    kept = []
    for lines, height in zip(pages, heights, strict=True):
        running = [
            line
            for line in _marginal(lines, height)
            if len(where[_key(line), round(line.base / 4)]) > 1
        ]
        bases = {line.base for line in running}
        bases |= {line.base for line in _marginal(lines, height) if _is_number(line, lines)}
        kept.append([
            line for line in lines
            if not any(abs(line.base - base) < 2 for base in bases)
        ])  # fmt: skip
    return kept


def _marginal(lines: Iterable[Line], height: float) -> list[Line]:
    edge = MARGIN * height
    return [line for line in lines if not edge < line.base < height - edge]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _is_number(line: Line, lines: Sequence[Line]) -> bool:
    """Return whether the line is a page number, alone at the very top or bottom."""
    if NUMBER.fullmatch(line.text) is None:
        return False
    others = [other.base for other in lines if other is not line]
    shared = any(abs(base - line.base) < 2 for base in others)
    return not shared and (not others or not min(others) < line.base < max(others))


def in_order(lines: list[Line]) -> list[Line]:
    """Return the lines of a page in reading order, each with the edges of its column."""
    x = _gutter(lines) if 2 * MIN_COLUMN_LINES <= len(lines) <= MOST_LINES else None
    if x is None:
        return _rows(lines)
    read: list[Line] = []
    band: list[Line] = []
    wide: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if line.left < x < line.right:
            read += _band(band, x)
            band = []
            wide.append(line)
        else:
            read += _rows(wide)
            wide = []
            band.append(line)
    return read + _rows(wide) + _band(band, x)


def _band(lines: list[Line], x: float) -> list[Line]:
    left, right = ([line for line in lines if (line.middle < x) is side] for side in (True, False))
    return in_order(left) + in_order(right)


def _gutter(lines: list[Line]) -> float | None:
    """Return the x of a gap that separates two columns of running text, or None."""
    edges = sorted({round(line.right) + 1.0 for line in lines})
    best: tuple[int, float] | None = None
    for x in edges[:: max(1, len(edges) // 60)]:
        left = [line for line in lines if line.right <= x]
        right = [line for line in lines if line.left >= x]
        across = len(lines) - len(left) - len(right)
        separate = _is_column(left) and _is_column(right) and _overlap(left, right)
        if separate and across <= len(lines) / 3 and (best is None or across < best[0]):
            best = across, x
    return best[1] if best else None


def _is_column(lines: list[Line]) -> bool:
    return (
        len(lines) >= MIN_COLUMN_LINES
        and fmean(len(line.text) for line in lines) >= MIN_COLUMN_LINE_CHARACTERS
    )


def _overlap(left: list[Line], right: list[Line]) -> bool:
    """Return whether two columns are side by side for over half of the shorter one's height."""
    top = min(max(line.base for line in side) for side in (left, right))
    low = max(min(line.base for line in side) for side in (left, right))
    shorter = min(
        max(line.base for line in side) - min(line.base for line in side) for side in (left, right)
    )
    return top - low > 0.5 * shorter


def _rows(lines: list[Line]) -> list[Line]:
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
    first = row[0]
    if len(row) == 1:
        return first
    if first.text == UNKNOWN:  # an unknown character alone at the left is a bullet
        first.text = "•"
    marked = MARKER.fullmatch(first.text) or re.fullmatch(r"\d{1,2}(?:\.\d{1,2})*", first.text)
    largest = max(row, key=lambda line: len(line.text))
    short = all(len(line.text) <= LONGEST_CELL for line in row)
    wide = short or any(b.left - a.right > 1.8 * largest.size for a, b in itertools.pairwise(row))
    return replace(
        largest,
        text=" ".join(line.text for line in row),
        left=first.left,
        right=max(line.right for line in row),
        cells=tuple(line.text for line in row) if wide and not (marked and len(row) == 2) else (),
    )


def notes_and_body(lines: list[Line], body: float) -> tuple[list[Line], list[Line]]:
    """Separate the footnotes of a page, which are set smaller, from its other lines."""
    notes: list[Line] = []
    rest: list[Line] = []
    for number, line in enumerate(lines):
        small = line.size < 0.93 * body and not line.cells
        after = bool(notes) and number > 0 and lines[number - 1] is notes[-1]
        below = all(
            other.size < 0.93 * body for other in lines[number:] if other.column == line.column
        )
        if small and below and (after or NOTE.match(line.text)):
            notes.append(line)
        else:
            rest.append(line)
    return notes, rest
