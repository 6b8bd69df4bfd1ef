"""Cut a source into atoms, each of which fits a page around the words that were quoted from it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from index.text.sentences import sentence_spans
from index.types import Span

ZERO_WIDTH_JOINER = "\u200d"
SKIN = {chr(tone) for tone in range(0x1F3FB, 0x1F400)}
FINENESS = 32  # a page whose sentence is cut stays at most 1/32 of its room short of full
LONGEST_WORD = 80  # code points; longer words are cut

Cost = Callable[["Cited", "ContextPiece"], int]


@dataclass(frozen=True, slots=True)
class Cited(Span):
    """The words of a citation at their present place, and those of them that answer."""

    answer: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ContextPiece(Span):
    """A paragraph or a part of it, with the headings directly above it.

    ``begun``: the paragraph begins before it. ``goes_on``: the paragraph ends after it.
    """

    headings: tuple[str, ...] = ()
    begun: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Atom:
    """The smallest piece that is not divided: the ``part``-th part of a paragraph."""

    paragraph: int
    part: int
    start: int
    end: int
    cost: int


class CutParagraphs:
    """The paragraphs of a document, each cut into atoms when it is first needed."""

    def __init__(self, cited: Cited, room: int, cost: Cost) -> None:
        self._cited, self._room, self._cost = cited, room, cost
        self._document = cited.document
        self._stretches = _stretches(cited)
        self._cut: dict[int, list[Atom]] = {}

    def __len__(self) -> int:
        """Return the number of paragraphs."""
        return len(self._stretches)

    def first_cited(self) -> int:
        """Return the number of the paragraph in which the quote begins."""
        return bisect_right(self._stretches, self._cited.start, key=lambda span: span[1])

    def piece(self, number: int, start: int, end: int) -> ContextPiece:
        """Return what is to be shown of a paragraph from ``start`` to ``end``."""
        begins, ends = self._stretches[number]
        return replace(self._piece(number, start, end), begun=start > begins, goes_on=end < ends)

    def atoms(self, number: int) -> list[Atom]:
        """Return the atoms of a paragraph: itself, if it fits a page."""
        if number not in self._cut:
            self._cut[number] = [
                Atom(number, part, start, end, self._take(number, start, end))
                for part, (start, end) in enumerate(self._divided(number))
            ]
        return self._cut[number]

    def _divided(self, number: int) -> list[tuple[int, int]]:
        """Divide a paragraph that does not fit into sentences, and long ones into runs of words."""
        start, end = self._stretches[number]
        if self._fits(number, start, end):
            return [(start, end)]
        starts = [
            first
            for first, _ in sentence_spans(self._document.text, start, end, self._document.language)
        ]
        marks = [start, *(first for first in starts if first > start), end]
        sentences = pairwise(marks)
        return [span for sentence in sentences for span in self._runs(number, *sentence)]

    def _runs(self, number: int, start: int, end: int) -> Iterator[tuple[int, int]]:
        while start < end:
            stop = end if self._fits(number, start, end) else self._stop(number, start, end)
            yield start, stop
            start = stop

    def _stop(self, number: int, start: int, end: int) -> int:
        """Return the last offset up to which a page has room, after a word if possible."""
        low, high = start + 1, min(end, start + self._room)
        while high - low > self._room // FINENESS:
            middle = (low + high + 1) // 2
            fits = self._fits(number, start, middle)
            low, high = (middle, high) if fits else (low, middle - 1)
        text = self._document.text
        word = text.rfind(" ", max(start + 1, low - LONGEST_WORD), low) + 1
        if word > start + 1:
            return word
        while low > start + 1 and joined(text, low):
            low -= 1
        return low

    def _fits(self, number: int, start: int, end: int) -> bool:
        """Return whether a page has room; what has more code points than room is not measured."""
        return end - start <= self._room and self._take(number, start, end) <= self._room

    def _take(self, number: int, start: int, end: int) -> int:
        return self._cost(self._cited, self._piece(number, start, end))

    def _piece(self, number: int, start: int, end: int) -> ContextPiece:
        at_its_beginning = start == self._stretches[number][0]
        return ContextPiece(
            self._document, start, end, self._headings(number) if at_its_beginning else ()
        )

    def _headings(self, number: int) -> tuple[str, ...]:
        """Return the headings between this paragraph and the one before it."""
        start, _ = self._stretches[number]
        above = self._stretches[number - 1][0] if number else -1
        marks = self._document.landmarks
        low = bisect_right(marks, above, key=lambda mark: mark.offset)
        high = bisect_right(marks, start, key=lambda mark: mark.offset)
        return tuple(mark.heading for mark in islice(marks, low, high))


def joined(text: str, at: int) -> bool:
    """Return whether ``text[at]`` is drawn as one with the character before it, as an accent is."""
    return 0 < at < len(text) and (
        unicodedata.category(text[at])[0] == "M"
        or text[at] in SKIN
        or ZERO_WIDTH_JOINER in text[at - 1 : at + 1]
    )


def _stretches(cited: Cited) -> list[tuple[int, int]]:
    """Return the paragraphs, and the words that were cited if they are in none of them now."""
    paragraphs = list(cited.document.paragraphs)
    if not any(start < cited.end and cited.start < end for start, end in paragraphs):
        paragraphs.insert(bisect_left(paragraphs, (cited.start, 0)), (cited.start, cited.end))
    return paragraphs
