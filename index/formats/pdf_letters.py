"""Read the letters of a PDF page by pdfium, each with its place in the direction that it is read.

Lengths are in points, 72 to the inch. The origin is the lower left corner of a page, as seen by
somebody who turned the page until the letters stood upright.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from ctypes import addressof, byref, c_double, c_int, create_string_buffer
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

# If a file does not map a glyph to a character, pdfium gives the glyph's code. These control codes
# come from TeX, whose bitmap fonts have no such map (T1, the Cork encoding).
CORK = dict(zip("\x10\x11\x15\x16\x1b\x1c\x1d\x1e\x1f", "“”–—ﬀﬁﬂﬃﬄ", strict=True))
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
BOLD = 600
BOLD_NAME = re.compile(rb"bold|black|heavy|\bCMBX|\bSFBX", re.IGNORECASE)
FIXED_PITCH = 1
MONO_NAME = re.compile(
    rb"mono|courier|consol|typewriter|menlo|\bCMTT|\bSFTT|\bCMSLTT", re.IGNORECASE
)
LATIN_END = 0x250  # letters of other scripts are often of one width, and no code
LONGEST_NAME = 200  # bytes of a font's name
SLANT = 0.1  # radians; what is turned further from a quarter turn is a stamp, or along a picture


class Glyph(NamedTuple):
    """One character as printed, with its position and size; ``turn`` counts quarter turns."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    turn: int = 0
    mono: bool = False


class Style(NamedTuple):
    """The style that the letters of one text object share. ``turn`` is None for slanted letters."""

    size: float
    bold: bool
    turn: int | None
    mono: bool = False


class Canvas(NamedTuple):
    """The corner of a page's box, its width and height, and the turn in which it is shown."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    def seen(self, turn: int, x: float, y: float) -> tuple[float, float]:
        """Return where a point is after the page was turned so that its letters are upright."""
        x, y = x - self.left, y - self.bottom
        return (
            (x, y), (y, self.width - x), (self.width - x, self.height - y), (self.height - y, x),
        )[turn]  # fmt: skip

    def height_seen(self, turn: int) -> float:
        """Return the height of the page after such a turn."""
        return self.width if turn % 2 else self.height


def canvas_of(page: Any) -> Canvas:
    """Return the box of a page, without its turn."""
    left, bottom, right, top = page.get_bbox()
    turn = pdfium.FPDFPage_GetRotation(page.raw) % 4
    return Canvas(left, bottom, right - left, top - bottom, turn)


def letters_of(textpage: Any, canvas: Canvas) -> Iterator[Glyph]:
    """Yield the letters in the order of the file; a slanted one has no text."""
    left, right, low, high, x, y = (c_double() for _ in range(6))
    box, origin = [byref(value) for value in (left, right, low, high)], (byref(x), byref(y))
    west, south = canvas.left, canvas.bottom
    key, style = None, Style(1.0, False, 0)
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13, 32) and pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            yield Glyph(chr(code), 0, 0, 0, 0, False)
            continue
        # A call to pdfium is slow, and what an object's letters share is asked once.
        found = pdfium.FPDFText_GetTextObject(textpage, index)
        found = addressof(found.contents) if found else None
        if found is None or found != key:
            key, style = found, _style(textpage, index)
        if style.turn is None:
            yield Glyph("", 0, 0, 0, 1.0, False)
            continue
        pdfium.FPDFText_GetCharBox(textpage, index, *box)
        pdfium.FPDFText_GetCharOrigin(textpage, index, *origin)
        text = chr(code) if 32 <= code < 127 else character(code)
        if style.turn == 0:
            start, end, base = left.value - west, right.value - west, y.value - south
        else:
            one, other = (left.value, low.value), (right.value, high.value)
            start, end = sorted(canvas.seen(style.turn, *point)[0] for point in (one, other))
            base = canvas.seen(style.turn, x.value, y.value)[1]
        yield Glyph(
            text,
            start,
            end,
            base,
            style.size,
            style.bold,
            style.turn,
            style.mono and code < LATIN_END,
        )


def _style(textpage: Any, index: int) -> Style:
    """Return the size of a letter on the page, after scaling, its weight and its direction."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(textpage, index))
    turn: int | None = 0
    if pdfium.FPDFText_GetMatrix(textpage, index, byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        turn = _turn(float(matrix.a), float(matrix.b))
    heavy = pdfium.FPDFText_GetFontWeight(textpage, index) >= BOLD
    name, flags = _font_of(textpage, index)
    bold = heavy or BOLD_NAME.search(name) is not None  # not all files tell the weight
    mono = bool(flags & FIXED_PITCH) or MONO_NAME.search(name) is not None
    return Style(max(1.0, abs(size)), bold, turn, mono)


def _font_of(textpage: Any, index: int) -> tuple[bytes, int]:
    """Return the name of a letter's font, and the flags that the file has for it."""
    name, flags = create_string_buffer(LONGEST_NAME), c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, name, LONGEST_NAME, byref(flags))
    return name.value, flags.value


def _turn(across: float, up: float) -> int | None:
    angle = math.atan2(up, across) / (math.pi / 2)
    nearest = round(angle)
    return nearest % 4 if abs(angle - nearest) * math.pi / 2 <= SLANT else None


def character(code: int) -> str:
    """Return the character of a code of pdfium's; U+FFFD if the file does not tell."""
    if code in (0x02, 0xFFFE):  # pdfium's codes for a hyphen at the end of a line
        return "-"
    if not code or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return UNKNOWN
    text = chr(code)
    if text in CORK:
        return CORK[text]
    if 0xFB50 <= code < 0xFE00 or 0xFE70 <= code < 0xFEFF:  # Arabic letters by their shape
        return unicodedata.normalize("NFKC", text)
    hidden = not text.isprintable() and not text.isspace() and code != 0xAD
    return UNKNOWN if hidden or 0xE000 <= code <= 0xF8FF else text
