"""Prepare a Markdown text for the parser: the text as readers of the site see it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from index.text.code_regions import Fence, code_regions, fences
from index.text.markdown.directives import LIST_END
from index.text.markdown.html_parts import HtmlParts, html_parts
from index.text.markdown.page_lines import HeadingMark
from index.text.markdown.site_lines import SiteLines
from index.text.question_lines import QUESTION_LEVEL
from index.text.stretches import blanked, trimmed
from index.types import Block, BlockKind, Stretch

LINE_REST = re.compile(r"[ \t]*(?:\n|\Z)")  # of a line on which nothing stands any more
QUOTE_PREFIX = re.compile(r"^[ ]{0,3}(?:>[ ]?)+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown text and its ``lines`` for the parser.

    Line ``n`` begins at ``starts[n]`` of the text. ``seen`` is the text with spaces in place of
    what nobody sees. ``marks`` and ``blocks`` are the headings and blocks that are not Markdown.
    ``left_out`` are the kinds of what the site takes from elsewhere. ``parsed`` is what is seen
    but for those, which the parser does not see. ``taken_out`` counts the struck and hidden
    passages. ``parted`` are the lines that begin a paragraph without a blank line above.
    """

    text: str
    starts: Sequence[int]
    seen: str
    parsed: str
    lines: Sequence[str]
    fenced: Sequence[Fence]
    marks: Sequence[HeadingMark]
    blocks: Sequence[Block]
    left_out: frozenset[str]
    taken_out: Mapping[str, int]
    parted: frozenset[int] = frozenset()

    def stretch(self, first: int, last: int) -> Stretch:
        """Return the offsets of what is seen of the lines from ``first`` up to ``last``."""
        end = min(self.starts[last], len(self.parsed))
        return trimmed(self.parsed, self.starts[first], end)


def prepare(text: str) -> Page:
    """Find what readers of the site see of ``text``."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    fenced = fences(lines)
    html = html_parts(text, code_regions(text, starts, fenced))
    seen = blanked(text, html.hidden)
    parsed = _without_apart(seen, html)
    site = SiteLines(_given(parsed, html).split("\n"), fenced=fenced).read()
    unseen = [(starts[at], min(starts[at + 1], len(text))) for at in site.hidden]
    unseen += [(starts[at], starts[at] + width) for at, width in site.markers]
    quotes = [match.span() for match in QUOTE_PREFIX.finditer(seen)]
    code = [Block(BlockKind.CODE, *trimmed(text, starts[first], starts[last]), language=language)
            for first, last, language in site.code]  # fmt: skip
    return Page(
        text=text,
        starts=starts,
        seen=blanked(seen, [*quotes, *unseen]),
        parsed=blanked(parsed, [*quotes, *unseen]),
        lines=site.lines,
        fenced=fenced,
        marks=sorted([*_marks(html, starts), *site.marks], key=lambda mark: mark.line),
        blocks=[*html.blocks, *(block for block in code if block.start < block.end)],
        left_out=html.left_out | site.left_out,
        taken_out=html.taken_out,
        parted=frozenset(site.parted),
    )


def _without_apart(seen: str, html: HtmlParts) -> str:
    """Return what is seen without what HTML sets apart."""
    apart = [heading.stretch for heading in html.headings]
    apart += [(block.start, block.end) for block in html.blocks]
    return blanked(seen, [stretch for stretch in apart if stretch[0] < stretch[1]])


def _given(given: str, html: HtmlParts) -> str:
    """Return the text for the parser, with marks of the lists and tabs of HTML."""
    pieces = []
    at = 0
    for tag, mark in html.items:
        line = given.rfind("\n", 0, tag.start) + 1
        is_tab = mark == LIST_END
        shares = line < at or given[line : tag.end].strip()
        if shares or (is_tab and LINE_REST.match(given, tag.end) is None):
            continue
        pieces += [given[at : tag.start if is_tab else line], mark]
        at = tag.end
        while given[at : at + 1] == " ":
            at += 1
    return "".join([*pieces, given[at:]])


def _marks(html: HtmlParts, starts: Sequence[int]) -> list[HeadingMark]:
    return [
        HeadingMark(
            bisect_right(starts, heading.stretch[0]) - 1,
            heading.text,
            heading.level or QUESTION_LEVEL,
        )
        for heading in html.headings
    ]
