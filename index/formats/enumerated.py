"""Make lists of paragraphs that count themselves, "(1)", "(2)", as laws and rules have them.

Such paragraphs are no sentences of their own: they go on from the one that announces them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.formats.list_numbers import roman
from index.types import Block, BlockKind, Stretch

LABELS = re.compile(r"(?:\((?:\d{1,2}|[a-z]|[A-Z]|[ivx]{2,5}|[IVX]{2,5})\)\s*)+(?=\S)")
LABEL = re.compile(r"\((\w+)\)")
ANNOUNCES = re.compile(r"[:：—–]\s*\Z")
LONGEST_ITEM = 600  # characters; with a longer one, all are paragraphs that stand by themselves
MOST_ITEMS = 100
FIRST = ("1", "a", "A", "i", "I")
ROMANS = [roman(number) for number in range(1, 40)]


def with_enumerated_lists(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with each announced run of enumerated paragraphs as one list."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        parts = _list_at(text, blocks, at)
        if len(parts) < 2:
            found.append(blocks[at])
            at += 1
            continue
        start, end = parts[0][0], parts[-1][1]
        found.append(Block(BlockKind.LIST, start, end, parts))
        at += sum(start <= block.start < end for block in blocks[at : at + MOST_ITEMS])
    return found


def _list_at(text: str, blocks: Sequence[Block], at: int) -> tuple[Stretch, ...]:
    """Return the parts of the list that begins at a block: its outermost items."""
    if not at or text[blocks[at].start] != "(" or not _follows(text, blocks[at - 1], blocks[at]):
        return ()
    if ANNOUNCES.search(text, max(0, blocks[at - 1].end - 3), blocks[at - 1].end) is None:
        return ()
    parts: list[Stretch] = []
    for depth, block in _items(text, blocks[at : at + MOST_ITEMS]):
        if block.end - block.start > LONGEST_ITEM:
            return ()
        parts.append((block.start, block.end))
        if depth:
            nested = parts.pop()
            parts[-1] = parts[-1][0], nested[1]
    return tuple(parts)


def _items(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """Yield the paragraphs that count on from the first one, and how deep each one is."""
    open_ones: list[str] = []
    for at, block in enumerate(blocks):
        labels = _labels(text, block)
        if not labels or (at and not _follows(text, blocks[at - 1], block)):
            return
        depth = next(
            (n for n, label in enumerate(open_ones) if labels[0] in _next(label)), len(open_ones)
        )
        if depth == len(open_ones) and labels[0] not in FIRST:
            return
        open_ones[depth:] = labels
        yield depth, block


def _follows(text: str, above: Block, below: Block) -> bool:
    """Return whether nothing, such as a heading, is between two paragraphs."""
    both = above.kind is below.kind is BlockKind.PARAGRAPH
    return both and not text[above.end : below.start].strip()


def _labels(text: str, block: Block) -> list[str]:
    found = LABELS.match(text, block.start, block.end)
    return LABEL.findall(found[0]) if found else []


def _next(label: str) -> set[str]:
    """Return the labels that can come after one: after "i" both "j" and "ii"."""
    if label.isdecimal():
        return {str(int(label) + 1)}
    after = {chr(ord(label) + 1)} if len(label) == 1 and label not in "zZ" else set()
    if label.lower() in ROMANS[:-1]:
        number = ROMANS[ROMANS.index(label.lower()) + 1]
        after.add(number if label.islower() else number.upper())
    return after
