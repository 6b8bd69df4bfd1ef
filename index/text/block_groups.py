"""Group the blocks of a document that belong together, such as a lead-in and its list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.text.step_numbers import numbered_step
from index.types import Block, BlockKind

LEADS_IN = re.compile(r"[:：][\s*_`~>)\]]*\Z")  # a colon, but for the markup after it
ENDED = re.compile(r"[.!?…。！？][\s*_`~>)\]\"'”’]*\Z")
# The label of a tab: of MkDocs, MyST and Docusaurus.
TAB = re.compile(r"[ \t]*(?:={3}[!+]?[ \t]+[\"']|[:/]{3,}[ \t]*\{?tab\b|<Tab).*")
LETTER = re.compile(r"(?:\.{3}|…)?\s*[^\W\d_]")  # the first one, maybe after an ellipsis
NUMBER = re.compile(r"\s*(\d{1,3})[.)]")
LISTS = (BlockKind.LIST, BlockKind.STEPS)
# One short line without a mark at its end, such as "Windows"; a link alone is none.
LABEL = re.compile(
    r"[ \t]*+[*_]{0,3}+[^\W\d_a-z](?:[^\n.!?。！？]|\.(?=[^\W_])){0,58}(?<=[^\W_])[*_]{0,3}+\s*+"
)


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """Consecutive blocks of one section that are understood only together."""

    blocks: tuple[Block, ...]

    @property
    def start(self) -> int:
        """Return the offset at which the first block begins."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Return the offset at which the last block ends."""
        return self.blocks[-1].end


def groups_in(section: Sequence[Block], text: str) -> Iterator[BlockGroup]:
    """Yield the groups of a section's blocks, in order; each block is in exactly one."""
    group = list(section[:1])
    continues = _continued_steps(section, text)
    for at, (block, following) in enumerate(pairwise(section), 1):
        if not (at in continues or _belong_together(block, following, text)):
            yield BlockGroup(tuple(group))
            group = []
        group.append(following)
    if group:
        yield BlockGroup(tuple(group))


def quoted_groups(section: Sequence[Block], text: str) -> Iterator[BlockGroup]:
    """Yield the groups of a section, joined below a label, or where an item or code goes on.

    Passages are packed of the groups themselves, so that no long run of code becomes one.
    """
    joined: list[Block] = []
    for group in groups_in(section, text):
        if joined and not _goes_on(joined[-1], group.blocks[0], text):
            yield BlockGroup(tuple(joined))
            joined = []
        joined += group.blocks
    if joined:
        yield BlockGroup(tuple(joined))


def _goes_on(above: Block, below: Block, text: str) -> bool:
    """Return whether an item or a label is of what is below, or code goes on."""
    if above.kind is BlockKind.CODE:
        return below.kind is BlockKind.CODE or _continues(below, text)
    if above.kind is BlockKind.PARAGRAPH:
        return below.kind in LISTS and LABEL.fullmatch(text, above.start, above.end) is not None
    is_list = above.kind in LISTS
    return is_list and below.kind is not BlockKind.PARAGRAPH and announces(above, text)


def _continues(block: Block, text: str) -> bool:
    """Return whether a paragraph goes on with a sentence: it begins with a small letter."""
    begins = LETTER.match(text, block.start, block.end)
    return block.kind is BlockKind.PARAGRAPH and begins is not None and begins[0][-1].islower()


def leads_in(block: Block, text: str) -> bool:
    """Return whether a paragraph announces what comes after it: it ends with a colon."""
    return block.kind is BlockKind.PARAGRAPH and announces(block, text)


def leads_to(block: Block, below: Block, text: str) -> bool:
    """Return whether a paragraph announces what is ``below``: code, if its sentence has no end."""
    open_ended = ENDED.search(text, max(block.start, block.end - 12), block.end) is None
    to_code = block.kind is BlockKind.PARAGRAPH and below.kind is BlockKind.CODE
    return leads_in(block, text) or (to_code and open_ended)


def announces(block: Block, text: str) -> bool:
    """Return whether a block ends with a colon, as the last item of a list may too."""
    return LEADS_IN.search(text[max(block.start, block.end - 12) : block.end]) is not None


def below_label(text: str, start: int) -> int:
    """Return where the label of the tab begins that opens right above ``start``, or else it."""
    above = text.rfind("\n", 0, len(text[:start].rstrip())) + 1
    label = TAB.match(text, above)
    return above if label and label.end() <= start else start


def _belong_together(block: Block, following: Block, text: str) -> bool:
    if leads_in(block, text):
        return True
    return block.kind is BlockKind.PARAGRAPH and following.kind is BlockKind.CODE


def holds_steps(blocks: Sequence[Block], text: str) -> bool:
    """Return whether blocks are steps: a list with numbers, or paragraphs that are numbered."""
    numbered = sum(is_numbered(block, text) for block in blocks)
    return numbered > 1 or any(block.kind is BlockKind.STEPS for block in blocks)


def is_numbered(block: Block, text: str) -> bool:
    """Return whether a paragraph begins with the number of a step."""
    is_prose = block.kind is BlockKind.PARAGRAPH
    return is_prose and numbered_step(text, block.start, block.end) is not None


def _continued_steps(section: Sequence[Block], text: str) -> set[int]:
    """Return the places of blocks that lie between the steps of one list, and of those steps.

    In Markdown, code or a picture that is not indented ends a list, which then goes on with its
    next number, or with 1 if its author lets the site count.
    """
    found: set[int] = set()
    last = following = -1
    for at, block in enumerate(section):
        number = _first_number(block, text)
        if number is None:
            continue
        between = section[last + 1 : at]
        if last >= 0 and (number == following or _counts_anew(section[last], between, number)):
            found.update(range(last + 1, at + 1))
        last, following = at, number + max(1, len(block.parts))
    return found


def _first_number(block: Block, text: str) -> int | None:
    if block.kind is BlockKind.PARAGRAPH:
        return numbered_step(text, block.start, block.end)
    number = NUMBER.match(text, block.start, block.end)
    return int(number[1]) if block.kind is BlockKind.STEPS and number else None


def _counts_anew(before: Block, between: Sequence[Block], number: int) -> bool:
    """Return whether a list that begins with 1 goes on with the one ``before`` it."""
    is_code = all(block.kind is BlockKind.CODE for block in between)
    lists = before.kind is BlockKind.STEPS
    return number == 1 and lists and is_code and bool(between or len(before.parts) == 1)
