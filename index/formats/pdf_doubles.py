"""Take out the letters of a PDF that are printed twice, as programs do for bold type and shadows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from index.formats.pdf_letters import Glyph

# Times the letters' size: how far the second print may be from the first. Two narrow letters side
# by side, such as "ll", are a fifth apart.
BESIDE, ABOVE = 0.1, 0.2
Cell = tuple[str, int, int]


def without_doubles(letters: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return the letters without those that were printed already at the same place."""
    drawn = [letter for letter in letters if letter.size]
    if len({_cell(letter) for letter in drawn}) == len(drawn):  # most pages have none
        return letters
    return list(_first_prints(letters))


def _first_prints(letters: Sequence[Glyph]) -> Iterator[Glyph]:
    printed: dict[Cell, list[Glyph]] = defaultdict(list)
    for letter in letters:
        if letter.size and letter.text:
            text, x, y = _cell(letter)
            near = ((text, x + right, y + up) for right in (-1, 0, 1) for up in (-1, 0, 1))
            if any(_is_double(other, letter) for cell in near for other in printed.get(cell, ())):
                continue
            printed[text, x, y].append(letter)
        yield letter


def _cell(letter: Glyph) -> Cell:
    return letter.text, int(letter.left), int(letter.base)


def _is_double(one: Glyph, other: Glyph) -> bool:
    beside, above = abs(one.left - other.left), abs(one.base - other.base)
    return one.turn == other.turn and beside < BESIDE * other.size and above < ABOVE * other.size
