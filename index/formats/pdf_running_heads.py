"""Remove the running heads and feet of a PDF: whole lines, outermost, that recur on most pages.

Lines recur if their words are the same at the same height, and so are their numbers, or they grow
by one with each page. "Room 7 costs 21 crowns" at the top of each page is not a head.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import median
from typing import NamedTuple

from index.formats.pdf_lines import Line, Sheet

MARGIN = 0.16  # share of the page's height, at top and bottom, for running heads and feet
MOST_DEEP = 4  # rows of a head or foot
MOST_PAGES = 0.5  # share of the pages whose outermost line must recur
APART = 1.35  # times the pitch of the rows beside it; a nearer row belongs to the text
SMALLER, LARGER = 0.93, 1.1  # times the usual size of the text; a larger row is a heading
MOST_NUMBERS = 8  # of a line; a line with more recurs only as it is
FEWEST_LETTERS = 20  # of a large line with a page number; a shorter one may be a heading
LONGEST = 150  # characters of a head that is on one page only
NUMBER = re.compile(r"\d+|\b[ivxlc]{1,7}\b")
PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.|seite|pagina|página)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\A\W*\d|\d\W*\Z")  # a number is at its beginning or end
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(slots=True)
class OutermostRow:
    """The outermost lines of a sheet, on one baseline; ``detached`` from the rows further in.

    ``few``: it is one of few rows that are detached together, as a head of several rows is.
    """

    lines: list[Line]
    page: int
    text: str
    base: float
    size: float
    detached: bool
    large: bool
    few: bool

    def signs(self) -> Iterator[tuple[object, ...]]:
        """Yield the ways in which it may recur: each number as it is, or less the page's.

        Of a row set apart, a part is enough: the other one may name the section.
        """
        yield from _signs(self.text, self.page)
        if self.detached and len(self.lines) > 1:
            for line in self.lines:
                if sum(map(str.isalpha, line.text)) > 2:
                    yield from _signs(line.text, self.page)


class Recurrence(NamedTuple):
    """How a row recurs: whether a number in it counts the pages, and on how many pages."""

    counted: bool
    times: int


def _signs(text: str, page: int) -> Iterator[tuple[object, ...]]:
    skeleton = NUMBER.sub("#", text)
    values = [_value(number) for number in NUMBER.findall(text)]
    few = range(len(values) if len(values) <= MOST_NUMBERS else 0)
    for counting in ((), *combinations(few, 1), *combinations(few, 2)):
        shown = (n - page if at in counting else n for at, n in enumerate(values))
        yield (skeleton, bool(counting), counting, *shown)


def without_running_heads(sheets: Sequence[Sheet]) -> int:
    """Take the running heads and feet out of the sheets; return how many lines they were."""
    sizes = [line.size for sheet in sheets for line in sheet.lines]
    body = median(sizes or [1.0])
    for top in (True, False):
        remaining = list(enumerate(sheets))
        for _ in range(MOST_DEEP):
            rows = {at: row for at, sheet in remaining if (row := _outermost(sheet, body, top=top))}
            running = set(_running(rows, len(sheets)))
            for at in running:
                gone = {id(line) for line in rows[at].lines}
                sheets[at].lines = [line for line in sheets[at].lines if id(line) not in gone]
            remaining = [(at, sheet) for at, sheet in remaining if at in running]
    return len(sizes) - sum(len(sheet.lines) for sheet in sheets)


def _outermost(sheet: Sheet, body: float, *, top: bool) -> OutermostRow | None:
    edge = MARGIN * sheet.height
    lines = sorted(sheet.lines, key=lambda line: -line.base if top else line.base)
    if not lines or (sheet.height - edge > lines[0].base if top else lines[0].base > edge):
        return None
    here = [line for line in lines if abs(line.base - lines[0].base) < 2]
    inner = lines[len(here) :][:40]
    size = max(line.size for line in here)
    usual = median(line.size for line in inner) if inner else size
    steps = [gap for a, b in pairwise(inner) if (gap := abs(a.base - b.base)) > 2]
    pitch = median(steps) if steps else 1.3 * size
    gap = abs(inner[0].base - lines[0].base) if inner else sheet.height
    text = " ".join(line.text for line in sorted(here, key=lambda line: line.left))
    detached = gap > APART * pitch or size < SMALLER * usual
    return OutermostRow(
        here,
        sheet.page,
        text,
        lines[0].base,
        size,
        detached,
        size > LARGER * max(usual, body),
        max([gap, *steps[: MOST_DEEP - 1]]) > APART * pitch,
    )


def _running(rows: dict[int, OutermostRow], pages: int) -> Iterator[int]:
    """Yield the keys of those outermost rows of all sheets that are running heads or feet."""
    recurring = _recurring(rows)
    places = Counter(place for at in recurring for place in _places(rows[at]))
    sizes = {(place, rows[at].size) for at in recurring for place in _places(rows[at])}
    most = MOST_PAGES * pages
    for at, row in rows.items():
        place = round(row.base / 4)
        usual = places[place] > most
        recurs = at in recurring and _recurs_as_head(row, recurring[at], most, usual=usual)
        if recurs or _is_lone_head(row, alike=usual and (place, row.size) in sizes):
            yield at


def _recurs_as_head(row: OutermostRow, seen: Recurrence, most: float, *, usual: bool) -> bool:
    """Return whether a row that recurs is a head, and neither a line of the text nor a heading.

    ``most``: half of the pages. ``usual``: on most pages, a row stands there that recurs.
    """
    if not usual and seen.times <= 2:
        return False
    outside = (
        row.detached
        or (seen.counted and NUMBERED.search(row.text) is not None)
        or (row.few and seen.times > max(2, most))
    )
    heading = row.large and (seen.times <= 2 or (seen.counted and _is_numbered_heading(row)))
    return outside and not heading


def _is_lone_head(row: OutermostRow, *, alike: bool) -> bool:
    """Return whether a row is a head without recurring: ``alike`` those that do, or a number."""
    if not row.detached or row.large:
        return False
    return (alike and len(row.text) < LONGEST) or (_is_own_number(row) and len(row.lines) == 1)


def _is_numbered_heading(row: OutermostRow) -> bool:
    """Return whether the row may be one of "Lesson 1", "Lesson 2", each on its own page."""
    return 0 < sum(map(str.isalpha, row.text)) < FEWEST_LETTERS and "page" not in row.text.lower()


def _recurring(rows: dict[int, OutermostRow]) -> dict[int, Recurrence]:
    """Return how those rows recur that do."""
    pages: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for row in rows.values():
        for sign in row.signs():
            for place in _places(row):
                pages[(place, *sign)].add(row.page)
    found = {}
    for at, row in rows.items():
        place = round(row.base / 4)
        times, counted = max((len(pages[(place, *sign)]), bool(sign[1])) for sign in row.signs())
        if times > 1:
            found[at] = Recurrence(counted, times)
    return found


def _places(row: OutermostRow) -> Iterator[int]:
    for step in (-1, 0, 1):
        yield round(row.base / 4) + step


def _is_own_number(row: OutermostRow) -> bool:
    """Return whether the row is nothing but the number of its page, or a Roman number."""
    if PAGE_NUMBER.fullmatch(row.text) is None:
        return False
    numbers = NUMBER.findall(row.text.lower())
    return bool(numbers) and (not numbers[0].isdigit() or _value(numbers[0]) == row.page)


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [ROMAN[letter] for letter in number]
    return sum(
        -one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)
    )
