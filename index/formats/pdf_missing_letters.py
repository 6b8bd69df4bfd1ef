"""Count the text of a PDF page of which pdfium gives no letter, since its font is not in the file.

So it goes with Japanese and Chinese fonts on machines that have none to take in their place.
"""

from __future__ import annotations

from collections import defaultdict
from ctypes import addressof
from typing import Any

import pypdfium2.raw as pdfium

MOSTLY = 0.5  # of the pieces in a font; single ones may be spaces
FEWEST = 3
END = 2  # bytes that end an empty text


def pieces_without_letters(page: Any) -> int:
    """Return how many pieces of text of the page cannot be read."""
    by_font = _pieces_of_missing_fonts(page)
    if not by_font:
        return 0
    textpage = page.get_textpage()
    try:
        return sum(_unread(pieces, textpage.raw) for pieces in by_font.values())
    finally:
        textpage.close()


def _pieces_of_missing_fonts(page: Any) -> dict[int, list[Any]]:
    """Return the pieces of text by their fonts, of fonts that the file does not include."""
    included: dict[int, bool] = {}
    found: dict[int, list[Any]] = defaultdict(list)
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        piece = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(piece) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        font = pdfium.FPDFTextObj_GetFont(piece)
        key = addressof(font.contents) if font else 0
        if key not in included:
            included[key] = not font or pdfium.FPDFFont_GetIsEmbedded(font) != 0
        if not included[key]:
            found[key].append(piece)
    return found


def _unread(pieces: list[Any], textpage: Any) -> int:
    """Return how many pieces give no letter, if most of those in their font do not."""
    lost = sum(pdfium.FPDFTextObj_GetText(piece, textpage, None, 0) <= END for piece in pieces)
    return lost if lost >= FEWEST and lost > MOSTLY * len(pieces) else 0
