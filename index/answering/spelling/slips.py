"""Decide whether one word can be a slip of the fingers for another, and never its opposite."""

from __future__ import annotations

import re
from enum import IntEnum

from rapidfuzz.distance import OSA

SHORT = 4  # letters; a word this short is near too many others
ODD = 6  # letters; in a word this long, any one letter may be wrong
LONG = 8  # letters; in a word this long, two may be wrong
NEGATING = ("a", "an", "anti", "counter", "de", "dis", "il", "im", "in", "ir", "mal", "mis", "non",
            "re", "un")  # fmt: skip
WITHOUT = re.compile(r"(.{3,})(?:les?s?|lss)")  # "-less", or nearly
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALIKE = frozenset(
    "ae ai ao au ei eo eu io iu ou iy ey ck cs sz fv bp dt gj mn uw".split()  # noqa: SIM905
)


class SlipKind(IntEnum):
    """The kinds of slips, the likeliest first."""

    PLAIN = 0  # two letters swapped, one doubled or not doubled
    USUAL = 1  # a letter left out, a neighbouring key, a letter that sounds alike
    ODD = 2
    TWICE = 3


def is_slip(typed: str, meant: str, *, name: bool = False) -> bool:
    """Return whether ``typed`` may be a slip for ``meant``; both are in lower case.

    Fewer slips are accepted in a name, which may well be the name of another.
    """
    distance = OSA.distance(typed, meant, score_cutoff=2)
    if not 0 < distance <= 2 or len(meant) < SHORT or turned(typed, meant):
        return False
    kind = kind_of(typed, meant)
    if kind is SlipKind.PLAIN:
        return True
    if kind is SlipKind.USUAL:
        return len(typed) > SHORT
    long = LONG if kind is SlipKind.TWICE else ODD
    if kind is SlipKind.ODD and len(typed) == SHORT < len(meant):
        long = SHORT  # "lght"
    return len(typed) >= long and not name and _within(typed, meant, distance)


def kind_of(typed: str, meant: str) -> SlipKind:
    """Return the kind of slip that turns ``meant`` into ``typed``."""
    if OSA.distance(typed, meant) > 1:
        return SlipKind.TWICE
    pairs = zip(typed, meant, strict=False)
    at = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(typed), len(meant)))
    if len(typed) == len(meant):
        return _changed(typed, meant, at)
    longer, shorter = sorted((typed, meant), key=len, reverse=True)
    if at and longer[at] == longer[at - 1]:
        return SlipKind.PLAIN
    near_key = any(_neighbours(longer[at], letter) for letter in shorter[max(at - 1, 0) : at + 1])
    left_out = longer == meant and len(typed) > SHORT
    usual = left_out or (longer == typed and near_key and at < len(shorter))
    return SlipKind.USUAL if at and usual else SlipKind.ODD


def turned(one: str, other: str) -> bool:
    """Return whether one word negates the other by an affix: "uninstall", "useless"."""
    pairs = ((one, other), (other, one))
    return any(_negates(a, b) or _lacks(a, b) for a, b in pairs)


def _negates(long: str, short: str) -> bool:
    """Return whether ``long`` is ``short`` with a negating prefix, possibly misspelt."""
    return any(
        long == prefix + short
        or (
            long[0] == prefix[0] != short[0]
            and OSA.distance(long, prefix + short, score_cutoff=1) <= 1
        )
        for prefix in NEGATING
    )


def _lacks(long: str, short: str) -> bool:
    """Return whether ``long`` is ``short`` with "-less"; "-ful" is too many letters away."""
    match = WITHOUT.fullmatch(long)
    return match is not None and match[1] + "s" == short and not short.endswith("les")


def _changed(typed: str, meant: str, at: int) -> SlipKind:
    if sorted(typed) == sorted(meant):
        swapped = at > 0 or len(typed) > SHORT  # "odor" is not "door"
        return SlipKind.PLAIN if swapped else SlipKind.ODD
    alike = _neighbours(typed[at], meant[at]) or _sound(typed[at], meant[at])
    return SlipKind.USUAL if at and alike else SlipKind.ODD


def _within(typed: str, meant: str, distance: int) -> bool:
    """Return whether the beginnings agree and a letter before the ending differs.

    "septicemia" is no slip for "septicemic", nor "possibilism" for "possibility".
    """
    pairs = zip(typed, meant, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), len(min(typed, meant, key=len)))
    return 0 < same < min(len(typed), len(meant)) - distance


def _neighbours(one: str, other: str) -> bool:
    """Return whether two letters are neighbours on a keyboard."""
    places = [(row, keys.find(letter)) for letter in (one, other) for row, keys in enumerate(_ROWS)
              if letter in keys]  # fmt: skip
    if len(places) < 2:
        return False
    (row, column), (other_row, other_column) = places
    return abs(row - other_row) <= 1 and abs(column - other_column) <= 1


def _sound(one: str, other: str) -> bool:
    return "".join(sorted((one, other))) in _ALIKE
