"""Read lines whose letters all take up the same room, as in code: by their places, space for space.

TeX also sets letters of other fonts so, in the middle of their places; pdfium sees spaces there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.formats.pdf_letters import Glyph

FEWEST_LETTERS = 14
MOSTLY, ABOUT = 0.9, 0.22  # of the letters stand so near, in columns, to the middle of one
# Most fonts of one width have columns of .6 of their size. In these, fewer letters need to stand so
# near: TeX moves some aside. Of prose, at most .65 do.
PITCH, ENOUGH, ANCHORS = 0.6, 0.75, 6
TRIED = [0.88 + 0.01 * step for step in range(30)]  # times the usual step: how wide a column is
MOST_LETTERS_APART = 40
PART = re.compile(r"(?:^| )[b-z](?= |$)")  # a letter that is seldom a word; pdfium sees spaces


def has_parts(letters: Sequence[Glyph]) -> bool:
    """Return whether pdfium may have seen spaces within the words of a line."""
    return PART.search("".join(letter.text for letter in letters)) is not None


def is_in_columns(letters: Sequence[Glyph]) -> bool:
    """Return whether letters of different widths stand in columns of one width."""
    return len(letters) >= FEWEST_LETTERS and _column(letters) is not None


def _column(letters: Sequence[Glyph]) -> float | None:
    """Return how wide the columns of a line are, or None if its letters are not in columns."""
    middles = [(letter.left + letter.right) / 2 for letter in letters]
    usual = _usual([after - before for before, after in pairwise(middles)])
    if usual <= 0:
        return None
    best = max((usual * times for times in TRIED), key=lambda each: _fit(middles, each))
    share, _ = _fit(middles, best)
    if share >= MOSTLY:
        return best
    return PITCH * letters[0].size if _is_at_pitch(middles, PITCH * letters[0].size) else None


def _is_at_pitch(middles: Sequence[float], each: float) -> bool:
    """Return whether most letters of a line stand in columns of the usual width."""
    anchors = range(min(ANCHORS, len(middles)) if len(middles) >= FEWEST_LETTERS else 0)
    return any(_fit(middles, each, at)[0] >= ENOUGH for at in anchors)


def _fit(middles: Sequence[float], each: float, anchor: int = 0) -> tuple[float, float]:
    """Return how well letters fit columns ``each`` points wide; the greater is the better fit.

    The letter ``anchor`` stands in the middle of one.

    First comes the share of the letters that stand in the middle of one; then, since several
    widths may fit them all, how far they stand from it in all, negated.
    """
    places = [(middle - middles[anchor]) / each for middle in middles]
    apart = [abs(place - round(place)) for place in places]
    return sum(one < ABOUT for one in apart) / len(apart), -sum(apart)


def spaced(letters: Sequence[Glyph]) -> str:
    """Return letters of one width with as many spaces between them as there is room for."""
    middles = [(letter.left + letter.right) / 2 for letter in letters]
    steps = [after - before for before, after in pairwise(middles)]
    each = _column(letters) or _usual(steps)
    text = letters[0].text
    for step, letter in zip(steps, letters[1:], strict=True):
        spaces = round(step / each) - 1 if each > 0 else 0
        text += " " * min(spaces, MOST_LETTERS_APART) + letter.text
    return text


def _usual(steps: Sequence[float]) -> float:
    ordered = sorted(steps)
    return ordered[len(ordered) // 3] if ordered else 0.0  # most letters stand side by side
