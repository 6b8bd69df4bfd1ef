"""Find the sentence or the item that leads to steps or code, and the code that it leads to."""

from __future__ import annotations

from collections.abc import Sequence

from index.text.block_groups import BlockGroup, below_label, is_numbered
from index.text.sentences import sentence_spans
from index.types import Block, BlockKind, Document, Stretch


def is_prose(block: Block) -> bool:
    """Return whether a block is a paragraph, which can end with a lead-in."""
    return block.kind is BlockKind.PARAGRAPH


def last_sentence(document: Document, block: Block) -> Stretch:
    """Return the last sentence of a paragraph."""
    return sentence_spans(document.text, block.start, block.end, document.language)[-1]


def lead_to_steps(document: Document, group: BlockGroup, section: Sequence[Block]) -> int:
    """Return where the sentence above a group's first steps begins, or else these steps."""
    first = group.blocks[0]
    if first.kind is BlockKind.LIST:
        return first.parts[-1][0]
    if not is_prose(first) or is_numbered(first, document.text):
        at = section.index(first)
        above = section[at - 1] if at else first
        if not is_prose(above) or is_numbered(above, document.text):
            return below_label(document.text, first.start)
        first = above
    return last_sentence(document, first)[0]


def code_with_lead(document: Document, group: BlockGroup, at: int, most: int) -> Stretch | None:
    """Return the code of a group, from its lead-in to the end of what goes on from it.

    Of more than ``most`` characters, only the code at or below block ``at``; None if there is none.
    """
    blocks = group.blocks
    codes = [n for n, block in enumerate(blocks) if block.kind is BlockKind.CODE]
    if not codes:
        return None
    start = _lead_to_code(document, blocks, codes[0])
    if group.end - start <= most:
        return start, group.end
    own = next((n for n in codes if n >= at), None)
    return None if own is None else (_lead_to_code(document, blocks, own), blocks[own].end)


def _lead_to_code(document: Document, blocks: Sequence[Block], at: int) -> int:
    """Return where the sentence or item begins that leads to code, or else the code."""
    above = blocks[at - 1] if at else blocks[at]
    if is_prose(above):
        return last_sentence(document, above)[0]
    return above.parts[-1][0] if above.parts else below_label(document.text, blocks[at].start)
