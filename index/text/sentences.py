"""Find where sentences begin and end, as offsets; quotes are cut at these boundaries.

``sentence_proposals`` proposes boundaries, most of them by sentencex; ``sentence_boundaries``
decides which of them end a sentence. ``docs/development/sentences.md`` has the comparison of
libraries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.text.analysis import ENGLISH
from index.text.sentence_boundaries import is_boundary, paragraph_style
from index.text.sentence_proposals import proposed_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator


def sentence_spans(
    text: str, start: int = 0, end: int | None = None, language: str | None = None
) -> list[tuple[int, int]]:
    """Cut a paragraph, ``text[start:end]``, into whole sentences without losing a character.

    ``language`` is that of the document; None is read as English. The spans are half-open offsets
    into ``text``, in order, without surrounding white space. Together they cover every character
    that is not white space.
    """
    first, last, _ = slice(start, end).indices(len(text))
    part = text[first:last]
    return [(first + left, first + right) for left, right in _spans(part, language or ENGLISH)]


def _spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the trimmed sentences between the proposed boundaries that are accepted."""
    style = paragraph_style(text, language)
    start, worded = 0, False
    for before, here, after in _chunks(proposed_boundaries(text, language), len(text)):
        worded = worded or _has_word(text[before:here])
        if here < len(text) and not (
            worded and _has_word(text[here:after]) and is_boundary(text, start, here, after, style)
        ):
            continue
        yield from _trimmed(text, start, here)
        start, worded = here, False


def _chunks(boundaries: list[int], end: int) -> Iterator[tuple[int, int, int]]:
    """Return each boundary with its neighbours; the end of the text is the last boundary."""
    marks = [0, *boundaries, end, end]
    return zip(marks, marks[1:], marks[2:], strict=False)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if kept := piece.strip():
        left = start + len(piece) - len(piece.lstrip())
        yield left, left + len(kept)


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))
