"""Give what a reader of a source sees of a stretch of its text, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.text.dress.grammar import DEFINITION
from index.text.dress.markdown_lines import MarkdownLines
from index.text.dress.plain_lines import PlainLines
from index.text.dress.shown_line import Dress, ShownLine
from index.types import Block, Document, Markup


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
    references = _references(document) if document.markup is Markup.MARKDOWN else frozenset()
    for begins, ends, block in _regions(document, start, end):
        if document.markup is Markup.PLAIN:
            yield PlainLines(document, begins, ends, block).scan()
        else:
            yield MarkdownLines(document.text, begins, ends, references).scan()


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


def _references(document: Document) -> frozenset[str]:
    """Return the labels of the links that are defined in the document, folded."""
    if "]:" not in document.text:
        return frozenset()
    found = (DEFINITION.match(line.strip()) for line in document.text.split("\n") if "]:" in line)
    return frozenset(" ".join(match["label"].split()).casefold() for match in found if match)
