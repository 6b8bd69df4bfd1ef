"""Tell where the headings, paragraphs and items of a PDF begin, by the shape of its lines."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from index.formats.pdf_code import code_lines
from index.formats.pdf_joints import IS_CJK, Joints
from index.formats.pdf_lines import Line, Sheet
from index.formats.pdf_marks import ItemMarks, is_bulleted, mark_before, mark_of
from index.text.furniture import ENDS_A_SENTENCE
from index.text.sentences import sentence_spans

NEARLY_FULL = 0.8  # of the column
MAX_BOLD_CHARACTERS = 100  # of a line that is a heading only because it is bold
NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")
NOT_FULL = 0.2  # share of a column's width that rows without gaps leave free
ITEMS = 0.2  # share of the lines of a size that begin with a bullet, if it is no heading's
OUTDENTED = 0.6  # times the letters' size
FURTHER_CODE = 3.0  # times the letters' size, to the next line of the same code
ABBREVIATED = re.compile(r"(?:\A|[\s(])[^\W\d_]{1,5}\.(?:[^\W\d_]\.)?\Z")


class Shape:
    """The usual size, pitch, headings, marks and code of the lines of all sheets, in order."""

    def __init__(self, sheets: Sequence[Sheet], joints: Joints) -> None:
        self._joints = joints
        everything = [line for sheet in sheets for line in sheet.lines]
        self.size = usual_size(everything)
        self._pitch = self._usual_pitch(sheets)
        self.code = code_lines(sheets, self._pitch)
        sizes = {line.size for line in everything if line.size > 1.1 * self.size}
        sizes -= _sizes_of_items(everything)
        self.levels = {size: level for level, size in enumerate(sorted(sizes, reverse=True), 1)}
        self._marks = ItemMarks(everything)
        # A bold line right above numbers is the head of a table, whose gaps are too narrow to see.
        self._heads = {
            (line.page, line.base, line.column)
            for line, below in itertools.pairwise(everything)
            if not any(map(str.isalpha, below.text))
        }

    def begins_anew(self, before: Line, line: Line) -> bool:
        """Return whether ``line`` begins a new block after ``before``."""
        if (id(before) in self.code) or (id(line) in self.code):
            return not self._is_more_code(before, line)
        if abs(before.size - line.size) > 0.06 * before.size:
            return True
        if self.is_heading(before) != self.is_heading(line) and not self._is_emphasis(before, line):
            return True
        if self._is_item(before, line) or _is_next(before, line):
            return True
        if _is_outdented(before, line) and not self._goes_on_close(before, line):
            return True
        if before.page != line.page or before.base <= line.base:  # a new page or column
            return not (self.runs_on(before) and not self.is_heading(line))
        if self._is_set_apart(before, line):
            return True
        ends = ends_sentence(before) and not self._joints.are_one(before.text, line.text)
        return ends and self._had_room(before, line)

    def _is_more_code(self, before: Line, line: Line) -> bool:
        """Return whether a line of code goes on with the code before it."""
        both = id(before) in self.code and id(line) in self.code
        gap = before.base - line.base
        return both and before.page == line.page and 0 < gap <= FURTHER_CODE * line.size

    def _is_set_apart(self, before: Line, line: Line) -> bool:
        """Return whether a gap or an indentation shows that a block begins with ``line``."""
        gap = before.base - line.base
        if self.is_heading(line):
            return gap > 1.9 * line.size
        usual = self._pitch * max(1.0, line.size / self.size)
        full = self.runs_on(before) and not self._had_room(before, line)
        if gap > 1.3 * usual:
            return not (full and line.text[0].islower() and gap < 2.2 * usual)
        indent = line.left - line.column[0]
        if 0.7 * line.size < indent < 4 * line.size and before.left < line.left - 0.5 * line.size:
            return not (mark_of(before.text) or full or self._hangs(before, line))
        return False

    def _hangs(self, before: Line, line: Line) -> bool:
        """Return whether a sentence goes on below its first line, which stands further left.

        So entries of a glossary are printed. One line that is too long for the page may have left
        room at the end of all others.
        """
        wide = line.column[1] - line.column[0]
        long = before.right > line.column[0] + NEARLY_FULL * wide
        return long and line.text[0].islower() and self.runs_on(before)

    def _is_item(self, before: Line, line: Line) -> bool:
        """Return whether ``line`` begins an item of a list, not only with a similar word."""
        if mark_before(line) is None:
            return False
        if self._marks.begins_item(line) or before.text.endswith((":", ";")):
            return True
        return ends_sentence(before) and self._had_room(before, line)

    def _is_emphasis(self, before: Line, line: Line) -> bool:
        """Return whether a line is bold because a part of its sentence is."""
        return (
            self._is_close(before, line)
            and before.size == line.size
            and line.text[0].islower()
            and not ends_sentence(before)
            and not self._had_room(before, line)
        )

    def _goes_on_close(self, before: Line, line: Line) -> bool:
        """Return whether the first line of an item is only indented further than those below."""
        full = self.runs_on(before) and not self._had_room(before, line)
        return full and self._is_close(before, line)

    def _is_close(self, before: Line, line: Line) -> bool:
        return before.page == line.page and 0 < before.base - line.base <= 1.3 * self._pitch

    def _had_room(self, before: Line, line: Line) -> bool:
        """Return whether the first word of ``line`` would have fitted at the end of ``before``."""
        each = (line.right - line.left) / max(1, len(line.text))
        first = 2 if IS_CJK.match(line.text) else len(line.text.split(" ", 1)[0]) + 1
        if line.backwards:
            return before.left - each * first * 1.15 > line.column[0]
        return before.right + each * first * 1.15 < line.column[1]

    def runs_on(self, line: Line) -> bool:
        return not (ends_sentence(line) or self.is_heading(line) or line.text.endswith(":"))

    def is_heading(self, line: Line) -> bool:
        if id(line) in self.code or is_bulleted(line):
            return False
        if line.size in self.levels:
            return True
        strong = line.bold and (line.page, line.base, line.column) not in self._heads
        return (
            strong
            and line.size >= 0.95 * self.size
            and len(line.text) < MAX_BOLD_CHARACTERS
            and not ends_sentence(line)
        )

    def _usual_pitch(self, sheets: Sequence[Sheet]) -> float:
        gaps = [
            round(before.base - line.base, 1)
            for sheet in sheets
            for before, line in itertools.pairwise(sheet.lines)
            if before.size == line.size == self.size and 0 < before.base - line.base < 3 * line.size
        ]
        return median(gaps) if gaps else 1.3 * self.size


def _sizes_of_items(lines: Sequence[Line]) -> set[float]:
    """Return the sizes in which items of lists are set, as on slides; no heading is an item."""
    counted = Counter(line.size for line in lines)
    items = Counter(line.size for line in lines if is_bulleted(line))
    return {size for size, n in items.items() if n > 1 and n >= ITEMS * counted[size]}


def _is_next(before: Line, line: Line) -> bool:
    """Return whether two lines differ by their numbers only, as rows without gaps do."""
    full = before.right > line.column[1] - NOT_FULL * (line.column[1] - line.column[0])
    if full or before.text == line.text or not any(map(str.isdigit, line.text)):
        return False
    return NUMBERS.sub("0", before.text) == NUMBERS.sub("0", line.text)


def _is_outdented(before: Line, line: Line) -> bool:
    """Return whether a line stands left of the words of the item whose first line is above it."""
    return before.hang > 0 and line.left < before.hang - OUTDENTED * line.size


def ends_sentence(line: Line) -> bool:
    """Return whether a sentence ends with the line, not only an abbreviation."""
    text = re.sub(r"[⁰¹²³⁴-⁹]+\Z", "", line.text)
    if ENDS_A_SENTENCE.search(text) is None:
        return False
    words = " ".join(text.split()[-3:])  # the mark of an item before them would mislead
    return ABBREVIATED.search(text) is None or len(sentence_spans(f"{words} Smith")) > 1


def usual_size(lines: Iterable[Line]) -> float:
    """Return the size that most letters have."""
    counted: Counter[float] = Counter()
    for line in lines:
        counted[line.size] += len(line.text)
    return counted.most_common(1)[0][0] if counted else 10.0
