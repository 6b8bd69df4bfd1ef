"""Lay a source out in pages around the words that were quoted from it.

The page with the quote is the middle one; the others are laid out from it, upwards and downwards.
Together they hold every paragraph of the document, each once and in order. The caller decides how
much fits a page: a message on Discord is smaller than a screen.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise

from index.text.sentences import sentence_spans
from index.types import Span

ZERO_WIDTH_JOINER = "\u200d"
SKIN = {chr(tone) for tone in range(0x1F3FB, 0x1F400)}
FINENESS = 32  # a page whose sentence is cut stays at most 1/32 of its room short of full
LAYOUTS = 16  # that are kept: who turns a page turns the next one soon
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


@dataclass(frozen=True, slots=True)
class ContextPage:
    """The pieces to show together, ``number`` pages below the quote's page (above it if negative).

    ``before`` and ``after``: there are pages above it, and below it.
    """

    pieces: tuple[ContextPiece, ...]
    number: int
    before: bool
    after: bool


def page_around(cited: Cited, number: int, room: int, cost: Cost) -> ContextPage:
    """Return the ``number``-th page below the one with the quote (above it if negative).

    Past the end, return the last page. A piece that takes more than ``room`` is cut at sentences,
    at words, or between characters.
    """
    layout = _layout(cited, room, cost)
    first, last = layout.middle()
    at = 0
    while at < number and (below := layout.below(last)):
        first, last, at = below[0], below[-1], at + 1
    while at > number and (above := layout.above(first)):
        first, last, at = above[-1], above[0], at - 1
    pieces = tuple(_trimmed(layout.between(first, last)))
    return ContextPage(pieces, at, before=layout.has_above(first), after=layout.has_below(last))


@lru_cache(maxsize=LAYOUTS)
def _layout(cited: Cited, room: int, cost: Cost) -> _Layout:
    return _Layout(cited, room, cost)


def joined(text: str, at: int) -> bool:
    """Return whether ``text[at]`` is drawn as one with the character before it, as an accent is."""
    return 0 < at < len(text) and (
        unicodedata.category(text[at])[0] == "M"
        or text[at] in SKIN
        or ZERO_WIDTH_JOINER in text[at - 1 : at + 1]
    )


@dataclass(frozen=True, slots=True, order=True)
class _Atom:
    """The smallest piece that is not divided: the ``part``-th part of a paragraph."""

    paragraph: int
    part: int
    start: int
    end: int
    cost: int


class _Layout:
    """The stretches of a document, each cut into atoms when it is first needed."""

    def __init__(self, cited: Cited, room: int, cost: Cost) -> None:
        self._cited, self._room, self._cost = cited, room, cost
        self._document = cited.document
        self._stretches = _stretches(cited)
        self._cut: dict[int, list[_Atom]] = {}

    def middle(self) -> tuple[_Atom, _Atom]:
        """Return the ends of the quote's page: the quote, as far as it fits, and its context."""
        at = bisect_right(self._stretches, self._cited.start, key=lambda span: span[1])
        atoms = self._atoms(at)
        first = next((atom for atom in atoms if atom.end > self._cited.start), atoms[-1])
        left, last = self._room - first.cost, first
        for atom in self._after(first):
            if atom.start >= self._cited.end or atom.cost > left:
                break
            last, left = atom, left - atom.cost
        befores, afters = self._before(first), self._after(last)
        before, after = next(befores, None), next(afters, None)
        while before or after:
            before = before if before and before.cost <= left else None
            if before:
                first, left, before = before, left - before.cost, next(befores, None)
            after = after if after and after.cost <= left else None
            if after:
                last, left, after = after, left - after.cost, next(afters, None)
        return first, last

    def below(self, last: _Atom) -> list[_Atom]:
        """Return the atoms of the page below ``last``."""
        return self._filled(self._after(last))

    def above(self, first: _Atom) -> list[_Atom]:
        """Return the atoms of the page above ``first``, the nearest first."""
        return self._filled(self._before(first))

    def has_below(self, last: _Atom) -> bool:
        """Return whether anything is below ``last``."""
        return next(self._after(last), None) is not None

    def has_above(self, first: _Atom) -> bool:
        """Return whether anything is above ``first``."""
        return next(self._before(first), None) is not None

    def between(self, first: _Atom, last: _Atom) -> Iterator[ContextPiece]:
        """Yield the pieces from ``first`` to ``last``, one for each paragraph."""
        for number in range(first.paragraph, last.paragraph + 1):
            begins, ends = self._stretches[number]
            shown = [atom for atom in self._atoms(number) if first <= atom <= last]
            start, end = shown[0].start, shown[-1].end
            yield replace(self._piece(number, start, end), begun=start > begins, goes_on=end < ends)

    def _filled(self, atoms: Iterable[_Atom]) -> list[_Atom]:
        page, left = list[_Atom](), self._room
        for atom in atoms:
            if page and atom.cost > left:
                break
            page.append(atom)
            left -= atom.cost
        return page

    def _after(self, atom: _Atom) -> Iterator[_Atom]:
        yield from self._atoms(atom.paragraph)[atom.part + 1 :]
        for number in range(atom.paragraph + 1, len(self._stretches)):
            yield from self._atoms(number)

    def _before(self, atom: _Atom) -> Iterator[_Atom]:
        yield from reversed(self._atoms(atom.paragraph)[: atom.part])
        for number in range(atom.paragraph - 1, -1, -1):
            yield from reversed(self._atoms(number))

    def _atoms(self, number: int) -> list[_Atom]:
        if number not in self._cut:
            self._cut[number] = [
                _Atom(number, part, start, end, self._take(number, start, end))
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


def _stretches(cited: Cited) -> list[tuple[int, int]]:
    """Return the paragraphs, and the words that were cited if they are in none of them now."""
    paragraphs = list(cited.document.paragraphs)
    if not any(start < cited.end and cited.start < end for start, end in paragraphs):
        paragraphs.insert(bisect_left(paragraphs, (cited.start, 0)), (cited.start, cited.end))
    return paragraphs


def _trimmed(pieces: Iterable[ContextPiece]) -> Iterator[ContextPiece]:
    """Strip the white space at the ends of each piece."""
    for piece in pieces:
        text = piece.text
        inner = text.strip()
        if not inner:
            yield piece
            continue
        start = piece.start + len(text) - len(text.lstrip())
        yield replace(piece, start=start, end=start + len(inner))
