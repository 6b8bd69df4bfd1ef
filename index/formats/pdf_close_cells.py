"""Part the cells of a table that stand no further apart than words, by the edges of its columns.

A number that is set flush right is often close to the column after it, and a long cell to the next.
What parts them is that the cells of other rows begin or end at the same place.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.formats.pdf_letters import Glyph
from index.formats.pdf_right_to_left import RIGHT_TO_LEFT, is_right_to_left

FEWEST_ROWS = 3
MOST_APART = 4.5  # times the letters' size, from one row to the next: a cell may wrap between
EDGE = (
    0.2  # times the size: so far the ink of a letter or digit may stand from the edge of its cell
)
MOST_ROWS = 0.6  # share of the rows that have a number at the edge of its column
BESIDE = 0.45  # times the size: wider than a space
VARIED = 0.3  # times the size: by so much the widths differ of numbers that are set flush right
LONG = 40  # letters of a run; in columns of prose most are longer, in tables few
LEADERS = re.compile(r"(?:\.\s*){4}")
NUMBER = re.compile(r"[-+(−]?[$€£¥]?\d(?:[\d.,'’]*\d)?[%$€£¥]?\)?")

Run = list[Glyph]


@dataclass(frozen=True, slots=True)
class Word:
    """Letters between spaces, by their places in a run."""

    at: int
    left: float
    right: float
    text: str

    @property
    def is_number(self) -> bool:
        """Return whether the word is a number."""
        return NUMBER.fullmatch(self.text) is not None


class RowOfRuns:
    """The runs that stand on one line, from left to right, and the places where they are cut."""

    def __init__(self, runs: Sequence[tuple[int, Run]]) -> None:
        self.runs = [(number, _words(run)) for number, run in runs]
        self.cuts: set[tuple[int, int]] = set()
        first = next(letter for letter in runs[0][1] if letter.size)
        self.base, self.size, self.turn = first.base, first.size, first.turn

    def words(self) -> Iterator[tuple[int, Word, Word | None, Word | None]]:
        """Yield the run of each word, the word, and those before and after it in the run."""
        for number, words in self.runs:
            yield from zip(
                [number] * len(words), words, [None, *words], [*words[1:], None], strict=False
            )

    def begins(self) -> Iterator[float]:
        """Yield where a cell begins that stands far from the one before."""
        yield from (words[0].left for _, words in self.runs)


def with_close_cells(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs of a page, those of tables cut between their cells."""
    given = list(runs)
    cuts: dict[int, set[int]] = {}
    for rows in _tables(_rows(given)):
        _cut_at_beginnings(rows)
        for edge in _edges_of_numbers(rows):
            _cut_after_numbers(rows, edge)
            _cut_before_numbers(rows, edge)
        for number, at in itertools.chain.from_iterable(row.cuts for row in rows):
            cuts.setdefault(number, set()).add(at)
    for number, run in enumerate(given):
        if number in cuts:
            yield from (run[a:b] for a, b in pairwise([0, *sorted(cuts[number]), len(run)]))
        else:
            yield run


def _rows(runs: Sequence[Run]) -> Iterator[RowOfRuns]:
    """Yield the lines of a page that have several runs, from top to bottom."""
    firsts = [next(letter for letter in run if letter.size) for run in runs]
    placed = [(one.turn, -one.base, at) for at, one in enumerate(firsts) if not one.mono]
    row: list[int] = []
    for turn, base, at in sorted(placed):
        last = firsts[row[-1]] if row else None
        if last and (last.turn != turn or base + last.base > EDGE * last.size):
            yield from _row(row, runs)
            row = []
        row.append(at)
    yield from _row(row, runs)


def _row(numbers: Sequence[int], runs: Sequence[Run]) -> Iterator[RowOfRuns]:
    """Yield the row of these runs, if they may be cells."""
    if len(numbers) < 2:
        return
    drawn = [(at, runs[at]) for at in numbers if any(letter.text.strip() for letter in runs[at])]
    drawn.sort(key=lambda one: _left(one[1]))
    text = " ".join(letter.text for _, run in drawn for letter in run)
    backwards = any(one >= RIGHT_TO_LEFT and is_right_to_left(one) for one in text)
    if len(drawn) > 1 and not LEADERS.search(text) and not backwards:
        yield RowOfRuns(drawn)


def _left(run: Run) -> float:
    return min(letter.left for letter in run if letter.size)


def _words(run: Run) -> list[Word]:
    words: list[Word] = []
    at = 0
    for end in range(len(run) + 1):
        if end < len(run) and run[end].text.strip():
            continue
        if some := run[at:end]:
            text = "".join(letter.text for letter in some)
            words.append(Word(at, some[0].left, some[-1].right, text))
        at = end + 1
    return words


def _tables(rows: Iterable[RowOfRuns]) -> Iterator[list[RowOfRuns]]:
    """Yield the rows that stand close below one another, if they are enough for a table."""
    table: list[RowOfRuns] = []
    for row in rows:
        last = table[-1] if table else row
        if row.turn != last.turn or last.base - row.base > MOST_APART * row.size:
            if _is_table(table):
                yield table
            table = []
        table.append(row)
    if _is_table(table):
        yield table


def _is_table(rows: Sequence[RowOfRuns]) -> bool:
    runs = [words for row in rows for _, words in row.runs]
    long = sum(words[-1].at - words[0].at > LONG for words in runs)
    return len(rows) >= FEWEST_ROWS and 2 * long < len(runs)


def _clusters(places: Iterable[tuple[float, RowOfRuns]]) -> Iterator[tuple[float, int]]:
    """Yield each place where things of several rows stand, and how many rows that are."""
    some: list[tuple[float, RowOfRuns]] = []
    for one in [*sorted(places, key=lambda place: place[0]), None]:
        if some and (one is None or one[0] - some[0][0] > EDGE * some[0][1].size):
            yield sum(place for place, _ in some) / len(some), len({id(row) for _, row in some})
            some = []
        if one is not None:
            some.append(one)


def _is_at(place: float, edge: float, row: RowOfRuns) -> bool:
    return abs(place - edge) <= EDGE * row.size


def _cut_at_beginnings(rows: Sequence[RowOfRuns]) -> None:
    """Cut before the words that begin where cells of most rows do."""
    places = _clusters((left, row) for row in rows for left in row.begins())
    edges = [edge for edge, count in places if 2 * count >= len(rows) and count >= FEWEST_ROWS - 1]
    for row in rows:
        for run, words in row.runs:
            inner = [edge for edge in edges if words[0].right < edge < words[-1].right]
            found = [word for word in words[1:] if any(_is_at(word.left, x, row) for x in inner)]
            begins = any(_is_at(words[0].left, edge, row) for edge in edges)
            if begins and len(found) == len(inner):  # a head above several columns is whole
                row.cuts.update((run, word.at) for word in found)


def _edges_of_numbers(rows: Sequence[RowOfRuns]) -> list[float]:
    """Return where the numbers of most rows end, if they are of different widths."""
    numbers = [(word, row) for row in rows for _, word, *_ in row.words() if word.is_number]
    found = []
    for edge, count in _clusters((word.right, row) for word, row in numbers):
        widths = [word.right - word.left for word, row in numbers if _is_at(word.right, edge, row)]
        varied = max(widths) - min(widths) > VARIED * rows[0].size
        if varied and count >= max(FEWEST_ROWS, MOST_ROWS * len(rows)):
            found.append(edge)
    return found


def _cut_after_numbers(rows: Sequence[RowOfRuns], edge: float) -> None:
    """Cut after the words that end at the edge of a column of numbers, if another column follows.

    What belongs to the number, such as a unit, is the same in most rows, or moves its end.
    """
    found = [
        (row, run, word, after)
        for row in rows
        for run, word, _, after in row.words()
        if after and _is_at(word.right, edge, row)
    ]
    if len(found) < FEWEST_ROWS:
        return
    size = rows[0].size
    beside = min(after.left - word.right for _, _, word, after in found) > BESIDE * size
    named = all(any(map(str.isalnum, after.text)) for *_, after in found)
    if (beside and named) or _is_column([after for *_, after in found], size):
        for row, run, _, after in found:
            row.cuts.add((run, after.at))


def _is_column(words: Sequence[Word], size: float) -> bool:
    """Return whether words begin at one place and differ, or are numbers of different widths."""
    numbers = [word for word in words if word.is_number]
    if 2 * len(numbers) > len(words):
        widths = [word.right - word.left for word in numbers]
        ends = [word.right for word in numbers]
        return max(widths) - min(widths) > VARIED * size and max(ends) - min(ends) <= EDGE * size
    lefts = [word.left for word in words]
    different = len({word.text for word in words})
    return max(lefts) - min(lefts) <= EDGE * size and 2 * different >= len(words)


def _cut_before_numbers(rows: Sequence[RowOfRuns], edge: float) -> None:
    """Cut before the numbers of a column that in most rows stand apart from the cell before."""
    alone = 0
    close: list[tuple[RowOfRuns, int, Word]] = []
    for row in rows:
        for run, word, before, _ in row.words():
            if not (word.is_number and _is_at(word.right, edge, row)):
                continue
            if before is None or (run, word.at) in row.cuts:
                alone += 1
            else:
                close.append((row, run, word))
    if alone > len(close):
        for row, run, word in close:
            row.cuts.add((run, word.at))
