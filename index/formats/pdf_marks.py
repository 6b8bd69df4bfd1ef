"""Recognise the marks before list items in a PDF, and tell them from words that look the same.

A line of running text may begin with "5." or "J." too, where it was wrapped. Such a mark counts if
the one before or after it stands at the same place, at the beginning of another line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from index.formats.pdf_lines import Line

BULLETS = "•◦▪‣●○■∙◆❖➢➤►▸⁃"
NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
ROMAN = {numeral: value for value, numeral in enumerate(NUMERALS.split(), 1)}
MARK = re.compile(
    rf"(?:(?P<bullet>[{BULLETS}])|(?P<dash>[–*·-])"
    r"|(?P<section>\d{1,2}(?:\.\d{1,2})*)\.(?P<last>\d{1,2})"
    r"|(?P<open>\(?)(?P<number>\d{1,3}|[a-zA-Z]|[ivx]{2,5})(?P<close>[.)]))(?=\s|\Z)"
)


class ItemMark(NamedTuple):
    """The kind of a mark, and its place in the order of its kind."""

    kind: str
    value: int


def mark_of(text: str) -> ItemMark | None:
    """Return the mark that a line begins with, or None."""
    found = MARK.match(text)
    if found is None:
        return None
    if found["bullet"]:
        return ItemMark("bullet", 0)
    if found["dash"]:
        return ItemMark(found["dash"], 0)
    if found["last"]:
        return ItemMark(found["section"], int(found["last"]))
    number = found["number"]
    style = found["open"] + found["close"]
    if number.isdigit():
        return ItemMark(f"1{style}", int(number))
    if len(number) > 1:
        return ItemMark(f"i{style}", ROMAN.get(number, -1))
    return ItemMark(f"{'A' if number.isupper() else 'a'}{style}", ord(number))


def is_bulleted(line: Line) -> bool:
    """Return whether the line begins with a mark that only items of lists have."""
    return line.text[:1] in BULLETS and MARK.match(line.text) is not None


def mark_before(line: Line) -> ItemMark | None:
    """Return the mark that a line begins with; a number that stands apart needs no full stop."""
    number = re.match(r"\d{1,2}(?=\s)", line.text) if line.hang else None
    return ItemMark("1 ", int(number[0])) if number else mark_of(line.text)


def as_roman(mark: ItemMark) -> ItemMark | None:
    """Return a mark such as "i)" as a number in Roman numerals, or None if it cannot be one."""
    if mark.kind[0] == "i":
        return mark
    if mark.kind[0] != "a" or chr(mark.value) not in ROMAN:
        return None
    return ItemMark(f"i{mark.kind[1:]}", ROMAN[chr(mark.value)])


class ItemMarks:
    """All marks at the beginnings of the lines of a document."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._all: dict[tuple[ItemMark, int], list[float]] = {}
        for line in lines:
            if mark := mark_before(line):
                for one in filter(None, {mark, as_roman(mark)}):
                    self._all.setdefault((one, line.page), []).append(line.left)

    def begins_item(self, line: Line) -> bool:
        """Return whether the line begins an item of a list, whatever is before it."""
        mark = mark_before(line)
        if mark is None:
            return False
        if mark.kind == "bullet":
            return True
        if mark.value == 0 and not mark.kind[0].isdigit():  # a dash has no order
            return self._count(mark, line, line.page) > 1
        return any(
            self._count(ItemMark(one.kind, one.value + step), line, line.page + page)
            for one in filter(None, (mark, as_roman(mark)))
            for step in (-1, 1)
            for page in (-1, 0, 1)
        )

    def _count(self, mark: ItemMark, line: Line, page: int) -> int:
        """Return how many lines of a page have the mark at the place of ``line``."""
        lefts = self._all.get((mark, page), ())
        return sum(abs(left - line.left) <= 0.6 * line.size for left in lefts)
