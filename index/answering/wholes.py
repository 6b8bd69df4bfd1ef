"""Grow the sentences that answer to the smallest whole thing that their author meant.

A step is quoted with all steps and their lead-in, code whole and with the sentence before it, a row
under the head of its table, an item under its lead-in, an answer under its question, and a lead-in
with the tabs or sections that it announces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from index.text.block_groups import (
    BlockGroup,
    below_label,
    groups_in,
    holds_steps,
    is_numbered,
    leads_in,
    sections_of,
)
from index.text.inner_sections import announced_sections
from index.text.questions import is_question
from index.text.sentences import sentence_spans
from index.text.step_sections import step_sections
from index.types import Block, BlockKind, Document, Passage, Quote, QuoteKind, Stretch

QUOTED_WHOLE = 700  # characters of a list or a table; of a longer one, an item or a row is quoted
SECTION_CHARACTERS = 1_500  # of what is shown around a quote
LIST_CHARACTERS = 2_000  # of a list or a table that is shown around one of its parts
ENTRY_CHARACTERS = 900  # of the answer under a question; of a longer one, a part is quoted
MARKUP = re.compile(r"[\s*_`~>]*")  # what may follow the last sentence of a paragraph
KINDS = {
    BlockKind.STEPS: QuoteKind.STEPS,
    BlockKind.LIST: QuoteKind.LIST,
    BlockKind.TABLE: QuoteKind.TABLE,
    BlockKind.CODE: QuoteKind.CODE,
}


def wholes(quotes: Sequence[Quote], *, around: bool) -> tuple[Quote, ...]:
    """Grow each quote, and leave out those that a better one has come to show.

    ``around``: the whole passage is shown around a quote, not only the block that it is in.
    """
    kept: list[Quote] = []
    for quote in quotes:
        grown = whole(quote, around=around)
        if around:
            grown = _in_passage(grown, quote.context)
        if not any(grown.overlaps(other.context) for other in kept):
            kept.append(_beside(grown, kept))
    return tuple(kept)


def _in_passage(quote: Quote, passage: Passage) -> Quote:
    """Return the quote with its section around it or, if that is long, the groups of its passage.

    Groups are never cut; if they are too long to be read at a glance, the quote's own group is
    shown, or the quote alone.
    """
    section = _section_at(quote.document, quote.start)
    if section is None:
        return quote
    groups = list(groups_in(section, quote.document.text))
    own = [group for group in groups if group.start < quote.end and group.end > quote.start]
    near = [group for group in groups if group.start < passage.end and group.end > passage.start]
    tries = ((groups, SECTION_CHARACTERS), (near, SECTION_CHARACTERS), (own, LIST_CHARACTERS))
    for chosen, most in tries:
        start = min([quote.start, *(group.start for group in chosen)])
        end = max([quote.end, *(group.end for group in chosen)])
        if end - start <= most:
            return replace(quote, context=Passage(quote.document, start, end))
    return quote


def _beside(quote: Quote, others: Sequence[Quote]) -> Quote:
    """Return the quote without its context if that is shown already."""
    if any(quote.context.overlaps(other.context) for other in others):
        return replace(quote, context=Passage(quote.document, quote.start, quote.end))
    return quote


def whole(quote: Quote, *, around: bool = False) -> Quote:
    """Return the smallest whole thing that ``quote`` is a part of; the sentences are its core.

    ``around``: see ``wholes``. Only then do sections that number their steps count as one, and is a
    sentence right above steps a lead-in although it announces nothing.
    """
    section = _section_at(quote.document, quote.start)
    if section is None:
        return quote
    if around and (steps := step_sections(quote.document, quote.start)):
        return _spread(quote, *steps, QuoteKind.STEPS)
    grown = (
        _above_sections(quote, section)
        or _entry(quote, section)
        or _grown(quote, _group_of(quote, section, around), section, around=around)
    )
    return _under_question(grown, section)


def _group_of(quote: Quote, section: Sequence[Block], around: bool) -> BlockGroup:
    """Return the group of the section that holds the quote, with the steps right below it."""
    text = quote.document.text
    groups = list(groups_in(section, text))
    at = next(n for n, group in enumerate(groups) if quote.start < group.end)
    group, below = groups[at], groups[at + 1].blocks if at + 1 < len(groups) else ()
    last = group.blocks[-1]
    ends = quote.start >= last.start and MARKUP.fullmatch(text, quote.end, last.end)
    if around and ends and _is_prose(last) and below and below[0].kind is BlockKind.STEPS:
        return BlockGroup((last, *below))
    return group


def _section_at(document: Document, offset: int) -> tuple[Block, ...] | None:
    """Return the blocks of the section that has a block at ``offset``."""
    for section in sections_of(document):
        if section[0].start <= offset < section[-1].end:
            return section
    return None


def _above_sections(quote: Quote, section: Sequence[Block]) -> Quote | None:
    """Return a lead-in at the end of its section with all that it announces, unless it is long."""
    lead, text = section[-1], quote.document.text
    announced = announced_sections(quote.document, section)
    ends = quote.start >= lead.start and MARKUP.fullmatch(text, quote.end, lead.end)
    if not announced or not ends or announced[-1].end - quote.start > LIST_CHARACTERS:
        return None
    kind = KINDS.get(announced[0].kind, QuoteKind.SENTENCES)
    return _spread(quote, quote.start, announced[-1].end, kind)


def _entry(quote: Quote, section: Sequence[Block]) -> Quote | None:
    """Return the whole answer under a question, unless it is long."""
    asked = _question_above(quote.document, section)
    start, end = section[0].start, section[-1].end
    if asked is None or end - start > ENTRY_CHARACTERS:
        return None
    is_steps = holds_steps(section, quote.document.text)
    kind = QuoteKind.STEPS if is_steps else QuoteKind.ENTRY
    return _spread(quote, start, end, kind)


def _grown(quote: Quote, group: BlockGroup, section: Sequence[Block], *, around: bool) -> Quote:
    """Return the quote with what it belongs to in its group."""
    text, blocks = quote.document.text, group.blocks
    at = max(0, bisect_right(blocks, quote.start, key=lambda block: block.start) - 1)
    block, before = blocks[at], blocks[at - 1] if at else None
    is_steps = holds_steps(blocks, text)
    opens = before is None and _is_prose(block) and not (is_steps and is_numbered(block, text))
    announces = around and is_steps and leads_in(block, text)
    if opens and not announces and MARKUP.fullmatch(text, quote.end, block.end) is None:
        return _sentences(quote, block)
    if is_steps:
        start = quote.start if opens else _lead(quote.document, group, section)
        return _spread(quote, start, group.end, QuoteKind.STEPS)
    if _is_prose(block):
        announced = _announced(blocks[at + 1 :], text)
        return _led_by(quote, announced) if announced else _sentences(quote, block)
    above = _sentence_before(quote.document, before) if before and _is_prose(before) else None
    if block.kind is BlockKind.CODE:
        start = above[0] if above else below_label(text, block.start)
        return _spread(quote, start, block.end, QuoteKind.CODE)
    return _part(quote, block, above)


def _is_prose(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH


def _lead(document: Document, group: BlockGroup, section: Sequence[Block]) -> int:
    """Return where the sentence above a group's first steps begins, or else these steps."""
    first = group.blocks[0]
    if not _is_prose(first) or is_numbered(first, document.text):
        at = section.index(first)
        above = section[at - 1] if at else first
        if not _is_prose(above) or is_numbered(above, document.text):
            return below_label(document.text, first.start)
        first = above
    return _sentence_before(document, first)[0]


def _sentence_before(document: Document, block: Block) -> Stretch:
    """Return the last sentence of a paragraph."""
    return sentence_spans(document.text, block.start, block.end, document.language)[-1]


def _announced(after: Sequence[Block], text: str) -> Block | None:
    """Return what a lead-in announces: the next block that announces nothing itself."""
    return next((block for block in after if not leads_in(block, text)), None)


def _led_by(quote: Quote, announced: Block) -> Quote:
    """Return a lead-in with what it announces."""
    kind = KINDS.get(announced.kind, QuoteKind.SENTENCES)
    return _spread(quote, quote.start, announced.end, kind)


def _part(quote: Quote, block: Block, above: Stretch | None) -> Quote:
    """Return a list or table with its lead-in or, of a long one, the part that answers."""
    start = above[0] if above else block.start
    if block.end - block.start <= QUOTED_WHOLE or not block.parts:
        return _spread(quote, start, block.end, KINDS[block.kind])
    parts = [part for part in block.parts if part[0] < quote.end and part[1] > quote.start]
    head = block.parts[:1] if block.headed and parts[:1] != list(block.parts[:1]) else ()
    kind = QuoteKind.ROW if block.kind is BlockKind.TABLE else QuoteKind.ITEM
    bounds = [quote.start, quote.end, *(offset for part in parts for offset in part)]
    grown = _spread(quote, min(bounds), max(bounds), kind)
    return replace(grown, above=(*((above,) if above else ()), *head))


def _sentences(quote: Quote, block: Block) -> Quote:
    """Return the quote within its paragraph, but for a lead-in at the end of that."""
    end = block.end
    if leads_in(block, quote.document.text):
        end = _sentence_before(quote.document, block)[0]
        end -= len(quote.document.text[:end]) - len(quote.document.text[:end].rstrip())
    start, end = min(quote.start, block.start), max(quote.end, end)
    return replace(quote, context=Passage(quote.document, start, end))


def _spread(quote: Quote, start: int, end: int, kind: QuoteKind) -> Quote:
    """Return the quote spread to ``start`` and ``end``, with its sentences as the core.

    Of steps and code all is the answer, so no words of them are singled out.
    """
    start, end = min(start, quote.start), max(end, quote.end)
    same = (start, end) == (quote.start, quote.end)
    return replace(
        quote,
        start=start,
        end=end,
        kind=kind,
        answer=None if kind in (QuoteKind.STEPS, QuoteKind.CODE) else quote.answer,
        core=None if same else (quote.start, quote.end),
        context=Passage(quote.document, start, end),
    )


def _question_above(document: Document, section: Sequence[Block]) -> Stretch | None:
    """Return the heading above a section if it asks something and the text has it."""
    above = [mark for mark in document.landmarks if mark.offset <= section[0].start]
    if not above or not is_question(above[-1].heading):
        return None
    start = above[-1].offset
    end = document.text.find("\n", start)
    return (start, end) if start < end <= section[0].start else None


def _under_question(quote: Quote, section: Sequence[Block]) -> Quote:
    asked = _question_above(quote.document, section)
    return quote if asked is None else replace(quote, above=(asked, *quote.above))
