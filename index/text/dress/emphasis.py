"""Match the marks of emphasis with each other, by the rules of CommonMark and of GitHub's strike.

https://spec.commonmark.org/0.31.2/#phase-2-inline-structure
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from index.text.dress.shown_line import DressStyle


@dataclass(slots=True)
class Delimiter:
    """A row of equal marks: ``start`` and ``end`` are those that are not used yet."""

    mark: str
    start: int
    end: int
    opens: bool
    closes: bool
    length: int

    @property
    def left(self) -> int:
        """Return how many marks are not used yet."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class EmphasisPair:
    """A pair of marks of equal length: their offsets, and the style of what is between them."""

    opening: int
    closing: int
    length: int
    style: DressStyle


def delimiter_at(content: str, at: int) -> Delimiter:
    """Return the row of marks that begins at ``at``, and whether it can open and close."""
    mark, end = content[at], at
    while end < len(content) and content[end] == mark:
        end += 1
    before = content[at - 1] if at else " "
    after = content[end] if end < len(content) else " "
    left = not after.isspace() and (not _punctuation(after) or _outer(before))
    right = not before.isspace() and (not _punctuation(before) or _outer(after))
    if mark == "_":  # not within a word, as in snake_case
        opens, closes = (
            left and (not right or _punctuation(before)),
            right and (not left or _punctuation(after)),
        )
    else:
        opens, closes = left, right
    if mark == "~" and end - at != 2:
        opens = closes = False
    return Delimiter(mark, at, end, opens, closes, end - at)


def paired(delimiters: list[Delimiter]) -> Iterator[EmphasisPair]:
    """Yield the pairs that ``delimiters`` form; what is left of them is text."""
    bottoms: dict[tuple[str, bool, int], int] = {}
    at = 0
    while at < len(delimiters):
        closer = delimiters[at]
        key = (closer.mark, closer.opens, closer.length % 3)
        opener = _opener(delimiters, at, bottoms.get(key, 0)) if closer.closes else None
        if opener is None:
            if closer.closes:
                bottoms[key] = at
            at += 1
            continue
        for between in delimiters[opener + 1 : at]:
            between.opens = between.closes = False
        yield _pair(delimiters[opener], closer)
        if closer.left == 0:
            at += 1


def _opener(delimiters: list[Delimiter], at: int, bottom: int) -> int | None:
    closer = delimiters[at]
    for number in range(at - 1, bottom - 1, -1):
        one = delimiters[number]
        if one.mark == closer.mark and one.opens and one.left and _fit(one, closer):
            return number
    return None


def _fit(one: Delimiter, closer: Delimiter) -> bool:
    """Return whether CommonMark's "rule of three" allows the pair."""
    if not (one.closes or closer.opens):
        return True
    together = (one.length + closer.length) % 3 == 0
    return not together or (one.length % 3 == 0 and closer.length % 3 == 0)


def _pair(opener: Delimiter, closer: Delimiter) -> EmphasisPair:
    length = 2 if opener.left >= 2 and closer.left >= 2 else 1
    opener.end -= length
    opening, closing = opener.end, closer.start
    closer.start += length
    if opener.mark == "~":
        return EmphasisPair(opening, closing, length, DressStyle.STRUCK)
    return EmphasisPair(
        opening, closing, length, DressStyle.BOLD if length == 2 else DressStyle.ITALIC
    )


def _punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _outer(character: str) -> bool:
    return character.isspace() or _punctuation(character)
