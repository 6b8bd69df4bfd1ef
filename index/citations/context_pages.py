"""Lay a source out in pages around the words that were quoted from it.

The page with the quote is the middle one; the others are laid out from it, upwards and downwards.
Together they hold every paragraph of the document, each once and in order. The caller decides how
much fits a page: a message on Discord is smaller than a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from index.citations.context_atoms import Atom, Cited, ContextPiece, Cost, CutParagraphs

LAYOUTS = 16  # that are kept: who turns a page turns the next one soon


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


class _Layout:
    """The pages of a document, each filled with atoms from its neighbour on."""

    def __init__(self, cited: Cited, room: int, cost: Cost) -> None:
        self._cited, self._room = cited, room
        self._cut = CutParagraphs(cited, room, cost)

    def middle(self) -> tuple[Atom, Atom]:
        """Return the ends of the quote's page: the quote, as far as it fits, and its context."""
        atoms = self._cut.atoms(self._cut.first_cited())
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

    def below(self, last: Atom) -> list[Atom]:
        """Return the atoms of the page below ``last``."""
        return self._filled(self._after(last))

    def above(self, first: Atom) -> list[Atom]:
        """Return the atoms of the page above ``first``, the nearest first."""
        return self._filled(self._before(first))

    def has_below(self, last: Atom) -> bool:
        """Return whether anything is below ``last``."""
        return next(self._after(last), None) is not None

    def has_above(self, first: Atom) -> bool:
        """Return whether anything is above ``first``."""
        return next(self._before(first), None) is not None

    def between(self, first: Atom, last: Atom) -> Iterator[ContextPiece]:
        """Yield the pieces from ``first`` to ``last``, one for each paragraph."""
        for number in range(first.paragraph, last.paragraph + 1):
            shown = [atom for atom in self._cut.atoms(number) if first <= atom <= last]
            yield self._cut.piece(number, shown[0].start, shown[-1].end)

    def _filled(self, atoms: Iterable[Atom]) -> list[Atom]:
        page, left = list[Atom](), self._room
        for atom in atoms:
            if page and atom.cost > left:
                break
            page.append(atom)
            left -= atom.cost
        return page

    def _after(self, atom: Atom) -> Iterator[Atom]:
        yield from self._cut.atoms(atom.paragraph)[atom.part + 1 :]
        for number in range(atom.paragraph + 1, len(self._cut)):
            yield from self._cut.atoms(number)

    def _before(self, atom: Atom) -> Iterator[Atom]:
        yield from reversed(self._cut.atoms(atom.paragraph)[: atom.part])
        for number in range(atom.paragraph - 1, -1, -1):
            yield from reversed(self._cut.atoms(number))


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
