"""Find sections inside others: those that a lead-in announces, and those below bold lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from index.text.block_groups import leads_in
from index.text.question_lines import STRONG_LEVEL
from index.types import Block, Document

TITLE_LEVEL = 1  # also of what goes on below the title after its tabs


def announced_sections(document: Document, section: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of the sections inside ``section`` if its last block announces them."""
    last, marks = section[-1], document.landmarks
    if not leads_in(last, document.text):
        return ()
    at = bisect_right(marks, last.start, key=lambda mark: mark.offset)
    level = marks[at - 1].level if at else TITLE_LEVEL
    outside = (mark.offset for mark in marks[at:] if mark.level <= level)
    end = next(outside, len(document.text))
    return tuple(block for block in document.blocks if last.end <= block.start < end)


def with_bold_lines(document: Document, offset: int) -> tuple[Block, ...]:
    """Return the blocks below the heading above ``offset``, also those below bold lines in it.

    There are none if no heading is above, or if a question or a tab begins below it: what is under
    one of these stands alone.
    """
    marks = document.landmarks
    at = bisect_right(marks, offset, key=lambda mark: mark.offset) - 1
    while at >= 0 and marks[at].level == STRONG_LEVEL:
        at -= 1
    inner = list(takewhile(lambda mark: mark.level >= STRONG_LEVEL, marks[at + 1 :]))
    if at < 0 or any(mark.level > STRONG_LEVEL for mark in (marks[at], *inner)):
        return ()
    end = next((mark.offset for mark in marks[at + 1 + len(inner) :]), len(document.text))
    return tuple(block for block in document.blocks if marks[at].offset <= block.start < end)
