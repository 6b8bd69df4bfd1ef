"""Where the words of a claim stand in a source, exactly but for typography."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.citations.check.fold import Folded, fold
from index.types import Document, Span

Stretch = tuple[int, int]

MOST_LEFT_OUT = 1_500  # characters that one ellipsis may stand for


@dataclass(frozen=True, slots=False)
class SearchedDocument:
    """A document that is searched; folded once."""

    document: Document

    @cached_property
    def folded(self) -> Folded:
        return fold(self.document.text)

    def find(self, piece: str, start: int = 0) -> Iterator[Stretch]:
        """Where ``piece``, folded and lowered, stands as whole words, from ``start`` on."""
        text = self.folded.lowered
        at = text.find(piece, start)
        while at >= 0:
            end = at + len(piece)
            if _apart(text, at, piece[0]) and _apart(text, end, piece[-1]):
                yield at, end
            at = text.find(piece, at + 1)

    def span(self, start: int, end: int) -> Span:
        """The slice of the document that the folded stretch stands for."""
        return Span(self.document, *self.folded.origin(start, end))

    def pieces(self, pieces: Sequence[str]) -> Sequence[Stretch] | None:
        """Where all ``pieces`` stand one after the other, as near as an ellipsis may bridge."""
        for first in self.find(pieces[0]):
            found = [first]
            for piece in pieces[1:]:
                end = found[-1][1]
                then = next(self.find(piece, end), None)
                if then is None or then[0] - end > MOST_LEFT_OUT:
                    break
                found.append(then)
            else:
                return found
        return None


def _apart(text: str, at: int, neighbour: str) -> bool:
    """Whether no word runs across ``at``."""
    if not 0 < at < len(text) or not neighbour.isalnum():
        return True
    return not (text[at - 1].isalnum() and text[at].isalnum())
