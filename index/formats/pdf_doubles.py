"""Take out the letters of a PDF that are printed twice, as for bold type and shadows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.formats.pdf_letters import Glyph

# Times the letters' size: how far the second print may be from the first. Two narrow letters side
# by side, such as "ll", are a fifth apart.
BESIDE, ABOVE = 0.1, 0.2
Cell = tuple[str, int, int]


def without_doubles(letters: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return the letters without those that were printed already at the same place."""
    cells = [(letter.text, int(letter.left), int(letter.base)) for letter in letters if letter.size]
    ligatures = sum(one == other for one, other in pairwise(cells))  # "ff" is two letters there
    if len(set(cells)) + ligatures >= len(cells):  # as on most pages
        return letters
    return list(_first_prints(letters))


def _first_prints(letters: Sequence[Glyph]) -> Iterator[Glyph]:
    printed: dict[Cell, list[Glyph]] = defaultdict(list)
    last: Glyph | None = None  # the parts of a ligature have one place
    for letter in letters:
        if letter.size and letter.text:
            text, x, y = letter.text, int(letter.left), int(letter.base)
            near = ((text, x + right, y + up) for right in (-1, 0, 1) for up in (-1, 0, 1))
            there = (other for cell in near for other in printed.get(cell, ()))
            ligature = last is not None and last.left == letter.left and last.base == letter.base
            if not ligature and any(_is_double(other, letter) for other in there):
                last = None
                continue
            printed[text, x, y].append(letter)
            last = letter
        yield letter


def _is_double(one: Glyph, other: Glyph) -> bool:
    beside, above = abs(one.left - other.left), abs(one.base - other.base)
    return one.turn == other.turn and beside < BESIDE * other.size and above < ABOVE * other.size
