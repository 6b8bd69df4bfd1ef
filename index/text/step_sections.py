"""Find the sections whose headings number the steps of one procedure ("Step 1: Install")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from index.text.sentences import sentence_spans
from index.text.step_numbers import named_step
from index.types import BlockKind, Document, Landmark, Stretch

LONGEST = 3_000  # characters of all steps; of more, a section is read alone


def step_sections(document: Document, offset: int) -> Stretch | None:
    """Return the offsets of all steps and their lead-in, if ``offset`` is in one of them.

    None if no heading above ``offset`` is that of a step, if it is the only one, or if all together
    are too long.
    """
    run = _run_at(document.landmarks, offset)
    if len(run) < 2:
        return None
    first, last = (document.landmarks[at] for at in (run[0], run[-1]))
    ends = _end_of_section(document, run[-1])
    blocks = [block for block in document.blocks if last.offset <= block.start < ends]
    start = _lead_in(document, first.offset)
    if not blocks or blocks[-1].end - start > LONGEST:
        return None
    return start, blocks[-1].end


def _run_at(marks: Sequence[Landmark], offset: int) -> list[int]:
    """Return the places of the headings of all steps around ``offset``, from the first on."""
    path: list[int] = []
    for at, mark in enumerate(marks):
        if mark.offset > offset:
            break
        path = [above for above in path if marks[above].level < mark.level] + [at]
    own = next((at for at in reversed(path) if named_step(marks[at].heading) is not None), None)
    if own is None:
        return []
    before = list(_steps_from(marks, range(own, -1, -1), -1))
    return [*reversed(before[1:]), *_steps_from(marks, range(own, len(marks)), 1)]


def _steps_from(marks: Sequence[Landmark], places: range, by: int) -> Iterator[int]:
    """Yield the places of the steps that follow each other, as their numbers go ``by`` one."""
    first = marks[places[0]]
    number = named_step(first.heading) or 0
    for at in places:
        mark = marks[at]
        if mark.level > first.level:
            continue
        if mark.level < first.level or named_step(mark.heading) != number:
            return
        yield at
        number += by


def _end_of_section(document: Document, at: int) -> int:
    """Return where the section of the heading at this place ends, with the sections in it."""
    marks = document.landmarks
    following = (mark.offset for mark in marks[at + 1 :] if mark.level <= marks[at].level)
    return next(following, len(document.text))


def _lead_in(document: Document, start: int) -> int:
    """Return where the last sentence of the paragraph right above ``start`` begins, or else it."""
    at = bisect_right(document.blocks, start, key=lambda block: block.start) - 1
    if at < 0 or document.blocks[at].kind is not BlockKind.PARAGRAPH:
        return start
    above = document.blocks[at]
    if any(above.start < mark.offset < start for mark in document.landmarks):
        return start
    return sentence_spans(document.text, above.start, above.end, document.language)[-1][0]
