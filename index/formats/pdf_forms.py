"""Read what was filled into the fields of a PDF form, as lines at the places of the fields."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_ushort
from typing import Any

import pypdfium2.raw as pdfium

from index.formats.pdf_letters import Canvas
from index.formats.pdf_lines import Line

TEXTS = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)  # noqa: E501
BOXES = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
MOST_CHARACTERS = 10_000  # of one value
SIZE = 10.0  # points, if the field is high


def values_of(page: Any, form: Any, number: int, canvas: Canvas) -> Iterator[Line]:
    """Yield the values of the fields of a page, the lines of one value from top to bottom."""
    for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        field = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if not field:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(field) == pdfium.FPDF_ANNOT_WIDGET:
                yield from _lines(field, form, number, canvas)
        finally:
            pdfium.FPDFPage_CloseAnnot(field)


def _lines(field: Any, form: Any, number: int, canvas: Canvas) -> Iterator[Line]:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(field, byref(box)):
        return
    texts = [line.strip() for line in _value(field, form).splitlines() if line.strip()]
    if not texts:
        return
    left, right = box.left - canvas.left, box.right - canvas.left
    low, high = sorted((box.bottom - canvas.bottom, box.top - canvas.bottom))
    size = min(SIZE, max(1.0, 0.7 * (high - low) / len(texts)))
    step = min(1.2 * size, (high - low) / len(texts))
    first = high - size if len(texts) > 1 else (low + high) / 2 - 0.35 * size
    for row, text in enumerate(texts):
        end = min(right, left + 0.5 * size * len(text))
        yield Line(text, left, end, round(first - row * step, 1), size, bold=False, page=number)


def _value(field: Any, form: Any) -> str:
    """Return what a text field has, or a sign for a box that is ticked."""
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, field)
    if kind in BOXES:
        return "☒" if pdfium.FPDFAnnot_IsChecked(form, field) else ""
    if kind not in TEXTS:
        return ""
    size = pdfium.FPDFAnnot_GetFormFieldValue(form, field, None, 0)
    if not 2 < size <= 2 * MOST_CHARACTERS:
        return ""
    value = (c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetFormFieldValue(form, field, value, size)
    return bytes(value).decode("utf-16-le", "replace").rstrip("\0")
