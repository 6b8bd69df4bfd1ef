"""Texts on which one regular expression may try again and again, from what it repeats itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

from tests.support.pattern_characters import ONE, fits_one
from tests.support.pattern_steps import tree_of

REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
MANY = 50  # a repetition of more is one without an end
WAYS = 4  # of an alternative that is repeated: the first ones stand for all
CHARACTERS = "a1 -.\n\t_A*<>()[]\"'/:#|`é的—“”\u0301\x00"
NOTHING_FITS = "\x01"


def texts_for(pattern: re.Pattern[Any], times: int) -> list[str]:
    """Make texts in which each endless repetition of the pattern is met so many times."""
    made: dict[str, None] = {}
    for before, unit in dict.fromkeys(Sampler(pattern).repeated()):
        made[before + unit * times + NOTHING_FITS] = None
        made[(before + unit) * times + NOTHING_FITS] = None
        made[before * times] = None
    return list(made)


class Sampler:
    """Writes short texts that parts of a pattern match, or nearly do."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        self._flags, self._tree = pattern.flags, tree_of(pattern)

    def repeated(self) -> Iterator[tuple[str, str]]:
        """Yield what each endless repetition repeats, after what must stand before it."""
        yield from self._within(self._tree, "")

    def _within(self, items: list[Any], before: str) -> Iterator[tuple[str, str]]:
        for op, given in items:
            if op in REPEATS and given[1] > MANY:
                yield from ((before, unit) for unit in self._units(given[2]) if unit)
            for part in _parts(op, given):
                yield from self._within(list(part), before)
            before += self._sample(op, given)

    def _units(self, body: Any) -> list[str]:
        if len(body) == 1 and body[0][0] is sre.SUBPATTERN:
            return self._units(body[0][1][3])
        if len(body) == 1 and body[0][0] is sre.BRANCH:
            return [self._text(way) for way in body[0][1][1][:WAYS]]
        return [self._text(body)]

    def _text(self, items: Any) -> str:
        return "".join(self._sample(op, given, least=1) for op, given in items)

    def _sample(self, op: Any, given: Any, least: int = 0) -> str:
        if op in ONE:
            return self._character(op, given)
        if op in REPEATS:
            return self._text(given[2]) * max(given[0], least)
        if op in (sre.ASSERT, sre.ASSERT_NOT):
            return ""
        parts = _parts(op, given)
        return self._text(parts[0]) if parts else ""

    def _character(self, op: Any, given: Any) -> str:
        if op is sre.LITERAL:
            return chr(given)
        known = (c for c in CHARACTERS if fits_one(op, given, c, self._flags))
        return next(known, "") or _first_of(given)


def _first_of(given: Any) -> str:
    """Return a character that a set names."""
    for op, value in given if isinstance(given, list) else ():
        if op is sre.LITERAL:
            return chr(value)
        if op is sre.RANGE:
            return chr(value[0])
    return "a"


def _parts(op: Any, given: Any) -> list[Any]:
    """Return the series of elements that are within one."""
    if op is sre.SUBPATTERN:
        return [given[3]]
    if op is sre.BRANCH:
        return list(given[1])
    if op in REPEATS:
        return [given[2]]
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [given[1]]
    return [given] if op is sre.ATOMIC_GROUP else []
