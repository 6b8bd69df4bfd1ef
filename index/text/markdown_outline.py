"""Find the blocks of a Markdown text that can be quoted, and the headings above them.

The text stays as it is in the file, with its markup; only offsets are found here. The parser reads
lines from which ``markdown.page`` took what belongs to a site generator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from index.text.furniture import ENDS_A_SENTENCE, is_furniture
from index.text.indented_code import is_code
from index.text.markdown.code_regions import fences
from index.text.markdown.page import Page, prepare
from index.text.markdown.site_lines import HeadingMark, SiteLines
from index.text.outline import Outline
from index.text.question_lines import ANSWER_MARKER, QUESTION_LEVEL, asked
from index.types import Block, BlockKind, Landmark, Markup, Stretch

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

KINDS = {
    "bullet_list_open": BlockKind.LIST,
    "ordered_list_open": BlockKind.STEPS,
    "table_open": BlockKind.TABLE,
}
PARTS = {
    BlockKind.LIST: "list_item_open",
    BlockKind.STEPS: "list_item_open",
    BlockKind.TABLE: "tr_open",
}
STRONG_LEVEL = 7  # of a line that is bold as a whole: below all headings
LONGEST_UNDERLINED = 120  # characters; what is longer is a paragraph above a rule
STRONG_LINE = re.compile(r"(\*\*|__)(?:(?!\1).)+\1[ \t]*:?(?:<br ?/?>|\\)?")
ANCHOR = re.compile(r"[ \t]*\{:?[ \t]*(?:#(?P<anchor>[^\s}]+)[^}]*|[.\w][^}]*)\}[ \t]*\Z")
PERMALINK = re.compile(
    r"[ \t]*(?:\[(?:¶|#|🔗|link|permalink)\]\([^)]*\)|¶|🔗)[ \t]*\Z", re.IGNORECASE
)
GAP = re.compile(r"[ ](?:[ ]|\n(?=[ ])){3,}")
LINK_TO_SECTION = re.compile(r"\[[^\]]*\]\(#[^)]*\)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A block, and its text as readers of the site see it; ``strong``: it is a bold line."""

    block: Block
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class SectionEnd:
    """The end of a question's answer, at ``offset``; the section around it goes on there."""

    offset: int


Item = Landmark | Shown | SectionEnd


def outline_of_markdown(text: str) -> Outline:
    """Outline CommonMark with tables, and with what site generators add to it."""
    page = prepare(text)
    found = [*_items(page, page.lines, 0), *_marked(page, page.marks), *_apart(page)]
    items = _without_inner(sorted(found, key=_place))
    title, title_at, items = _title(items)
    settled = list(_settled(items, text, titled=title is not None))
    return Outline(
        title,
        tuple(item for item in settled if isinstance(item, Landmark)),
        tuple(item.block for item in settled if isinstance(item, Shown)),
        title_at,
        Markup.MARKDOWN,
        page.left_out,
    )


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("html_block")


def _place(item: Item) -> tuple[int, int]:
    """Return what sorts an item; a section ends before the next thing begins."""
    if isinstance(item, Shown):
        return item.block.start, 2
    return item.offset, 0 if isinstance(item, SectionEnd) else 1


def _items(page: Page, lines: Sequence[str], first: int) -> Iterator[Item]:
    """Parse ``lines``, which begin with line ``first`` of the page, and yield what they hold."""
    tokens = _parser().parse("\n".join(lines))
    depth = 0
    for at, token in enumerate(tokens):
        if token.type in KINDS:
            depth += 1
            if depth == 1:
                yield from _whole(page, tokens, at, first)
        elif token.type.removesuffix("close") + "open" in KINDS:
            depth -= 1
        elif depth == 0 and token.map:
            yield from _leaf(page, tokens, at, first)


def _leaf(page: Page, tokens: Sequence[Token], at: int, first: int) -> Iterator[Item]:
    """Yield what a heading, a paragraph or a block of code holds."""
    token = tokens[at]
    begin, end = (first + line for line in token.map or (0, 0))
    stretch = page.stretch(begin, end)
    if token.type == "heading_open":
        yield from _heading(token, tokens[at + 1], stretch)
    elif token.type == "paragraph_open":
        yield from _paragraph(page, tokens[at + 1], begin, end)
    elif token.type == "fence":
        yield from _fence(page, token, stretch, begin)
    elif token.type == "code_block" and is_code(token.content):
        yield Shown(Block(BlockKind.CODE, *stretch), token.content)
    elif token.type == "code_block":
        yield from _further(page, token.content.rstrip("\n").split("\n"), begin)


def _further(page: Page, lines: Sequence[str], first: int) -> Iterator[Item]:
    """Yield what an indented block holds that is no code, such as a tab of a site generator."""
    site = SiteLines(lines, fences(lines)).read()
    yield from _items(page, site.lines, first)
    yield from _marked(page, site.marks, first)


def _heading(token: Token, inline: Token, stretch: Stretch) -> Iterator[Item]:
    heading, anchor = plain_heading(inline)
    if token.markup in ("=", "-") and len(heading) > LONGEST_UNDERLINED:
        yield Shown(Block(BlockKind.PARAGRAPH, *stretch), heading)
    elif heading:
        yield Landmark(stretch[0], heading, int(token.tag[1]), anchor)


def plain_heading(inline: Token) -> tuple[str, str]:
    """Return a heading as its readers see it, and its anchor if the heading names it."""
    content = PERMALINK.sub("", inline.content)
    named = ANCHOR.search(content)
    content = PERMALINK.sub("", ANCHOR.sub("", content))
    shown = plain(inline if content == inline.content else _parser().parseInline(content)[0])
    return asked(shown) or shown, (named["anchor"] or "") if named else ""


def plain(inline: Token) -> str:
    """Return the text of a line as readers see it: without marks, pictures and tags."""
    pieces = []
    for token in inline.children or ():
        if token.type in ("text", "code_inline"):
            pieces.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def _paragraph(page: Page, inline: Token, begin: int, end: int) -> Iterator[Item]:
    shown = plain(inline)
    if not any(map(str.isalnum, shown)):
        return
    first, _, rest = inline.content.partition("\n")
    question = _asked_first(first) if rest else None
    strong = STRONG_LINE.fullmatch(inline.content.strip()) is not None
    if question:
        yield Landmark(page.starts[begin], question, QUESTION_LEVEL)
        begin += 1
    block = Block(BlockKind.PARAGRAPH, *page.stretch(begin, end))
    if block.start < block.end:
        text = plain(_parser().parseInline(rest)[0]) if question else shown
        pieces = list(_between_gaps(page, block))
        for piece in pieces if len(pieces) > 1 else ():
            yield Shown(replace(block, start=piece[0], end=piece[1]), "")
        if len(pieces) == 1:
            yield Shown(block, text, strong)


def _between_gaps(page: Page, block: Block) -> Iterator[Stretch]:
    """Yield the sentences of a paragraph before and after whole sentences that nobody sees."""
    start = block.start
    for gap in GAP.finditer(page.seen, block.start, block.end):
        hidden = page.text[slice(*gap.span())].strip(" ~")
        before = page.seen[start : gap.start()].rstrip()
        whole = hidden.startswith("<!--") or ENDS_A_SENTENCE.search(re.sub(r"<[^>]*>", "", hidden))
        if hidden and whole and ENDS_A_SENTENCE.search(before):
            yield start, start + len(before)
            start = gap.end()
    yield start, block.end


def _asked_first(line: str) -> str | None:
    """Return the question of the first line of a paragraph, if it is marked as one."""
    strong = STRONG_LINE.fullmatch(line.strip())
    marked = re.match(r"(?:\*\*|__)?Q(?:uestion)?\b[ ]?\d*[ ]?[:.)]", line)
    return asked(plain(_parser().parseInline(line)[0])) if strong or marked else None


def _fence(page: Page, token: Token, stretch: Stretch, begin: int) -> Iterator[Item]:
    if token.content.strip():
        language = next((f.language for f in page.fenced if f.first == begin), "")
        yield Shown(Block(BlockKind.CODE, *stretch, language=language), token.content)


def _whole(page: Page, tokens: Sequence[Token], at: int, first: int) -> Iterator[Item]:
    """Yield a list or a table, unless it is only a table of contents."""
    token = tokens[at]
    kind = KINDS[token.type]
    inner = list(_inside(tokens, at))
    shown = [plain(one) for one in inner if one.type == "inline"]
    links = [LINK_TO_SECTION.fullmatch(one.content) for one in inner if one.type == "inline"]
    if not any(map(str.isalnum, "".join(shown))) or (len(links) > 1 and all(links)):
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
        yield Shown(block, "\n".join(shown))


def _seen_parts(page: Page, parts: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Yield the runs of parts between those of which nothing is seen, as they were struck."""
    run: list[Stretch] = []
    for part in parts:
        marker = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?=\s|$)")
        marked = marker.match(page.seen, *part)
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
        heading, anchor = plain_heading(_parser().parseInline(mark.heading)[0])
        yield Landmark(offset, heading, mark.level, anchor) if heading else SectionEnd(offset)


def _apart(page: Page) -> Iterator[Item]:
    for block in page.blocks:
        shown = page.text[block.start : block.end]
        if block.kind is not BlockKind.CODE:
            shown = plain(_parser().parseInline(page.seen[block.start : block.end])[0])
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


def _title(items: Sequence[Item]) -> tuple[str | None, int, list[Item]]:
    """Return the title, its offset and the other items: the first heading, before all blocks."""
    for at, item in enumerate(takewhile(lambda one: not isinstance(one, Shown), items)):
        if isinstance(item, Landmark) and item.level == 1:
            return item.heading, item.offset, [*items[:at], *items[at + 1 :]]
    return None, 0, list(items)


def _settled(items: Sequence[Item], text: str, *, titled: bool) -> Iterator[Landmark | Shown]:
    """Yield blocks and headings: bold lines, and questions with an answer, are headings."""
    around: Landmark | None = None  # the heading whose section goes on after a question's answer
    before: Landmark | Shown | None = None
    for at, item in enumerate(items):
        if isinstance(item, SectionEnd):
            if around and isinstance(next(iter(items[at + 1 :]), None), Shown):
                before = replace(around, offset=item.offset)
                yield before
            continue
        settled = _as_heading(item, items[at + 1 :]) if isinstance(item, Shown) else item
        if isinstance(settled, Landmark):
            around = settled if settled.level < QUESTION_LEVEL else around
        elif is_furniture(_written(settled, text), top=before is None and not titled):
            continue
        else:
            settled = _without_answer_marker(settled, before, text)
        before = settled
        yield settled


def _written(item: Shown, text: str) -> str:
    return text[item.block.start : item.block.end]


def _as_heading(item: Shown, after: Sequence[Item]) -> Landmark | Shown:
    """Return a bold line, or a question with an answer, as a heading; any other block as it is."""
    if item.block.kind is not BlockKind.PARAGRAPH:
        return item
    question = asked(item.text)
    if item.strong:
        announces = item.text.endswith(":") and _is_announced(after)
        if announces or (ENDS_A_SENTENCE.search(item.text) and not question):
            return item
        heading = question or item.text.rstrip(": ")
        return Landmark(item.block.start, heading, QUESTION_LEVEL if question else STRONG_LEVEL)
    if question and _is_answered(after):
        return Landmark(item.block.start, question, QUESTION_LEVEL)
    return item


def _is_announced(after: Sequence[Item]) -> bool:
    following = next(iter(after), None)
    return isinstance(following, Shown) and following.block.kind is not BlockKind.PARAGRAPH


def _is_answered(after: Sequence[Item]) -> bool:
    """Return whether anything but further questions follows in the same section."""
    section = takewhile(lambda item: isinstance(item, Shown), after)
    return any(not asked(item.text) for item in section if isinstance(item, Shown))


def _without_answer_marker(item: Shown, before: Landmark | Shown | None, text: str) -> Shown:
    """Return the answer of a question without "A:"."""
    block = item.block
    marker = ANSWER_MARKER.match(text, block.start, block.end)
    if marker is None or not isinstance(before, Landmark) or marker.end() == block.end:
        return item
    return replace(item, block=replace(block, start=marker.end()))
