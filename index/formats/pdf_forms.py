"""Read what was filled into the fields of a PDF form, as lines at the places of the fields.

What a reader of the file remarked on its pages is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ctypes import byref, c_ushort
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from index.formats.decoding import folded
from index.formats.pdf_letters import Canvas
from index.formats.pdf_lines import Line

TEXTS = (
    pdfium.FPDF_FORMFIELD_TEXTFIELD,
    pdfium.FPDF_FORMFIELD_COMBOBOX,
    pdfium.FPDF_FORMFIELD_LISTBOX,
)
BOXES = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
REMARKS = (pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT)
MOST_CHARACTERS = 10_000  # of one value
EMPTY = 2  # bytes of a text of no letters
SIZE = 10.0  # points, if the field is high


class FilledField(NamedTuple):
    """The lines of a value, and the lower and upper edge of its field."""

    lines: list[Line]
    low: float
    high: float


def values_of(page: Any, form: Any, number: int, canvas: Canvas) -> Iterator[FilledField]:
    """Yield the values of the fields of a page."""
    for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        field = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if not field:
            continue
        try:
            box = pdfium.FS_RECTF()
            is_field = pdfium.FPDFAnnot_GetSubtype(field) == pdfium.FPDF_ANNOT_WIDGET
            if is_field and pdfium.FPDFAnnot_GetRect(field, byref(box)):
                texts = [
                    text for line in _value(field, form).splitlines() if (text := folded(line))
                ]
                if texts:
                    yield _filled(texts, box, number, canvas)
        finally:
            pdfium.FPDFPage_CloseAnnot(field)


def remarks_on(page: Any) -> int:
    """Count the notes and the loose text that somebody put onto a page."""
    count = 0
    for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        if annotation := pdfium.FPDFPage_GetAnnot(page.raw, at):
            said = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            count += kind in REMARKS and said > EMPTY
            pdfium.FPDFPage_CloseAnnot(annotation)
    return count


def with_values(lines: list[Line], values: Iterable[FilledField]) -> list[Line]:
    """Return the lines with the values, each on the baseline of the words beside its field."""
    everything = list(lines)
    for value in values:
        bases = [line.base for line in lines if value.low - 2 <= line.base <= value.high]
        first = value.lines[0]
        if bases and len(value.lines) == 1:
            first.base = min(bases, key=lambda base: abs(base - first.base))
        everything += value.lines
    return everything


def _filled(texts: list[str], box: Any, number: int, canvas: Canvas) -> FilledField:
    one = canvas.seen(canvas.turn, box.left, box.bottom)
    other = canvas.seen(canvas.turn, box.right, box.top)
    (left, right), (low, high) = (sorted(pair) for pair in zip(one, other, strict=True))
    size = min(SIZE, max(1.0, 0.7 * (high - low) / len(texts)))
    step = min(1.2 * size, (high - low) / len(texts))
    first = high - size if len(texts) > 1 else (low + high) / 2 - 0.35 * size
    lines = [
        Line(text, left, min(right, left + 0.5 * size * len(text)),
             round(first - row * step, 1), size, bold=False, page=number)
        for row, text in enumerate(texts)
    ]  # fmt: skip
    return FilledField(lines, low, high)


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
