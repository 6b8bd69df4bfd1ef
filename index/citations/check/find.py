"""Find the words of a claim in a source, exactly except for typography."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from index.citations.check.fold import TARGET, Folded, fold, skeleton
from index.text.sentences import sentence_spans
from index.types import Document, Span, Stretch

BETWEEN_SENTENCES = re.compile(r"[.!?][\"')\]]*\s|[。！？]")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")


@dataclass(frozen=True, slots=False)
class SearchedDocument:
    """A document to search, folded once."""

    document: Document

    @cached_property
    def folded(self) -> Folded:
        """Return the document's text in the form in which quotes are compared."""
        return fold(self.document.text)

    @cached_property
    def skeleton(self) -> str:
        """Return the letters and digits: what is not in them cannot be in the folded text."""
        return skeleton(self.document.text)

    @cached_property
    def sentence_ends(self) -> tuple[list[int], list[int]]:
        """Find where the marks between two sentences of the folded text begin and end."""
        found = [match.span() for match in BETWEEN_SENTENCES.finditer(self.folded.text)]
        return [start for start, _ in found], [end for _, end in found]

    def places(self, core: str, cased: str) -> Iterator[Stretch]:
        """Yield the places of a piece in its own case; only its first letter may differ in case."""
        text = self.folded.text
        return (at for at in self.find(core) if text[at[0] + 1 : at[1]] == cased[1:])

    def has_sentence_end(self, start: int, end: int) -> bool:
        """Return whether a sentence ends and another begins within this folded stretch."""
        starts, ends = self.sentence_ends
        first = bisect_left(starts, start)
        return first < len(ends) and ends[first] <= end

    def find(self, piece: str, start: int = 0) -> Iterator[Stretch]:
        """Yield the places of ``piece``, folded and lowered, as whole words, from ``start`` on."""
        text = self.folded.lowered
        at = text.find(piece, start)
        while at >= 0:
            end = at + len(piece)
            if _apart(text, at, piece[0]) and _apart(text, end, piece[-1]):
                yield at, end
            at = text.find(piece, at + 1)

    def span(self, start: int, end: int) -> Span:
        """Return the slice of the document that a folded stretch came from, its links whole."""
        first, last = self.folded.origin(start, end)
        target = TARGET.match(self.document.text, last)
        return Span(self.document, first, target.end() if target else last)


def _apart(text: str, at: int, neighbour: str) -> bool:
    """Return whether no word runs across ``at``; scripts without spaces may be cut anywhere."""
    if not 0 < at < len(text) or not neighbour.isalnum():
        return True
    if UNSPACED.match(text[at - 1]) or UNSPACED.match(text[at]):
        return True
    return not (text[at - 1].isalnum() and text[at].isalnum())


def in_sentences(place: Span) -> Span:
    """Widen ``place`` to the whole sentences in which it begins and ends.

    A heading has no sentences: there, it ends where the place does.
    """
    document = place.document
    start, end = place.start, place.end
    for first, last in document.paragraphs:
        if not (first <= place.start < last or first < place.end <= last):
            continue
        for a, b in sentence_spans(document.text, first, last, document.language):
            start = a if a <= place.start < b else start
            end = b if a < place.end <= b else end
    return Span(document, start, end)
