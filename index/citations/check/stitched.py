"""Find out whether a claim was put together from places that are not together in a source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.citations.check.claim import LAST_MARKS
from index.citations.check.find import SearchedDocument
from index.citations.check.fold import fold
from index.types import Span, Stretch

MIN_PIECE_WORDS = 4  # of a piece; fewer may be together by chance
MOST_PIECES = 5
APART = 60  # folded characters between two pieces; fewer are a word or two left out

Found = tuple[SearchedDocument, Stretch]


def stitched(claim: str, sources: Sequence[SearchedDocument]) -> tuple[Span, ...]:
    """Return the places that make up the claim, if it is made only of exact pieces from several."""
    words = fold(claim).lowered.split(" ")
    pieces: list[Found] = []
    while words and len(pieces) < MOST_PIECES:
        count, found = _longest(words, sources)
        if found is None or count < min(MIN_PIECE_WORDS, len(words)):
            return ()
        pieces.append(found)
        words = words[count:]
    if words or len(pieces) < 2 or _together(pieces):
        return ()
    return tuple(source.span(*place) for source, place in pieces)


def _longest(words: Sequence[str], sources: Sequence[SearchedDocument]) -> tuple[int, Found | None]:
    """Return how many of the first ``words`` are together somewhere, and where."""
    low, best = 0, None
    high = len(words)
    while low < high:
        middle = (low + high + 1) // 2
        found = _place(" ".join(words[:middle]), sources)
        if found is None:
            high = middle - 1
        else:
            low, best = middle, found
    return low, best


def _place(text: str, sources: Sequence[SearchedDocument]) -> Found | None:
    core = text.strip(" \"'").rstrip(LAST_MARKS + " \"'")
    if not core:
        return None
    for source in sources:
        if (place := next(source.find(core), None)) is not None:
            return source, place
    return None


def _together(pieces: Sequence[Found]) -> bool:
    """Return whether the pieces follow each other in one source, with almost nothing between."""
    return all(
        one[0] is other[0] and 0 <= other[1][0] - one[1][1] <= APART
        for one, other in pairwise(pieces)
    )
