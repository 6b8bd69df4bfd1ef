"""Put the lines of PDF pages into reading order: columns one after the other, sidebars last."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import fmean, median
from typing import NamedTuple

from index.formats.pdf_grids import THICK
from index.formats.pdf_lines import Line, Rule
from index.formats.pdf_rows import is_backwards, rows_of
from index.text.furniture import ENDS_A_SENTENCE

# Lines of a column, and their mean length.
MIN_COLUMN_LINES, MIN_COLUMN_LINE_CHARACTERS = 4, 20
MIN_PROSE_CHARACTERS = 30  # of a line beside a sidebar, on average
NARROW = 0.6  # times the width of the other column; a narrower one is a sidebar
TOUCHING = 4.0  # points, from one rule to the next in the same row
MOST_ROW_LINES = 10  # of the cells of one row
MOST_LINES = 3_000  # of a page; a page with more is a drawing, not text in columns
MOST_PLACES = 60  # where a page may be cut into columns
NOTE = re.compile(r"(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3}|[*†‡§¶])[.)]?\s?\S")
NAME = re.compile(r"[^\W\d_]{3}")


class Band(NamedTuple):
    """Lines below one another: of two columns on both sides of ``x``, or else of one."""

    lines: list[Line]
    split: bool


def in_order(lines: list[Line], rules: Sequence[Rule] = ()) -> list[Line]:
    """Return the lines of a page in reading order, each with the edges of its column."""
    rules = list(_drawn_as_one(rules))
    x = _gutter(lines, rules) if MIN_COLUMN_LINES < len(lines) <= MOST_LINES else None
    if x is None:
        return rows_of(lines)
    read: list[Line] = []
    asides: list[Line] = []
    for band in _bands(lines, x, rules):
        if band.split:
            main, aside = _columns(band.lines, x, rules)
            read += main
            asides += aside
        else:
            read += in_order(band.lines, rules)
    return read + asides


def _columns(lines: list[Line], x: float, rules: Sequence[Rule]) -> tuple[list[Line], list[Line]]:
    """Return the lines on both sides of ``x`` in order, and apart from them those of a sidebar."""
    left, right = _sides(lines, x)
    for main, side in ((left, right), (right, left)):
        if _is_sidebar(main, side):
            return in_order(main, rules), [replace(line, aside=True) for line in rows_of(side)]
    first, second = (right, left) if is_backwards(lines) else (left, right)
    return in_order(first, rules) + in_order(second, rules), []


def _sides(lines: list[Line], x: float) -> tuple[list[Line], list[Line]]:
    return [line for line in lines if line.middle < x], [line for line in lines if line.middle >= x]


def _gutter(lines: list[Line], rules: Sequence[Rule]) -> float | None:
    """Return the x of the gap that has most lines in columns on both its sides, or None."""
    edges = sorted({round(line.right) + 1.0 for line in lines})
    lines = sorted(lines, key=lambda line: -line.base)
    best: tuple[int, int, float] | None = None
    for x in edges[:: max(1, len(edges) // MOST_PLACES)]:
        sides = [line.left >= x for line in lines if not line.left < x < line.right]
        if not 0 < sum(sides) < len(sides):
            continue
        count = sum(len(band.lines) for band in _bands(lines, x, rules) if band.split)
        if count and (best is None or (count, len(sides)) > best[:2]):
            best = count, len(sides), x
    return best[2] if best else None


def _bands(lines: list[Line], x: float, rules: Sequence[Rule]) -> Iterator[Band]:
    """Yield the lines from top to bottom, in bands that have columns on both sides of ``x``."""
    plain: list[Line] = []
    ordered = sorted(lines, key=lambda line: -line.base)
    for crossing, some in itertools.groupby(ordered, key=lambda line: line.left < x < line.right):
        band = list(some)
        if not crossing and _is_split(band, x, rules):
            if plain:
                yield Band(plain, split=False)
            plain = []
            yield Band(band, split=True)
        else:
            plain += band
    if plain:
        yield Band(plain, split=False)


def _is_split(lines: list[Line], x: float, rules: Sequence[Rule]) -> bool:
    """Return whether the lines on both sides of ``x`` are read one side after the other."""
    left, right = _sides(lines, x)
    if not left or not right or len(lines) <= MIN_COLUMN_LINES or _is_table(left, right, x, rules):
        return False
    if _is_column(left) and _is_column(right):
        return _overlap(left, right)
    return _is_sidebar(left, right) or _is_sidebar(right, left)


def _is_column(lines: list[Line]) -> bool:
    return (
        len(lines) >= MIN_COLUMN_LINES
        and fmean(len(line.text) for line in lines) >= MIN_COLUMN_LINE_CHARACTERS
    )


def _overlap(left: list[Line], right: list[Line]) -> bool:
    """Return whether two columns are side by side for over half of the shorter one's height."""
    top = min(max(line.base for line in side) for side in (left, right))
    low = max(min(line.base for line in side) for side in (left, right))
    shorter = min(
        max(line.base for line in side) - min(line.base for line in side) for side in (left, right)
    )
    return top - low > 0.5 * shorter


def _is_table(left: list[Line], right: list[Line], x: float, rules: Sequence[Rule]) -> bool:
    """Return whether the same rules or gaps cut both sides into rows."""
    everything = sorted([*left, *right], key=lambda line: -line.base)
    high, low = everything[0].base, everything[-1].base
    if _rules_across(left, right, [rule for rule in rules if low < rule.y < high]) > 1:
        return True
    pitch = median([*_steps(left), *_steps(right)] or [0.0])
    strips: list[list[Line]] = [[]]
    for line, after in itertools.pairwise([*everything, None]):
        assert line is not None  # noqa: S101 - for the types
        strips[-1].append(line)
        if after is not None and line.base - after.base > 1.35 * pitch:
            strips.append([])
    both = sum(0 < sum(line.middle < x for line in strip) < len(strip) for strip in strips)
    return both > 2 and both >= 0.8 * len(strips) and len(everything) <= MOST_ROW_LINES * both


def _rules_across(left: list[Line], right: list[Line], rules: Sequence[Rule]) -> int:
    """Return how many rules reach over both sides; that of a heading ends with its column."""
    begin, end = max(line.right for line in left), min(line.left for line in right)
    across = sorted(rule.y for rule in rules if rule.left < begin and rule.right > end)
    return len(across[:1]) + sum(b - a > THICK for a, b in itertools.pairwise(across))


def _drawn_as_one(rules: Sequence[Rule]) -> Iterator[Rule]:
    """Yield the rules; those of the cells of a row, each of which begins where one ends, as one."""
    last: Rule | None = None
    for rule in sorted(rules, key=lambda rule: (round(rule.y), rule.left)):
        if last and abs(rule.y - last.y) < THICK and rule.left - last.right < TOUCHING:
            last = Rule(last.left, max(last.right, rule.right), last.y)
            continue
        if last:
            yield last
        last = rule
    if last:
        yield last


def _steps(lines: list[Line]) -> list[float]:
    """Return how far each line is below the one before."""
    bases = sorted({round(line.base, 1) for line in lines}, reverse=True)
    return [above - below for above, below in itertools.pairwise(bases)]


def _is_sidebar(main: list[Line], side: list[Line]) -> bool:
    """Return whether ``side`` stands beside the running text ``main`` without being part of it."""
    if not _is_prose(main) or not side:
        return False
    if sum(NAME.search(line.text) is not None for line in side) < 0.6 * len(side):
        return False  # numbers, or marks of items
    widths = [_width(side), _width(main)]
    if widths[0] > NARROW * widths[1]:
        return False
    starts = _starts(main)
    blocks = _blocks(side)
    labels = sum(any(abs(block.base - line.base) < 2 for line in starts) for block in blocks)
    return labels < 0.5 * len(blocks) and 4 * len(blocks) <= len(main)


def _is_prose(lines: list[Line]) -> bool:
    if len(lines) < MIN_COLUMN_LINES:
        return False
    edge = max(line.right for line in lines) - 0.15 * _width(lines)
    full = sum(line.right >= edge for line in lines)
    mean = fmean(len(line.text) for line in lines)
    return mean >= MIN_PROSE_CHARACTERS and full >= 0.5 * len(lines)


def _width(lines: list[Line]) -> float:
    return max(line.right for line in lines) - min(line.left for line in lines)


def _starts(lines: list[Line]) -> list[Line]:
    """Return the lines that begin a paragraph, as far as gaps and full stops tell."""
    ordered = sorted(lines, key=lambda line: -line.base)
    pitch = median(_steps(ordered) or [0.0])
    edge = max(line.right for line in lines) - 0.15 * _width(lines)
    return [ordered[0]] + [
        line
        for before, line in itertools.pairwise(ordered)
        if before.base - line.base > 1.3 * pitch
        or (before.right < edge and ENDS_A_SENTENCE.search(before.text))
    ]


def _blocks(lines: list[Line]) -> list[Line]:
    """Return the first lines of blocks of lines with wider gaps between them."""
    ordered = sorted(lines, key=lambda line: -line.base)
    return [ordered[0]] + [
        line
        for before, line in itertools.pairwise(ordered)
        if before.base - line.base > 1.6 * before.size
    ]


def notes_and_body(lines: list[Line], body: float) -> tuple[list[Line], list[Line]]:
    """Separate what is set apart from the text of a page: its smaller footnotes, its sidebars."""
    notes: list[Line] = []
    rest: list[Line] = []
    flowing = [line for line in lines if not line.aside]
    for number, line in enumerate(flowing):
        small = line.size < 0.93 * body and not line.cells
        after = bool(notes) and number > 0 and flowing[number - 1] is notes[-1]
        if small and (after or NOTE.match(line.text)) and _is_last(flowing[number:], body):
            notes.append(line)
        else:
            rest.append(line)
    return notes + [line for line in lines if line.aside], rest


def _is_last(lines: list[Line], body: float) -> bool:
    """Return whether only small lines follow the first one in its column."""
    return all(line.size < 0.93 * body for line in lines if line.column == lines[0].column)
