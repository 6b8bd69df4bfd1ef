"""Find the sections of a document: what stands below one heading, up to the next.

Where furniture lies between two groups of blocks, such as a running head of a printed manual, a
section ends too. So nothing that is shown around a quote holds what is never quoted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from index.text.block_groups import groups_in
from index.text.furniture import is_furniture
from index.types import Block, Document, Markup

START = attrgetter("start")
OFFSET = attrgetter("offset")
SHORTEST = 5  # characters of a line that can be furniture, with the blank lines around it
HOLE = "\N{REPLACEMENT CHARACTER}"  # in a paragraph that is content, but cannot be quoted
NOT_SEEN = ("!", "[")  # pictures; and links, of which the text around them speaks


def sections_of(document: Document) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks of each section, in order."""
    offsets = [landmark.offset for landmark in document.landmarks]
    for _, blocks in groupby(document.blocks, lambda block: bisect_right(offsets, block.start)):
        yield from _runs(tuple(blocks), document)


def section_at(document: Document, offset: int) -> tuple[Block, ...] | None:
    """Return the blocks of the section that has a block at ``offset``."""
    blocks, marks = document.blocks, document.landmarks
    at = bisect_right(blocks, offset, key=START) - 1
    if at < 0:
        return None
    below = bisect_right(marks, blocks[at].start, key=OFFSET)
    start = marks[below - 1].offset if below else 0
    end = marks[below].offset if below < len(marks) else len(document.text)
    section = blocks[bisect_left(blocks, start, key=START) : bisect_left(blocks, end, key=START)]
    return run_at(section, document, offset)


def run_at(section: Sequence[Block], document: Document, offset: int) -> tuple[Block, ...] | None:
    """Return the blocks around ``offset`` between which there is no furniture."""
    return next((run for run in _runs(section, document) if offset < run[-1].end), None)


def _runs(section: Sequence[Block], document: Document) -> Iterator[tuple[Block, ...]]:
    """Cut a section at furniture, but never a group: half a list would be worse than a label."""
    if not any(_is_parted(document, one.end, two.start) for one, two in pairwise(section)):
        yield tuple(section)
        return
    run: list[Block] = []
    for group in groups_in(section, document.text):
        if run and _is_parted(document, run[-1].end, group.start):
            yield tuple(run)
            run = []
        run += group.blocks
    yield tuple(run)


def _is_parted(document: Document, start: int, end: int) -> bool:
    """Return whether whole lines of furniture lie between two blocks.

    In plain text that is all that is neither a block nor a heading. In Markdown, what belongs to
    a site generator lies there too, which no reader sees.
    """
    if end - start < SHORTEST:
        return False
    marks = document.landmarks
    heading = bisect_left(marks, start, key=OFFSET)
    if heading < len(marks):
        end = min(end, marks[heading].offset)
    between = document.text[start:end].rpartition("\n")[0]
    if document.markup is Markup.PLAIN:
        return HOLE not in between and any(map(str.isalnum, between))
    return any(_is_furniture_line(line.strip()) for line in between.splitlines())


def _is_furniture_line(line: str) -> bool:
    named = any(map(str.isalnum, line)) and not line.startswith(NOT_SEEN)
    return named and is_furniture(line, top=False)
