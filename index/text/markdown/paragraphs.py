"""Find the items of a paragraph of Markdown: a question on its first line, and what is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from index.text.dress.grammar import NOTE
from index.text.furniture import ENDS_A_SENTENCE
from index.text.markdown.inline_text import LONGEST_LINE, Links, plain, plain_line
from index.text.markdown.items import Item, Shown
from index.text.markdown.page import Page
from index.text.question_lines import QUESTION_LEVEL, asked
from index.types import Block, BlockKind, Landmark, Stretch

STRONG_LINE = re.compile(r"(\*\*|__)(?:(?!\1).)+\1[ \t]*:?(?:<br ?/?>|\\)?")
GAP = re.compile(r"[ ](?:[ ]|\n(?=[ ])){3,}")
MARKED_QUESTION = re.compile(r"(?:\*\*|__)?Q(?:uestion)?\b[ ]?\d*[ ]?[:.)]")


def paragraph_items(page: Page, content: str, lines: Stretch, links: Links) -> Iterator[Item]:
    """Yield a paragraph, below a heading if its first line is marked as a question.

    ``lines``: the number of its first line in the page, and that of the line after it. It is
    divided where a footnote begins, or where a block of the site ended above.
    """
    begin, end = lines
    written = content.split("\n")
    inner = range(1, min(len(written), end - begin))
    cuts = [at for at in inner if begin + at in page.parted or NOTE.match(written[at])]
    for first, last in pairwise([0, *cuts, len(written)]):
        until = begin + last if last < len(written) else end
        part = "\n".join(written[first:last])
        yield from _one_paragraph(page, part, (begin + first, until), links)


def _one_paragraph(page: Page, content: str, lines: Stretch, links: Links) -> Iterator[Item]:
    shown = plain_line(content, links)
    if not any(map(str.isalnum, shown)):
        return
    begin, end = lines
    first, _, rest = content.partition("\n")
    question = _asked_first(first, links) if rest else None
    if question:
        yield Landmark(page.starts[begin], question, QUESTION_LEVEL)
        begin += 1
    block = Block(BlockKind.PARAGRAPH, *page.stretch(begin, end))
    if block.start < block.end:
        text = plain_line(rest, links) if question else shown
        strong = len(text) <= LONGEST_LINE and _is_strong(content)
        pieces = list(_between_gaps(page, block))
        for piece in pieces if len(pieces) > 1 else ():
            yield Shown(replace(block, start=piece[0], end=piece[1]), "")
        if len(pieces) == 1:
            yield Shown(block, text, strong)


def _is_strong(content: str) -> bool:
    line = content.strip()
    return line[:2] in ("**", "__") and STRONG_LINE.fullmatch(line) is not None


def _between_gaps(page: Page, block: Block) -> Iterator[Stretch]:
    """Yield the sentences of a paragraph before and after whole sentences that nobody sees."""
    start = block.start
    if page.text[block.start : block.end] == page.seen[block.start : block.end]:
        yield block.start, block.end
        return
    for gap in GAP.finditer(page.seen, block.start, block.end):
        hidden = page.text[slice(*gap.span())].strip(" ~")
        before = page.seen[start : gap.start()].rstrip()
        whole = hidden.startswith("<!--") or ENDS_A_SENTENCE.search(re.sub(r"<[^>]*>", "", hidden))
        if hidden and whole and ENDS_A_SENTENCE.search(before):
            yield start, start + len(before)
            start = gap.end()
    yield start, block.end


def _asked_first(line: str, links: Links) -> str | None:
    """Return the question of the first line of a paragraph, if it is marked as one."""
    if _is_strong(line) or MARKED_QUESTION.match(line):
        return asked(plain(line, links))
    return None
