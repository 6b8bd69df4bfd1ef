"""Take the numbers of lines out of a PDF page, and put large initials before their words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from statistics import fmean, median

from index.formats.pdf_lines import Line
from index.text.furniture import ENDS_A_SENTENCE

FEWEST_NUMBERS = 6  # of lines, on a page
FEWEST_CHARACTERS = 25  # of a numbered line, on average
SLACK = 4.0  # points
INITIAL = 1.8  # times the size of the words; larger letters are initials
WORDS_OF_ONE_LETTER = ("A", "I", "O", "À", "É", "Y")


def without_line_numbers(lines: list[Line]) -> list[Line]:
    """Return the lines without a margin of numbers that count them."""
    numbers = [line for line in lines if line.text.isascii() and line.text.isdigit()]
    if len(numbers) < FEWEST_NUMBERS:
        return lines
    columns = [*_by(numbers, lambda line: line.right), *_by(numbers, lambda line: line.left)]
    for some in sorted(columns, key=len, reverse=True):
        if _is_count(some) and _is_margin(some, lines):
            gone = {id(line) for line in some}
            return [line for line in lines if id(line) not in gone]
    return lines


def _by(lines: list[Line], edge: Callable[[Line], float]) -> list[list[Line]]:
    """Group the lines by one of their edges."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=edge):
        if groups and edge(line) - edge(groups[-1][0]) < SLACK:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_count(numbers: list[Line]) -> bool:
    """Return whether the numbers grow evenly down the page, as far as there are lines."""
    if len(numbers) < FEWEST_NUMBERS:
        return False
    ordered = sorted(numbers, key=lambda line: -line.base)
    steps = [int(below.text) - int(above.text) for above, below in pairwise(ordered)]
    each = median(steps)
    return each >= 1 and sum(step == each for step in steps) >= 0.9 * len(steps)


def _is_margin(numbers: list[Line], lines: list[Line]) -> bool:
    """Return whether all other lines stand on one side of the numbers, and are running text."""
    gone = {id(line) for line in numbers}
    text = [line for line in lines if id(line) not in gone]
    left, right = min(line.left for line in numbers), max(line.right for line in numbers)
    beside = [line for line in text if line.right <= left or line.left >= right]
    if not text or len(beside) < 0.95 * len(text):
        return False
    if min(sum(line.left >= right for line in text), sum(line.right <= left for line in text)) > 1:
        return False
    numbered = [line for line in text if any(abs(line.base - n.base) < 3 for n in numbers)]
    prose = [line for line in numbered if not ENDS_A_SENTENCE.search(line.text)]
    return (
        len(numbered) >= 0.7 * len(numbers)
        and len(prose) > 0.5 * len(numbered)
        and fmean(len(line.text) for line in numbered) >= FEWEST_CHARACTERS
    )


def with_initials(lines: list[Line], knows: Callable[[str], bool]) -> list[Line]:
    """Return the lines with each large initial before the line at whose top it stands."""
    initials = [line for line in lines if len(line.text.strip("“”\"'«„")) == 1 and
                line.text[-1].isupper()]  # fmt: skip
    for initial in initials:
        first = _first_beside(initial, lines)
        if first is not None:
            rest = first.text.split(" ", 1)[0]
            whole = initial.text[-1] + rest.lower()
            word = initial.text[-1] in WORDS_OF_ONE_LETTER and knows(rest) and not knows(whole)
            first.text = f"{initial.text}{' ' if word else ''}{first.text}"
            lines = [line for line in lines if line is not initial]
    return lines


def _first_beside(initial: Line, lines: list[Line]) -> Line | None:
    """Return the highest of at least two lines right beside a large letter, or None."""
    beside = [
        line
        for line in lines
        if initial.size > INITIAL * line.size
        and -0.3 * line.size <= line.left - initial.right < 1.5 * line.size
        and initial.base - 0.4 * line.size <= line.base < initial.base + 0.85 * initial.size
    ]
    return max(beside, key=lambda line: line.base) if len(beside) > 1 else None
