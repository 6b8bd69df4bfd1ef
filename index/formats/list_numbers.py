"""Write the numbers of list items as their source shows them: 3, c, iii."""

from __future__ import annotations

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
         (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
LARGEST_ROMAN = 3_999
BULLET = "•"  # what browsers and Word draw


def in_form(count: int, form: str) -> str:
    """Return a number in a form that has the name that Word gives it, such as "upperRoman"."""
    if form in ("lowerLetter", "upperLetter") and count >= 1:
        letters = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 1 <= count <= LARGEST_ROMAN:
        return roman(count) if form == "lowerRoman" else roman(count).upper()
    return f"{count:02}" if form == "decimalZero" else str(count)


def roman(number: int) -> str:
    """Return a number from 1 to ``LARGEST_ROMAN`` in small Roman numerals."""
    written = ""
    for worth, letters in ROMAN:
        written += letters * (number // worth)
        number %= worth
    return written
