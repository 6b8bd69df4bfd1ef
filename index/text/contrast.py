"""Return whether a text says how two things differ, or only names both.

It does if a sentence on both contrasts them, or if each is what a sentence of its own is about.
"Locking and syncing are automatic" does neither: it has both words, and no difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text.words import terms

# Sentences, items, rows and paragraphs; a line that only goes on ends none.
UNITS = re.compile(r"(?<=[.!?:;])\s+|\n(?=[^\S\n]*(?:\n|[-*+|#>]|\d+[.)]))")
CONTRASTS = re.compile(
    r"\b(?:whereas|unlike|instead|contrast|contrary|differ\w*|distin(?:ct|guish)\w*|rather|compared"
    r"|versus|vs|opposed|than|not|cannot|but|however|although|though|while|same|similar\w*"
    r"|equivalent|identical|former|latter|over|advantages?|disadvantages?|better|worse|more|less"
    r"|fewer)\b|n['’]t\b",
    re.I,
)
SUBJECT = 3  # words, at most, from the beginning of a sentence to that of the name it is about


def tells_apart(text: str, one: str, other: str) -> bool:
    """Return whether ``text`` says how ``one`` and ``other`` differ, or what each is."""
    sides = own_stems(one, other)
    subjects = set()
    for unit in UNITS.split(text):
        places = [_place_of(side, terms(unit)) for side in sides]
        if None not in places and CONTRASTS.search(unit):
            return True
        subjects |= {
            at
            for at, place in enumerate(places)
            if place is not None and place < SUBJECT and places[1 - at] is None
        }
    return len(subjects) == len(sides)


def own_stems(one: str, other: str) -> tuple[list[str], list[str]]:
    """Return the stems of each name, in order, that the other does not have."""
    here, there = terms(one), terms(other)
    return [s for s in here if s not in there], [s for s in there if s not in here]


def names(stems: Sequence[str], side: Sequence[str]) -> bool:
    """Return whether ``stems`` have those of ``side`` next to each other, in this order."""
    return _place_of(side, stems) is not None


def _place_of(side: Sequence[str], stems: Sequence[str]) -> int | None:
    many = len(side)
    starts = range(len(stems) - many + 1) if side else ()
    return next((at for at in starts if list(stems[at : at + many]) == list(side)), None)
