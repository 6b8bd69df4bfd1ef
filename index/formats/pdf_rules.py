"""Find the horizontal rules of a PDF page, which separate the rows of tables."""

from __future__ import annotations

from ctypes import byref, c_float
from typing import Any

import pypdfium2.raw as pdfium

from index.formats.pdf_letters import Canvas
from index.formats.pdf_lines import Rule

SHORTEST = 15.0  # points
MOST_OBJECTS = 5_000  # of a page; a page with more is a drawing


def rules_of(page: Any, canvas: Canvas) -> list[Rule]:
    """Return the upper and lower edges of all that is drawn on an upright page."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    if canvas.turn or count > MOST_OBJECTS:
        return []
    edges = [c_float() for _ in range(4)]
    left, bottom, right, top = edges
    rules = set()
    for number in range(count):
        drawn = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, *map(byref, edges)):
            continue
        if right.value - left.value >= SHORTEST:
            for y in (bottom.value, top.value):
                rules.add(
                    Rule(left.value - canvas.left, right.value - canvas.left, y - canvas.bottom)
                )
    return sorted(rules)
