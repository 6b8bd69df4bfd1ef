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
    styles, positions = _ObjectStyles(textpage), _Positions(textpage, canvas)
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13, 32) and pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            yield Glyph(chr(code), 0, 0, 0, 0, False)
            continue
        size, bold, turn, mono = styles.of(index)
        if turn is None:
            yield Glyph("", 0, 0, 0, 1.0, False)
            continue
        left, right, base = positions.of(index, turn)
        text = chr(code) if 32 <= code < 127 else character(code)
        yield Glyph(text, left, right, base, size, bold, turn, mono and code < LATIN_END)


class _ObjectStyles:
    """The styles of letters, asked once for each text object, since a call to pdfium is slow."""

    def __init__(self, textpage: Any) -> None:
        self._textpage = textpage
        self._object: int | None = None
        self._style = Style(1.0, False, 0)

    def of(self, index: int) -> Style:
        """Return the style of a letter, which is that of the one before in the same object."""
        found = pdfium.FPDFText_GetTextObject(self._textpage, index)
        address = addressof(found.contents) if found else None
        if address is None or address != self._object:
            self._object, self._style = address, _style(self._textpage, index)
        return self._style


class _Positions:
    """The places of letters on a page; pdfium writes each into the same variables."""

    def __init__(self, textpage: Any, canvas: Canvas) -> None:
        self._textpage, self._canvas = textpage, canvas
        self._left, self._right, self._low, self._high = (c_double() for _ in range(4))
        self._x, self._y = c_double(), c_double()
        self._box = [byref(each) for each in (self._left, self._right, self._low, self._high)]
        self._origin = byref(self._x), byref(self._y)

    def of(self, index: int, turn: int) -> tuple[float, float, float]:
        """Return the left and right end of a letter and its baseline, as seen after ``turn``."""
        pdfium.FPDFText_GetCharBox(self._textpage, index, *self._box)
        pdfium.FPDFText_GetCharOrigin(self._textpage, index, *self._origin)
        left, right, canvas = self._left.value, self._right.value, self._canvas
        if turn == 0:
            return left - canvas.left, right - canvas.left, self._y.value - canvas.bottom
        corners = (left, self._low.value), (right, self._high.value)
        start, end = sorted(canvas.seen(turn, *corner)[0] for corner in corners)
        return start, end, canvas.seen(turn, self._x.value, self._y.value)[1]


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
