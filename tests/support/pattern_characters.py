"""Which characters one element of a regular expression takes, as ``re`` parses it."""

from __future__ import annotations

import re
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

ONE = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)


def is_word(character: str, flags: int) -> bool:
    """Return whether it is one of ``\\w``; none is not."""
    return bool(character) and _category(sre.CATEGORY_WORD, character, flags)


def fits_one(op: Any, given: Any, character: str, flags: int) -> bool:
    """Return whether a character is one that an element of a pattern takes."""
    if op is sre.ANY:
        return character != "\n" or bool(flags & re.DOTALL)
    if op is sre.LITERAL:
        return given == ord(character) or chr(given) in _forms(character, flags)
    if op is sre.NOT_LITERAL:
        return chr(given) not in _forms(character, flags)
    return _in_set(tuple(given), character, flags)


@cache
def _in_set(given: tuple[Any, ...], character: str, flags: int) -> bool:
    negated = given[:1] == ((sre.NEGATE, None),)
    parts = given[1:] if negated else given
    return any(_part(op, value, character, flags) for op, value in parts) is not negated


def _part(op: Any, value: Any, character: str, flags: int) -> bool:
    if op is sre.LITERAL:
        return chr(value) in _forms(character, flags)
    if op is sre.RANGE:
        return any(value[0] <= ord(form) <= value[1] for form in _forms(character, flags))
    return _category(value, character, flags)


@cache
def _forms(character: str, flags: int) -> frozenset[str]:
    if not flags & re.IGNORECASE:
        return frozenset(character)
    forms = {character, character.lower(), character.upper(), character.casefold()}
    return frozenset(form for form in forms if len(form) == 1)


@cache
def _category(name: Any, character: str, flags: int) -> bool:
    letter = {sre.CATEGORY_WORD: r"\w", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_DIGIT: r"\d",
              sre.CATEGORY_NOT_WORD: r"\W", sre.CATEGORY_NOT_SPACE: r"\S",
              sre.CATEGORY_NOT_DIGIT: r"\D"}[name]  # fmt: skip
    return re.fullmatch(letter, character, flags & re.ASCII) is not None
