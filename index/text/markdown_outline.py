"""Find the blocks of a Markdown text that can be quoted, and the headings above them.

The text stays as it is in the file, with its markup; only offsets are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from index.text.furniture import is_furniture
from index.text.outline import Outline, trimmed
from index.types import Block, BlockKind, Landmark, Markup, Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

STRONG_LINE = re.compile(r"(\*\*|__)(?P<heading>[^*_]+)\1:?")
KINDS = {
    "bullet_list_open": BlockKind.LIST,
    "ordered_list_open": BlockKind.STEPS,
    "table_open": BlockKind.TABLE,
    "fence": BlockKind.CODE,
    "paragraph_open": BlockKind.PARAGRAPH,
}
PARTS = {
    BlockKind.LIST: "list_item_open",
    BlockKind.STEPS: "list_item_open",
    BlockKind.TABLE: "tr_open",
}


def outline_of_markdown(text: str) -> Outline:
    """Outline CommonMark (with tables); only blocks marked as headings are headings."""
    lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    tokens = _parser().parse(text)
    landmarks: list[Landmark] = []
    blocks: list[Block] = []
    title: str | None = None
    title_at = 0
    for at, heading in _leaves(tokens):
        token = tokens[at]
        start, end = _stretch(text, lines, token)
        written = text[start:end]
        if heading is None and (strong := STRONG_LINE.fullmatch(written)):
            landmarks.append(Landmark(start, strong["heading"].strip(), 7))
        elif heading is None:
            top = title is None and not landmarks and not blocks
            if start < end and not is_furniture(written, top=top):
                blocks.append(_block(text, lines, tokens, at))
        elif heading and token.tag == "h1" and title is None and not blocks:
            title, title_at = heading, start
        elif heading:
            landmarks.append(Landmark(start, heading, int(token.tag[1])))
    return Outline(title, tuple(landmarks), tuple(blocks), title_at, Markup.MARKDOWN)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # In articles, an indented block is more often a stray paragraph than code.
    return MarkdownIt("commonmark").enable("table").disable("code")


def _leaves(tokens: Sequence[Token]) -> Iterator[tuple[int, str | None]]:
    """Yield the place of each block's token, with its words if it is a heading.

    Lists and tables are blocks as a whole.
    """
    depth = 0
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open", "table_open"):
            depth += 1
            if depth == 1:
                yield at, None
        elif token.type in ("bullet_list_close", "ordered_list_close", "table_close"):
            depth -= 1
        elif depth == 0 and token.type == "heading_open":
            yield at, " ".join(tokens[at + 1].content.split())
        elif depth == 0 and token.type in ("paragraph_open", "fence"):
            yield at, None


def _block(text: str, lines: Sequence[int], tokens: Sequence[Token], at: int) -> Block:
    token = tokens[at]
    kind = KINDS[token.type]
    parts = tuple(_stretch(text, lines, part) for part in _parts(tokens, at, kind))
    language = token.info.split()[0] if kind is BlockKind.CODE and token.info.split() else ""
    return Block(kind, *_stretch(text, lines, token), parts, kind is BlockKind.TABLE, language)


def _parts(tokens: Sequence[Token], at: int, kind: BlockKind) -> Iterator[Token]:
    """Yield the tokens of the outermost items of a list, or of the rows of a table."""
    depth = 0
    for token in tokens[at:]:
        depth += token.nesting
        if depth == 0:
            return
        inside = token.level == tokens[at].level + 1 or kind is BlockKind.TABLE
        if inside and token.type == PARTS.get(kind):
            yield token


def _stretch(text: str, lines: Sequence[int], token: Token) -> Stretch:
    first, last = token.map or (0, 0)
    return trimmed(text, lines[first], min(lines[last], len(text)))
