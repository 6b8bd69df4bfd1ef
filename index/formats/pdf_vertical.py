"""Turn the letters of Japanese and Chinese that a PDF writes from top to bottom, as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from index.formats.pdf_letters import Canvas, Glyph

CJK = "\u2e80"  # and what comes after it
QUARTER = 3  # turns; as of Latin letters that stand in such a column, with their feet to the left
BESIDE = 0.6  # times their size: how far small and raised marks are from the middle of a column
NEAREST, FURTHEST = 0.5, 1.6  # times their size: how far one letter is below another
ABOVE = 0.88  # times its size: how much of a letter is above its base
FEWEST, MOSTLY = 20, 0.6  # letters in columns, and their share of a page's


def with_vertical(letters: Sequence[Glyph], canvas: Canvas) -> Sequence[Glyph]:
    """Return the letters; where most are in columns, these are turned as if they were in lines.

    The column on the right is the line on top.
    """
    places = [at for at, letter in enumerate(letters) if letter.size and letter.text >= CJK]
    columns = list(_columns(letters, places))
    held = sum(len(column) for column in columns if len(column) > 1)
    if held < FEWEST or held < MOSTLY * len(places):
        return letters
    turned = list(letters)
    for column in columns:
        middle = median((letters[at].left + letters[at].right) / 2 for at in column)
        for at in column:
            turned[at] = _turned(letters[at], middle - canvas.left, canvas.height)
    return turned


def _columns(letters: Sequence[Glyph], places: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places of the letters of each column, in the order of the file."""
    column = list(places[:1])
    for one, other in pairwise(places):
        if not _is_below(letters[one], letters[other]):
            yield column
            column = []
        column.append(other)
    yield column


def _is_below(one: Glyph, other: Glyph) -> bool:
    size = max(one.size, other.size)
    aside = abs(one.left + one.right - other.left - other.right) / 2
    below = one.base - other.base
    upright = not one.turn and not other.turn
    return upright and aside <= BESIDE * size and NEAREST * size <= below <= FURTHEST * size


def _turned(letter: Glyph, middle: float, height: float) -> Glyph:
    start = height - letter.base - ABOVE * letter.size
    base = middle - (ABOVE - 0.5) * letter.size  # on which Latin letters of the column stand
    return letter._replace(left=start, right=start + letter.size, base=base, turn=QUARTER)
