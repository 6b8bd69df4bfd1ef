"""Find what is drawn on a PDF page: the rules between rows, and the dots before items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import byref, c_float
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from index.formats.list_numbers import BULLET
from index.formats.pdf_letters import Canvas
from index.formats.pdf_lines import Line, Rule

SHORTEST = 15.0  # points
MOST_OBJECTS = 5_000  # of a page; a page with more is a drawing
SMALLEST_DOT, LARGEST_DOT, ROUND = 1.5, 7.0, 0.75  # points, and how near to its width a height is
BEFORE = 2.5  # times the letters' size, from a dot to the words of its item


class Dot(NamedTuple):
    """Something small that is as high as wide, as browsers draw the bullets of lists."""

    left: float
    right: float
    y: float


class Drawing(NamedTuple):
    """The rules and the dots of a page."""

    rules: list[Rule]
    dots: list[Dot]


def drawing_of(page: Any, canvas: Canvas) -> Drawing:
    """Return the upper and lower edges of all that is drawn on an upright page, and its dots."""
    rules: set[Rule] = set()
    dots: set[Dot] = set()
    for left, bottom, right, top in _bounds(page, canvas):
        if right - left >= SHORTEST:
            rules.update((Rule(left, right, bottom), Rule(left, right, top)))
        elif SMALLEST_DOT <= right - left <= LARGEST_DOT and _is_round(right - left, top - bottom):
            dots.add(Dot(left, right, (bottom + top) / 2))
    return Drawing(sorted(rules), sorted(dots))


def _is_round(width: float, height: float) -> bool:
    return min(width, height) >= ROUND * max(width, height)


def _bounds(page: Any, canvas: Canvas) -> Iterator[tuple[float, float, float, float]]:
    count = pdfium.FPDFPage_CountObjects(page.raw)
    if canvas.turn or count > MOST_OBJECTS:
        return
    edges = [c_float() for _ in range(4)]
    for number in range(count):
        drawn = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(drawn, *map(byref, edges)):
            left, bottom, right, top = (edge.value for edge in edges)
            yield (
                left - canvas.left, bottom - canvas.bottom,
                right - canvas.left, top - canvas.bottom,
            )  # fmt: skip


def with_drawn_bullets(lines: list[Line], dots: Sequence[Dot]) -> list[Line]:
    """Return the lines with a bullet before each that has a dot before it."""
    found = [bullet for dot in dots if (bullet := _bullet(lines, dot)) is not None]
    return [*lines, *found]


def _bullet(lines: Sequence[Line], dot: Dot) -> Line | None:
    """Return a dot as the mark of the item that stands right of it, or None if none does."""
    here = [line for line in lines if line.base < dot.y < line.base + 0.8 * line.size]
    if any(line.left < dot.right and line.right > dot.left for line in here):
        return None
    beside = min((line for line in here if line.left >= dot.right), key=_left, default=None)
    if beside is None or beside.left - dot.right > BEFORE * beside.size:
        return None
    return Line(BULLET, dot.left, dot.right, beside.base, beside.size, False, beside.page)


def _left(line: Line) -> float:
    return line.left
