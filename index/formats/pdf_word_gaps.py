"""Put spaces between the words of a line where there is room, and take away those without room.

Programs that move letters closer, such as groff, write some words without a space between them, and
some spaces that they take back by the next move. What a reader sees is only the room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from index.formats.pdf_letters import Glyph

FEWEST_SPACES, FEWEST_LETTERS = 3, 12  # of a line; with fewer, nobody knows how wide its spaces are
WIDE = 0.26  # times the letters' size: room for a space
MOST_OF_USUAL = 0.7  # of the usual space of the line
TIGHT = 0.04  # times the letters' size: no room for a space
WIDE_OF_MONO = (
    0.9  # times the letters' size, from middle to middle; in most fonts, letters are .6 apart
)
OTHER_SCRIPTS = "\u0590"  # from here on, words have no spaces, or are read the other way
SPACE = Glyph(" ", 0, 0, 0, 0, bold=False)


def spaced_words(letters: Sequence[Glyph]) -> list[Glyph]:
    """Return the letters and spaces of a line as their places have them."""
    drawn = [at for at, letter in enumerate(letters) if letter.size and letter.text.strip()]
    rooms = {at: _room(letters[before], letters[at]) for before, at in pairwise(drawn)}
    apart = [room for at, room in rooms.items() if letters[at - 1].text == " "]
    if len(apart) < FEWEST_SPACES or len(drawn) < FEWEST_LETTERS:
        return list(letters)
    usual = median(apart)
    beside = median([room for at, room in rooms.items() if letters[at - 1].text != " "] or [usual])
    if usual < beside + TIGHT:  # letters that are spread apart
        return list(letters)
    return list(_spaced(letters, rooms, max(WIDE, MOST_OF_USUAL * usual)))


def _spaced(letters: Sequence[Glyph], rooms: dict[int, float], wide: float) -> Iterator[Glyph]:
    for at, letter in enumerate(letters):
        room = rooms.get(at)
        above = letters[at - 1]
        apart = room is not None and room > wide and not _share_a_pitch(above, letter)
        if apart and above.text != " " and _are_words(above, letter):
            yield SPACE
        after = letters[at + 1] if letter.text == " " and at + 1 < len(letters) else None
        if after and at and rooms.get(at + 1, wide) < TIGHT and _are_parts(letters[at - 1], after):
            continue
        yield letter


def _room(before: Glyph, after: Glyph) -> float:
    return (after.left - before.right) / max(before.size, after.size)


def _share_a_pitch(before: Glyph, after: Glyph) -> bool:
    """Return whether two letters of one width stand side by side: thin ones leave much room."""
    step = (after.left + after.right - before.left - before.right) / 2
    return before.mono and after.mono and step < WIDE_OF_MONO * max(before.size, after.size)


def _are_words(before: Glyph, after: Glyph) -> bool:
    """Return whether one letter may end a word and the other begin one; digits stand far apart."""
    if before.text >= OTHER_SCRIPTS or after.text >= OTHER_SCRIPTS:
        return False
    return before.text.isalpha() or after.text.isalpha()


def _are_parts(before: Glyph, after: Glyph) -> bool:
    return before.text.isalpha() and after.text.islower()
