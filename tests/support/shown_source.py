"""What a reader sees of a source, by the offsets that the dress of its text leaves."""

from __future__ import annotations

from index.text.dress.shown_line import DressStyle, LineKind
from index.text.dress.shown_text import shown_lines
from index.types import Document
from tests.support.visible_text import inked

# The marks in a message that may be the source's own.
OF_SOURCES = frozenset({"italic", "strike", "code", "fence", "list"})


def seen_of_source(source: Document, start: int = 0, end: int | None = None) -> str:
    """The characters that leave something on the screen."""
    end = len(source.text) if end is None else end
    lines = shown_lines(source, start, end)
    return inked("".join(source.text[at] for line in lines for at in line.offsets()))


def prose_of_source(source: Document, start: int, end: int) -> str:
    """The same of prose alone: code and tables have no marks of ours."""
    return inked(
        "".join(
            source.text[run.start : run.end]
            for line in shown_lines(source, start, end)
            for cell in line.cells
            for run in cell
            if DressStyle.CODE not in run.style and line.kind is not LineKind.ROW
        )
    )


def has_rows_or_numbers(source: Document) -> bool:
    """Whether some of it is drawn with marks that are not the source's own."""
    lines = shown_lines(source, 0, len(source.text))
    return any(line.kind is LineKind.ROW or line.number is not None for line in lines)


def in_order(some: str, text: str) -> bool:
    """Whether the characters of ``some`` are in ``text``, in their order."""
    left = iter(text)
    return all(character in left for character in some)
