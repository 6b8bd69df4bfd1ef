"""Give what a reader of a source sees of a stretch of its text, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from index.text.dress.grammar import DEFINITION
from index.text.dress.markdown_lines import MarkdownLines
from index.text.dress.plain_lines import PlainLines
from index.text.dress.shown_line import Dress, ShownLine
from index.types import Block, Document, Markup

SCANS = 64  # of an answer's quotes, which are measured many times before they are sent


def shown_lines(document: Document, start: int, end: int) -> tuple[ShownLine, ...]:
    """Return the lines that a reader of the source sees of ``document.text[start:end]``.

    Their characters are in the order of the text. What is between them is dress or white space.
    """
    clipped = (line.clipped(start, end) for scan in _scans(document, start, end)
               for line in scan.lines)  # fmt: skip
    return tuple(line for line in clipped if line is not None)


def dress_in(document: Document, start: int, end: int) -> tuple[Dress, ...]:
    """Return the characters of ``document.text[start:end]`` that no reader of the source sees."""
    found = (
        replace(dress, start=max(dress.start, start), end=min(dress.end, end))
        for scan in _scans(document, start, end)
        for dress in scan.dress
        if dress.start < end and start < dress.end
    )
    return tuple(sorted(found, key=lambda dress: dress.stretch))


def _scans(document: Document, start: int, end: int) -> Iterator[MarkdownLines | PlainLines]:
    """Scan each block that the stretch touches, and the text between blocks, each as a whole."""
    text = document.text
    for begins, ends, block in _regions(document, start, end):
        if document.markup is Markup.MARKDOWN:
            yield _markdown(text, begins, ends)
        else:
            heads = () if block else _headings(document, begins, ends)
            yield _plain(text, begins, ends, block, heads)


@lru_cache(maxsize=SCANS)
def _markdown(text: str, start: int, end: int) -> MarkdownLines:
    return MarkdownLines(text, start, end, _references(text)).scan()


@lru_cache(maxsize=SCANS)
def _plain(
    text: str, start: int, end: int, block: Block | None, headings: tuple[int, ...]
) -> PlainLines:
    return PlainLines(text, start, end, block, headings).scan()


def _headings(document: Document, start: int, end: int) -> tuple[int, ...]:
    """Return where the headings that are in the text begin."""
    return tuple(
        mark.offset
        for mark in document.landmarks
        if start <= mark.offset < end and document.text.startswith(mark.heading, mark.offset)
    )


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
def _references(text: str) -> frozenset[str]:
    """Return the labels of the links that are defined in the text, folded."""
    found = (DEFINITION.match(line.strip()) for line in text.split("\n") if "]:" in line)
    return frozenset(" ".join(match["label"].split()).casefold() for match in found if match)
