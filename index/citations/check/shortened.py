"""Find the words of the source that the ellipses of a claim replace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.citations.check.arrange import Arranged, own_ellipsis_after, own_ellipsis_before
from index.citations.check.claim import Claim, ClaimPiece
from index.citations.check.critical_words import matters_in
from index.citations.check.find import SearchedDocument, in_sentences
from index.citations.check.fold import INVISIBLE, fold
from index.citations.check.result import LeftOut
from index.types import Document, Span, Stretch

UNSEEN = "*`" + INVISIBLE


def left_out(claim: Claim, parts: Sequence[ClaimPiece], there: Arranged) -> Iterator[LeftOut]:
    """Yield what is missing between the pieces, and at an end with an ellipsis."""
    document = there.source.document
    both = zip(parts, there.stretches, strict=True)
    edges = [_with_edges(part, there.source, at) for part, at in both]
    sentence = in_sentences(Span(document, edges[0][0], edges[-1][1]))
    if claim.opens and not own_ellipsis_before(document.text, edges[0][0]):
        yield from _gap(document, (0, 0), sentence.start, edges[0][0])
    for (one, other), (before, after) in zip(pairwise(parts), pairwise(edges), strict=True):
        at = one.start + len(one.text), other.start
        yield from _gap(document, at, before[1], after[0])
    if claim.goes_on and not own_ellipsis_after(document.text, edges[-1][1]):
        at = len(claim.text), len(claim.text)
        yield from _gap(document, at, edges[-1][1], sentence.end)


def _gap(document: Document, at: Stretch, start: int, end: int) -> Iterator[LeftOut]:
    """Yield the slice without the white space around it, if it has a word."""
    text = document.text[start:end]
    if any(map(str.isalnum, text)):
        start += len(text) - len(text.lstrip())
        there = Span(document, start, start + len(text.strip()))
        yield LeftOut(*at, there, matters_in(there))


def _with_edges(piece: ClaimPiece, source: SearchedDocument, at: Stretch) -> Stretch:
    """Return the piece's place in the document, with the marks at its ends if they are equal."""
    typed, text = fold(piece.text).lowered, source.folded.lowered
    first = typed.find(piece.core)
    before, after = typed[:first].lstrip(), typed[first + len(piece.core) :].rstrip()
    start, end = at
    while before and start and text[start - 1] == before[-1]:
        start, before = start - 1, before[:-1]
    while after and text[end : end + 1] == after[0]:
        end, after = end + 1, after[1:]
    return _over_unseen(source.document.text, *source.folded.origin(start, end))


def _over_unseen(text: str, start: int, end: int) -> Stretch:
    """Widen the stretch over adjacent markup and invisible characters, which folding drops."""
    while start and text[start - 1] in UNSEEN:
        start -= 1
    while end < len(text) and text[end] in UNSEEN:
        end += 1
    return start, end
