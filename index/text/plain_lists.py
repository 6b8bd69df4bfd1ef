"""Find the lists and the code in a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.text.indented_code import is_code
from index.text.stretches import trimmed
from index.types import Block, BlockKind, Stretch

MARKER = re.compile(r"^(?P<indent>[ \t]*)(?:[-*+•·]|(?P<number>\d{1,3})[.)])[ \t]+(?=\S)", re.M)
INDENTED = re.compile(r"(?:[ ]{4,}+|\t)[^\n]*+(?:\n(?:[ ]{4,}+|\t)[^\n]*+)*+\Z")


def blocks_of(text: str, start: int, end: int, indent: int = 0) -> Iterator[Block]:
    """Yield the blocks of the lines between two blank lines: a list may follow its lead-in.

    ``indent`` is how far all of the text is indented; code is indented further.
    """
    line = _line_of(text, start)
    further = not indent or start - line > indent
    if further and INDENTED.match(text, line, end) and is_code(text[start:end]):
        yield Block(BlockKind.CODE, start, end)
        return
    begun = _list_begins(text, start, end)
    if begun is None:
        yield Block(BlockKind.PARAGRAPH, start, end)
        return
    if start < begun:
        yield Block(BlockKind.PARAGRAPH, *trimmed(text, start, begun))
    yield _list(text, begun, end)


def _line_of(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _list_begins(text: str, start: int, end: int) -> int | None:
    """Return where a list begins: at the first line, or below a lead-in that ends with a colon."""
    if MARKER.match(text, _line_of(text, start), end):
        return start
    colon = text.find(":\n", start, end)
    below = colon + 2
    if colon < 0 or "\n" in text[start:colon] or MARKER.match(text, below, end) is None:
        return None
    return trimmed(text, below, end)[0]


def _list(text: str, start: int, end: int) -> Block:
    marks = list(MARKER.finditer(text, _line_of(text, start), end))
    outer = len(marks[0]["indent"])
    starts = [start]
    starts += [m.start() + len(m["indent"]) for m in marks[1:] if len(m["indent"]) <= outer]
    bounds = [*starts[1:], end]
    parts = [trimmed(text, one, other) for one, other in zip(starts, bounds, strict=True)]
    kind = BlockKind.STEPS if marks[0]["number"] else BlockKind.LIST
    return Block(kind, start, end, tuple(parts))


def joined_lists(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with lists joined that blank lines part; one item alone is a paragraph."""
    open_: Block | None = None
    for block in blocks:
        if open_ and _goes_on(text, open_, block):
            open_ = Block(open_.kind, open_.start, block.end, (*open_.parts, *block.parts))
            continue
        if open_:
            yield _whole(open_)
        open_ = block
    if open_:
        yield _whole(open_)


def _goes_on(text: str, before: Block, block: Block) -> bool:
    if before.kind is not block.kind or not block.parts:
        return False
    if block.kind is BlockKind.LIST:
        return text[before.start] == text[block.start]
    return _number(text, block.parts[0]) == _number(text, before.parts[-1]) + 1


def _number(text: str, part: Stretch) -> int:
    marker = MARKER.match(text, _line_of(text, part[0]), part[1])
    return int(marker["number"]) if marker and marker["number"] else -1


def _whole(block: Block) -> Block:
    alone = len(block.parts) == 1
    return Block(BlockKind.PARAGRAPH, block.start, block.end) if alone else block
