"""Find the blocks and headings of a page of Markdown, in the order of its parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.text.code_regions import fences
from index.text.indented_code import is_code
from index.text.markdown.inline_text import Links, blocks_of, plain, plain_heading, shows
from index.text.markdown.items import Item, SectionEnd, Shown
from index.text.markdown.page import Page
from index.text.markdown.page_lines import HeadingMark
from index.text.markdown.paragraphs import paragraph_items
from index.text.markdown.site_lines import SiteLines
from index.text.question_lines import QUESTION_LEVEL
from index.types import Block, BlockKind, Landmark, Stretch

if TYPE_CHECKING:
    from markdown_it.token import Token

KINDS = {
    "bullet_list_open": BlockKind.LIST,
    "ordered_list_open": BlockKind.STEPS,
    "table_open": BlockKind.TABLE,
}
CLOSINGS = frozenset(kind.replace("open", "close") for kind in KINDS)
LEAVES = frozenset(("heading_open", "paragraph_open", "fence", "code_block"))
PARTS = {
    BlockKind.LIST: "list_item_open",
    BlockKind.STEPS: "list_item_open",
    BlockKind.TABLE: "tr_open",
}
LONGEST_UNDERLINED = 120  # characters; what is longer is a paragraph above a rule
MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?=\s|$)")
CONTENTS = re.compile(r"[^\n]*\n\{:[ \t]*toc\b[^\n]*\}")  # of kramdown
# A block that is indented further is read as if by so many, since each four columns are read anew.
DEEP = re.compile(r"(?<![ \t])[ \t]{40,}")
DEEPEST = " " * 40
LINK_TO_SECTION = re.compile(r"\[[^\]]*\]\(#[^)]*\)")


def items_of(page: Page) -> list[Item]:
    """Return the blocks and headings of a page by their places."""
    found = [*_items(page, page.lines, 0), *_marked(page, page.marks), *_apart(page)]
    return _without_inner(sorted(found, key=_place))


def _place(item: Item) -> tuple[int, int]:
    """Return what sorts an item; a section ends before the next thing begins."""
    if isinstance(item, Shown):
        return item.block.start, 2
    return item.offset, 0 if isinstance(item, SectionEnd) else 1


def _items(page: Page, lines: Sequence[str], first: int) -> Iterator[Item]:
    """Parse ``lines``, which begin with line ``first`` of the page, and yield what they hold."""
    tokens, links = blocks_of(DEEP.sub(DEEPEST, "\n".join(lines)))
    depth = quoted = 0
    for at, token in enumerate(tokens):
        if token.type == "blockquote_open" and token.map and token.map[1] > quoted:
            quoted = token.map[1]
            if first + quoted < len(page.starts):
                yield SectionEnd(page.starts[first + quoted], page.starts[first + token.map[0]])
        elif token.type in KINDS:
            depth += 1
            if depth == 1:
                yield from _whole(page, tokens, at, first, links)
        elif token.type in CLOSINGS:
            depth -= 1
        elif depth == 0 and token.type in LEAVES:
            found = _leaf(page, tokens, at, first, links)
            yield from _within_quote(found) if token.map and token.map[0] < quoted else found


def _within_quote(items: Iterator[Item]) -> Iterator[Item]:
    """Yield what a block quote holds: a heading in it ends with it."""
    for item in items:
        yield replace(item, level=QUESTION_LEVEL) if isinstance(item, Landmark) else item


def _leaf(page: Page, tokens: Sequence[Token], at: int, first: int, links: Links) -> Iterator[Item]:
    """Yield what a heading, a paragraph or a block of code holds."""
    token = tokens[at]
    begin, end = (first + line for line in token.map or (0, 0))
    stretch = page.stretch(begin, end)
    if token.type == "heading_open":
        yield from _heading(page, token, tokens[at + 1].content, stretch, links)
    elif token.type == "paragraph_open":
        yield from paragraph_items(page, tokens[at + 1].content, (begin, end), links)
    elif token.type == "fence":
        yield from _fence(page, token, stretch, begin)
    elif token.type == "code_block" and is_code(token.content):
        if stretch[0] < stretch[1]:  # what is hidden may be all there is
            yield Shown(Block(BlockKind.CODE, *stretch), token.content)
    elif token.type == "code_block":
        yield from _further(page, token.content.rstrip("\n").split("\n"), begin)


def _further(page: Page, lines: Sequence[str], first: int) -> Iterator[Item]:
    """Yield what an indented block holds that is no code, such as a tab of a site generator."""
    site = SiteLines(lines, fenced=fences(lines)).read()
    parted = page.parted | {first + number for number in site.parted}
    yield from _items(replace(page, parted=parted), site.lines, first)
    yield from _marked(page, site.marks, first)


def _heading(
    page: Page, token: Token, content: str, stretch: Stretch, links: Links
) -> Iterator[Item]:
    heading, anchor = plain_heading(content, links)
    underlined = token.markup in ("=", "-")
    rule = page.parsed[slice(*stretch)].rsplit("\n", 1)[-1].strip() if underlined else ""
    if underlined and (len(heading) > LONGEST_UNDERLINED or _is_above_rule(heading, rule)):
        yield Shown(Block(BlockKind.PARAGRAPH, *stretch), heading)
    elif heading:
        yield Landmark(stretch[0], heading, int(token.tag[1]), anchor)


def _is_above_rule(heading: str, rule: str) -> bool:
    """Return whether an underlined line is a sentence above a rule, which needs a blank line.

    What is drawn below a heading is about as long as it, and a rule is short.
    """
    is_short = rule.startswith("-") and len(rule) < len(heading) / 2
    return is_short and heading.endswith((".", "。"))


def _fence(page: Page, token: Token, stretch: Stretch, begin: int) -> Iterator[Item]:
    if token.content.strip():
        language = next((f.language for f in page.fenced if f.first == begin), "")
        yield Shown(Block(BlockKind.CODE, *stretch, language=language), token.content)


def _whole(
    page: Page, tokens: Sequence[Token], at: int, first: int, links: Links
) -> Iterator[Item]:
    """Yield a list or a table, unless it is only a table of contents."""
    token = tokens[at]
    kind = KINDS[token.type]
    inner = list(_inside(tokens, at))
    contents = [one.content for one in inner if one.type == "inline"]
    to_sections = len(contents) > 1 and all(map(LINK_TO_SECTION.fullmatch, contents))
    to_sections = to_sections or any(map(CONTENTS.fullmatch, contents[:1]))
    if to_sections or not any(shows(content, links) for content in contents):
        return
    parts = [
        page.stretch(*(first + line for line in part.map or (0, 0)))
        for part in inner
        if part.type == PARTS[kind] and (kind is BlockKind.TABLE or part.level == token.level + 1)
    ]
    stretch = page.stretch(*(first + line for line in token.map or (0, 0)))
    for run in _seen_parts(page, parts):
        whole = (run[0][0] if run[0] != parts[0] else stretch[0], run[-1][1])
        block = Block(kind, *whole, tuple(run), kind is BlockKind.TABLE)
        yield Shown(block, "\n".join(contents))


def _seen_parts(page: Page, parts: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Yield the runs of parts between those of which nothing is seen, as they were struck."""
    run: list[Stretch] = []
    for part in parts:
        marked = MARKER.match(page.seen, *part)
        if any(map(str.isalnum, page.seen[marked.end() if marked else part[0] : part[1]])):
            run.append(part)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _inside(tokens: Sequence[Token], at: int) -> Iterator[Token]:
    """Yield the tokens within the block that begins at ``at``."""
    depth = 0
    for token in tokens[at:]:
        depth += token.nesting
        if depth == 0:
            return
        yield token


def _marked(page: Page, marks: Sequence[HeadingMark], first: int = 0) -> Iterator[Item]:
    """Yield the headings that the parser does not see."""
    for mark in marks:
        offset = page.starts[first + mark.line]
        heading, anchor = plain_heading(mark.heading, {})
        if title := mark.titles and _title(page, mark, offset):
            yield Shown(title, heading, titles=True)
        else:
            yield Landmark(offset, heading, mark.level, anchor) if heading else SectionEnd(offset)


def _title(page: Page, mark: HeadingMark, offset: int) -> Block | None:
    """Return the title of an admonition as a block; None if tags are within it."""
    end = page.text.find("\n", offset)
    start = page.text.find(mark.heading, offset, end if end >= 0 else len(page.text))
    return Block(BlockKind.PARAGRAPH, start, start + len(mark.heading)) if start >= 0 else None


def _apart(page: Page) -> Iterator[Item]:
    for block in page.blocks:
        shown = page.text[block.start : block.end]
        if block.kind is not BlockKind.CODE:
            shown = plain(page.seen[block.start : block.end], {})
        if any(map(str.isalnum, shown)):
            yield Shown(block, shown)


def _without_inner(items: Sequence[Item]) -> list[Item]:
    """Leave out what lies within another block, such as a table of HTML within a list."""
    kept: list[Item] = []
    end = 0
    for item in items:
        if _place(item)[0] < end:
            continue
        kept.append(item)
        end = item.block.end if isinstance(item, Shown) else end
    return kept
