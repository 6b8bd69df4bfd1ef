"""Name the characters of fonts that draw symbols in the places of letters: Symbol and Wingdings."""

from __future__ import annotations

import re

from index.formats.left_out import HOLE

GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
SMALL_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
SYMBOL = {
    **{0x41 + at: letter for at, letter in enumerate(GREEK)},
    **{0x61 + at: letter for at, letter in enumerate(SMALL_GREEK)},
    **{code: chr(code) for code in range(0x20, 0x40) if code not in (0x22, 0x24, 0x27, 0x2D)},
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2D: "−", 0x5B: "[", 0x5D: "]", 0x7B: "{", 0x7C: "|",
    0x7D: "}", 0x7E: "∼", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝",
    0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC4: "⊗",
    0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xC9: "⊃", 0xCA: "⊇", 0xCC: "⊂", 0xCD: "⊆",
    0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬",
    0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓", 0xE5: "∑",
    0xF2: "∫",
}  # fmt: skip
WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
FONTS = {"symbol": SYMBOL, "wingdings": WINGDINGS}


def symbol(font: str, code: str) -> str:
    """Return the character at the hexadecimal ``code`` of ``font``, or a hole if it is unknown."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
        return HOLE
    number = int(code, 16)
    known = FONTS.get(font.strip().lower())
    if known is None:
        private = 0xE000 <= number <= 0xF8FF
        return HOLE if private or not chr(min(number, 0x10FFFF)).isprintable() else chr(number)
    return known.get(number & 0xFF, HOLE)
