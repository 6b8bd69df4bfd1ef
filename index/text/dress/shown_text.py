"""Give what a reader of a source sees of a stretch of its text, line by line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, islice, pairwise

from index.text.code_regions import Regions, fences
from index.text.dress.grammar import DEFINITION
from index.text.dress.markdown_lines import MarkdownLines
from index.text.dress.markdown_page import MarkdownPage
from index.text.dress.plain_lines import PlainLines
from index.text.dress.shown_line import Dress, DressKind, ShownLine
from index.text.stretches import blanked
from index.types import Block, BlockKind, Document, Markup, Stretch

PROSE_FENCE = re.compile(r"(?:`{3}|~{3})\{")
COMMENTS = ("<!--", "{/*")
LONGEST_SECTION = 30_000  # code points
SCANS = 64  # of an answer's quotes, which are measured many times before they are sent


def shown_lines(document: Document, start: int, end: int) -> tuple[ShownLine, ...]:
    """Return the lines that a reader of the source sees of ``document.text[start:end]``.

    Their characters are in the order of the text. What is between them is dress or white space.
    """
    return tuple(lines_shown(document, start, end))


def lines_shown(document: Document, start: int, end: int) -> Iterator[ShownLine]:
    """Yield the lines of ``shown_lines`` one by one, for callers that may not need all of them."""
    for scan in _scans(document, start, end):
        first = bisect_left(scan.lines, start, key=lambda line: line.end)
        for line in islice(scan.lines, first, None):
            if line.start > end:
                break
            if (clipped := line.clipped(start, end)) is not None:
                yield clipped


def dress_in(document: Document, start: int, end: int) -> tuple[Dress, ...]:
    """Return the characters of ``document.text[start:end]`` that no reader of the source sees."""
    found = (
        replace(dress, start=max(dress.start, start), end=min(dress.end, end))
        for scan in _scans(document, start, end)
        for dress in scan.dress
        if dress.start < end and start < dress.end
    )
    return tuple(sorted(found, key=lambda dress: dress.stretch))


def without_comments(document: Document, start: int, end: int) -> str:
    """Return ``document.text[start:end]`` with spaces in place of the comments in it."""
    text = document.text[start:end]
    if not any(mark in text for mark in COMMENTS):
        return text
    hidden = dress_in(document, start, end)
    comments = [one for one in hidden if one.kind is DressKind.COMMENT]
    return blanked(text, [(one.start - start, one.end - start) for one in comments])


def _scans(document: Document, start: int, end: int) -> Iterator[MarkdownPage | PlainLines]:
    """Scan all that the stretch touches: whole sections, or whole blocks of a plain text."""
    text = document.text
    if document.markup is Markup.MARKDOWN:
        for section in _sections(document, start, end):
            yield _markdown(text, *section, tuple(_unfenced(document, *section)))
        return
    for begins, ends, block in _regions(document, start, end):
        heads = () if block else _headings(document, begins, ends)
        yield _plain(text, begins, ends, block, heads)


@lru_cache(maxsize=SCANS)
def _markdown(text: str, start: int, end: int, code: tuple[Block, ...]) -> MarkdownPage:
    return MarkdownLines(MarkdownPage(text, start, end, _references(text)), code).scan()


@lru_cache(maxsize=SCANS)
def _plain(
    text: str, start: int, end: int, block: Block | None, headings: tuple[int, ...]
) -> PlainLines:
    return PlainLines(text, start, end, block, headings).scan()


def _unfenced(document: Document, start: int, end: int) -> Iterator[Block]:
    """Yield the blocks of code that are neither in fences nor preformatted HTML."""
    text = document.text
    first = bisect_left(document.blocks, start, key=lambda block: block.start)
    for block in islice(document.blocks, first, None):
        if block.start >= end:
            return
        line = text.rfind("\n", 0, block.start) + 1
        alone = not text[line : block.start].strip(" \t>")
        fenced = text.startswith(("```", "~~~"), block.start)
        if block.kind is BlockKind.CODE and alone and not fenced and not _in_tags(text, block):
            yield block


def _in_tags(text: str, block: Block) -> bool:
    """Return whether a block of code is preformatted HTML, whose tags are around it."""
    return text[max(0, block.start - 200) : block.start].rstrip().endswith(">")


def _headings(document: Document, start: int, end: int) -> tuple[int, ...]:
    """Return where the headings that are in the text begin."""
    return tuple(
        mark.offset
        for mark in document.landmarks
        if start <= mark.offset < end and document.text.startswith(mark.heading, mark.offset)
    )


def _sections(document: Document, start: int, end: int) -> Iterator[Stretch]:
    """Yield the sections of a Markdown text between ``start`` and ``end``.

    What a line means depends on the lines above it, but never on those above a heading, unless a
    fence around prose is open there. A section without end is divided between its blocks.
    """
    text = document.text
    marks = {text.rfind("\n", 0, mark.offset) + 1 for mark in document.landmarks}
    fenced = _prose_fences(text)
    bounds = sorted({0, *(at for at in marks if not fenced.cover(at)), len(text)})
    for section in pairwise(bounds):
        if section[1] - section[0] <= LONGEST_SECTION:
            if section[0] < end and start < section[1]:
                yield section
            continue
        for begins, ends, _ in _regions(document, max(start, section[0]), min(end, section[1])):
            first, last = max(begins, section[0]), min(ends, section[1])
            if first < end and start < last:
                yield first, last


def _regions(document: Document, start: int, end: int) -> Iterator[tuple[int, int, Block | None]]:
    """Yield the blocks between ``start`` and ``end``, and the stretches between blocks."""
    at = 0
    for block in document.blocks:
        if block.end <= start or block.start < at:
            at = max(at, block.end)
            continue
        if block.start >= end:
            if at < end:
                yield at, block.start, None
            return
        if at < block.start and start < block.start:
            yield at, block.start, None
        yield block.start, block.end, block
        at = block.end
    if at < end:
        yield at, len(document.text), None


@lru_cache(maxsize=SCANS)
def _prose_fences(text: str) -> Regions:
    """Return what the outermost fences hold that are around Markdown, as an admonition of MyST."""
    if PROSE_FENCE.search(text) is None:
        return Regions(())
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    inside: list[Stretch] = []
    for fence in fences(lines):
        if fence.holds == "markdown" and not (inside and starts[fence.first] < inside[-1][1]):
            inside.append((starts[fence.first] + 1, starts[fence.last]))
    return Regions(inside)


@lru_cache(maxsize=SCANS)
def _references(text: str) -> frozenset[str]:
    """Return the labels of the links that are defined in the text, folded."""
    found = (DEFINITION.match(line.strip()) for line in text.split("\n") if "]:" in line)
    return frozenset(" ".join(match["label"].split()).casefold() for match in found if match)
