"""Choose what is shown around a quote: its section or, of a long one, the groups next to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.text.block_groups import BlockGroup, leads_in, quoted_groups
from index.text.inner_sections import announced_sections, with_bold_lines
from index.text.lead_ins import last_sentence
from index.text.sections import run_at, section_at
from index.types import BlockKind, Document, Passage, Quote, Stretch

SECTION_CHARACTERS = 1_500  # of what is shown around a quote
LIST_CHARACTERS = 2_000  # of a list, a table, or a section in which code follows code
NEXT_CHARACTERS = 350  # of what stands next to a quote that is as long as that by itself


def in_section(quote: Quote, passage: Passage) -> Quote:
    """Return the quote with its section around it or, if that is long, as much as is easily read.

    Groups are never cut: those of the quote's passage come first, then those next to them. If the
    quote's own group is too long to be read at a glance, the quote is shown alone.
    """
    groups = _groups(quote.document, quote.start)
    if not groups:
        return quote
    room = _room(quote, groups)
    for start, end in ((passage.start, passage.end), (quote.start, quote.end)):
        near = _around(groups, quote, (start, end))
        if near[1] - near[0] <= room:
            *_, near = _widening(groups, near, room)
            near = _without_lead_in(quote, groups, near, room)
            break
    is_read = near[1] - near[0] <= max(room, LIST_CHARACTERS)
    return replace(quote, context=Passage(quote.document, *near)) if is_read else quote


def narrowing(quote: Quote) -> list[Stretch]:
    """Return what may be shown around a quote where room is short: ever less of its context.

    The first is all of it, the last only the group that the quote is in.
    """
    around = quote.context
    groups = [
        group
        for group in _groups(quote.document, quote.start)
        if around.start <= group.start and group.end <= around.end
    ]
    own = _around(groups, quote, (quote.start, quote.end))
    found = _widening(groups, own, around.end - around.start)
    return list(dict.fromkeys([(around.start, around.end), *reversed(list(found))]))


def _groups(document: Document, offset: int) -> list[BlockGroup]:
    """Return the groups of a section; if it is short, also those below bold lines in it."""
    broad = with_bold_lines(document, offset)
    if not broad or broad[-1].end - broad[0].start > SECTION_CHARACTERS:
        broad = section_at(document, offset) or ()
    run = run_at(broad, document, offset) if broad else ()
    return list(quoted_groups(run or (), document.text))


def _room(quote: Quote, groups: Sequence[BlockGroup]) -> int:
    """Return how many characters may be shown: more where code follows code, as steps do."""
    code = sum(any(block.kind is BlockKind.CODE for block in group.blocks) for group in groups)
    most = LIST_CHARACTERS if code > 1 else SECTION_CHARACTERS
    return max(most, quote.end - quote.start + NEXT_CHARACTERS)


def _around(groups: Sequence[BlockGroup], quote: Quote, stretch: Stretch) -> Stretch:
    """Return where the groups that ``stretch`` touches begin and end, the quote among them."""
    touched = [group for group in groups if group.start < stretch[1] and group.end > stretch[0]]
    start = min([quote.start, *(group.start for group in touched)])
    return start, max([quote.end, *(group.end for group in touched)])


def _widening(groups: Sequence[BlockGroup], near: Stretch, room: int) -> Iterator[Stretch]:
    """Yield ``near``, then with the groups below and above it by turns, as long as they fit."""
    start, end = near
    below = [group.end for group in groups if group.end > end]
    above = [group.start for group in reversed(groups) if group.start < start]
    yield start, end
    while below or above:
        if below and below[0] - start <= room:
            end = below.pop(0)
            yield start, end
        else:
            below.clear()
        if above and end - above[0] <= room:
            start = above.pop(0)
            yield start, end
        else:
            above.clear()


def _without_lead_in(
    quote: Quote, groups: Sequence[BlockGroup], near: Stretch, room: int
) -> Stretch:
    """Return ``near`` with the sections that its last sentence announces, or else without that."""
    document, (start, end), last = quote.document, near, groups[-1].blocks[-1]
    if end != last.end or not leads_in(last, document.text):
        return near
    below = announced_sections(document, (last,))
    if below and below[-1].end - start <= room:
        return start, below[-1].end
    lead = last_sentence(document, last)[0]
    end = len(document.text[:lead].rstrip())
    return near if end < quote.end else (start, end)


def beside(quote: Quote, others: Sequence[Quote]) -> Quote:
    """Return the quote without its context if that is shown already."""
    if any(quote.context.overlaps(other.context) for other in others):
        return replace(quote, context=Passage(quote.document, quote.start, quote.end))
    return quote
