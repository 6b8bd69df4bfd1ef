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

from index.answering.surroundings import LIST_CHARACTERS, beside, in_section
from index.text.block_groups import (
    BlockGroup,
    announces,
    holds_steps,
    is_numbered,
    leads_in,
    leads_to,
    quoted_groups,
)
from index.text.chunking import FIRST_ITEM
from index.text.inner_sections import announced_sections
from index.text.lead_ins import code_with_lead, is_prose, last_sentence, lead_to_steps
from index.text.questions import is_question
from index.text.sections import section_at
from index.text.step_sections import step_sections
from index.types import Block, BlockKind, Document, Passage, Quote, QuoteKind, Stretch

QUOTED_WHOLE = 700  # characters of a list or a table; of a longer one, an item or a row is quoted
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
            grown = in_section(grown, quote.context)
        if not any(grown.overlaps(other.context) for other in kept):
            kept.append(beside(grown, kept))
    return tuple(kept)


def whole(quote: Quote, *, around: bool = False) -> Quote:
    """Return the smallest whole thing that ``quote`` is a part of; the sentences are its core.

    ``around``: see ``wholes``. Only then do sections that number their steps count as one, and is a
    sentence right above steps a lead-in although it announces nothing.
    """
    section = section_at(quote.document, quote.start)
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
    groups = quoted_groups(section, text)
    group = next(one for one in groups if quote.start < one.end)
    following = next(groups, None)
    below = following.blocks if following else ()
    last = group.blocks[-1]
    ends = quote.start >= last.start and MARKUP.fullmatch(text, quote.end, last.end)
    if around and ends and is_prose(last) and below and below[0].kind is BlockKind.STEPS:
        return BlockGroup((last, *below))
    return group


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
    above = last_sentence(quote.document, before) if before and is_prose(before) else None
    if block.parts and not any(_is_step(one, text) for one in blocks[: at + 1]):
        return _listed(_part(_in_one_part(quote, block), block, above), group, at)
    is_steps = holds_steps(blocks, text)
    opens = before is None and is_prose(block) and not (is_steps and is_numbered(block, text))
    led = around and is_steps and leads_in(block, text)
    if opens and not led and MARKUP.fullmatch(text, quote.end, block.end) is None:
        return _sentences(quote, *blocks[at : at + 2])
    if is_steps:
        start = quote.start if opens else lead_to_steps(quote.document, group, section)
        return _spread(quote, start, group.end, QuoteKind.STEPS)
    if code := _code(quote, group, at):
        return code
    if is_prose(block):
        announced = _announced(blocks[at + 1 :], text)
        return _led_by(quote, announced) if announced else _sentences(quote, block)
    return quote


def _is_step(block: Block, text: str) -> bool:
    return block.kind is BlockKind.STEPS or is_numbered(block, text)


def _listed(part: Quote, group: BlockGroup, at: int) -> Quote:
    """Return part of a list or table, with what its last item announces."""
    block, below = group.blocks[at], group.blocks[at + 1 :]
    if not below or part.end <= block.parts[-1][0]:
        return part
    kind = BlockKind.STEPS if holds_steps(below, part.document.text) else below[0].kind
    end = group.end if group.end - part.start <= LIST_CHARACTERS else below[0].end
    return _spread(part, part.start, end, KINDS[kind])


def _code(quote: Quote, group: BlockGroup, at: int) -> Quote | None:
    """Return code with its lead-in and what goes on from it, if block ``at`` is a part of these.

    A sentence above or below that does not belong to the code is not.
    """
    text, block = quote.document.text, group.blocks[at]
    stretch = code_with_lead(quote.document, group, at, LIST_CHARACTERS)
    explains = is_prose(block) and not leads_in(block, text) and quote.start > block.start
    if stretch is None or quote.end <= stretch[0] or (explains and at):
        return None
    return _spread(quote, *stretch, QuoteKind.CODE)


def _announced(after: Sequence[Block], text: str) -> Block | None:
    """Return what a lead-in announces: the next block that announces nothing itself."""
    last = next((block for block in after if not announces(block, text)), None)
    return last or next((block for block in after if not is_prose(block)), None)


def _led_by(quote: Quote, announced: Block) -> Quote:
    """Return a lead-in with what it announces."""
    kind = KINDS.get(announced.kind, QuoteKind.SENTENCES)
    return _spread(quote, quote.start, announced.end, kind)


def _in_one_part(quote: Quote, block: Block) -> Quote:
    """Cut a quote of several items or rows to the one that has the words that answer."""
    if quote.answer is None:
        return quote
    first, last = quote.answer
    part = next((part for part in block.parts if part[0] <= first and last <= part[1]), None)
    if part is None:
        return quote
    start, end = max(quote.start, part[0]), min(quote.end, part[1])
    marker = FIRST_ITEM.match(quote.document.text, start, end) if start > quote.start else None
    return replace(quote, start=marker.end() if marker else start, end=end)


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


def _sentences(quote: Quote, block: Block, below: Block | None = None) -> Quote:
    """Return the quote within its paragraph, but for a lead-in at the end of that."""
    end, text = block.end, quote.document.text
    if leads_to(block, below, text) if below else leads_in(block, text):
        end = last_sentence(quote.document, block)[0]
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
        core=quote.core if same else quote.core or (quote.start, quote.end),
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
