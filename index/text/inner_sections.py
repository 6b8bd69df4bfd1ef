"""Find the sections that a lead-in announces, such as the panels of tabs below it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from index.text.block_groups import leads_in
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
