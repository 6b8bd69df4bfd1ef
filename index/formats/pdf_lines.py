"""Extract the lines of PDF pages, with their positions, by pdfium.

Lengths are in points, 72 to the inch. The origin is the lower left corner of a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from ctypes import c_double
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

# If a file does not map a glyph to a character, pdfium gives the glyph's code. These control codes
# come from TeX, whose bitmap fonts have no such map (T1, the Cork encoding).
CORK = dict(zip("\x10\x11\x15\x16\x1b\x1c\x1d\x1e\x1f", "“”–—ﬀﬁﬂﬃﬄ", strict=True))
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
BOLD = 600
GAP = 1.0  # times the letters' size; wider gaps separate columns, cells, and markers from items


class Glyph(NamedTuple):
    """One character as printed on a page, with its position and size."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


@dataclass(slots=True)
class Line:
    """Letters in a row: a line, or the part of it within a column or a cell."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    page: int = 0
    column: tuple[float, float] = (0.0, 0.0)
    cells: tuple[str, ...] = ()

    @property
    def middle(self) -> float:
        """Return the x of the line's centre."""
        return (self.left + self.right) / 2


def lines_of(page: Any) -> list[Line]:
    """Return the lines of a page, in the order in which the file draws them."""
    textpage = page.get_textpage()
    try:
        return [line for letters in _runs(textpage.raw) if (line := _line(letters)).text]
    finally:
        textpage.close()


def _runs(textpage: Any) -> Iterator[list[Glyph]]:
    """Yield runs of letters and spaces, cut at the ends of lines and at wide gaps."""
    run: list[Glyph] = []
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        letter = _letter(textpage, index)
        if letter is None:
            continue
        if letter.text in "\r\n" or (run and _apart(run, letter)):
            if run:
                yield run
            run = []
        if letter.text not in "\r\n":
            run.append(letter)
    if run:
        yield run


def _letter(textpage: Any, index: int) -> Glyph | None:
    text = _character(pdfium.FPDFText_GetUnicode(textpage, index))
    if pdfium.FPDFText_IsGenerated(textpage, index):
        return Glyph(text, 0, 0, 0, 0, False) if text in " \r\n" else None
    left, right, low, high, x, y = (c_double() for _ in range(6))
    pdfium.FPDFText_GetCharBox(textpage, index, left, right, low, high)
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    if pdfium.FPDFText_GetCharAngle(textpage, index) % 6.2832 > 0.1:
        return None  # along a picture, or a stamp at the margin
    size = max(1.0, _size(textpage, index))
    bold = pdfium.FPDFText_GetFontWeight(textpage, index) >= BOLD
    return Glyph(text, left.value, right.value, y.value, size, bold)


def _size(textpage: Any, index: int) -> float:
    """Return the size of a letter on the page, after scaling."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(textpage, index))
    if pdfium.FPDFText_GetMatrix(textpage, index, matrix):
        size *= abs(float(matrix.d)) or 1.0
    return size


def _character(code: int) -> str:
    if code in (0x02, 0xFFFE):  # pdfium's codes for a hyphen at the end of a line
        return "-"
    if not code or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return UNKNOWN
    text = chr(code)
    if text in CORK:
        return CORK[text]
    private = 0xE000 <= code <= 0xF8FF
    return (
        UNKNOWN
        if private or (not text.isprintable() and not text.isspace() and code != 0xAD)
        else text
    )


def _apart(run: list[Glyph], letter: Glyph) -> bool:
    """Return whether a letter does not continue the run before it."""
    last = next((other for other in reversed(run) if other.size), None)
    if last is None or not letter.size:
        return False
    size = max(last.size, letter.size)
    far = letter.left - last.right > GAP * size or letter.left < last.left - size
    return far or abs(letter.base - last.base) > 0.7 * size


def _line(letters: list[Glyph]) -> Line:
    drawn = [letter for letter in letters if letter.size and letter.text.strip()]
    if not drawn:
        return Line("", 0, 0, 0, 1, False)
    size = Counter(round(letter.size, 1) for letter in drawn).most_common(1)[0][0]
    base = Counter(round(letter.base, 1) for letter in drawn).most_common(1)[0][0]
    words = "".join(_raised(letter, base, size) for letter in letters)
    return Line(
        " ".join(words.split()),
        min(letter.left for letter in drawn),
        max(letter.right for letter in drawn),
        base,
        size,
        sum(letter.bold for letter in drawn) * 2 > len(drawn),
    )


def _raised(letter: Glyph, base: float, size: float) -> str:
    """Return the letter's text; a small raised digit, as in a footnote mark, stays raised."""
    raised = 0 < letter.size < 0.85 * size and letter.base > base + 0.15 * size
    return letter.text.translate(SUPERSCRIPT) if raised else letter.text
