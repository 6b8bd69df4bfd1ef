"""``check``: a claimed quote against the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from index.citations.check.align import Aligned, align
from index.citations.check.claim import LAST_MARKS, ClaimPiece, pieces, tidied, whole
from index.citations.check.find import SearchedDocument
from index.citations.check.fold import differing, fold, skeleton
from index.citations.check.result import Checked, CheckVerdict, Typography
from index.citations.check.stitched import stitched
from index.snapshots.snapshot import Snapshot
from index.text.sentences import sentence_spans
from index.text.words import stem, terms
from index.types import Passage, Span

PASSAGES = 12  # how many of the likeliest are compared word by word
MAX_PLACES = 5
NEAR_ENOUGH = 0.6  # of a claim's words, in their order
LONG_ENOUGH = 3  # words in one piece, or all there are


def check(text: str, snapshot: Snapshot) -> Checked:
    """Tell whether ``text`` stands in the sources of ``snapshot``, word for word.

    Every document is searched for the exact words; what comes near is looked for in the passages
    that share the most of its words.

    :raises QuestionError: there are no words in ``text``, or far too many.
    """
    claim = tidied(text)
    found = _checked(claim, snapshot)
    return replace(found, snapshot=snapshot.name)


def best_of(found: Sequence[Checked]) -> Checked:
    """Of several corpora's verdicts on one claim, the first exact one, else the nearest."""
    order = list(CheckVerdict)
    return min(found, key=lambda one: (order.index(one.verdict), one.stitched, len(one.changes)))


def _checked(claim: str, snapshot: Snapshot) -> Checked:
    likely = _likely(claim, snapshot)
    sources = {passage.document.id: SearchedDocument(passage.document) for passage in likely}
    bones = [skeleton(part.core) for part in pieces(claim)]
    others = (
        SearchedDocument(document)
        for document in snapshot.documents()
        if document.id not in sources and _may_hold(document.text, bones)
    )
    if exact := _exact(claim, [*sources.values()]) or _exact(claim, others):
        return exact
    if places := stitched(claim, list(sources.values())):
        return Checked(claim, CheckVerdict.CHANGED, places, stitched=True)
    parts = pieces(claim)
    near = [_nearest(part.text, likely, sources, snapshot) for part in parts]
    found = [one for one in near if one is not None]
    if len(found) < len(parts):
        return Checked(claim, CheckVerdict.ABSENT)
    changes = [
        replace(change, start=change.start + part.start, end=change.end + part.start)
        for part, one in zip(parts, found, strict=True)
        for change in one.changes
    ]
    places = tuple(one.span for one in found)
    return Checked(claim, CheckVerdict.CHANGED, places, changes=tuple(changes))


def _may_hold(text: str, bones: Sequence[str]) -> bool:
    """Whether folding ``text``, which is slow, can be of any use."""
    held = skeleton(text)
    return all(bone in held for bone in bones)


def _likely(claim: str, snapshot: Snapshot) -> list[Passage]:
    """The passages that hold the most of the claim's words."""
    coverage = snapshot.passage_terms.coverage(terms(claim))
    best = np.argsort(-coverage, kind="stable")[:PASSAGES]
    return [snapshot.passage(int(row)) for row in best if coverage[row] > 0]


def _exact(
    claim: str, sources: Sequence[SearchedDocument] | Iterator[SearchedDocument]
) -> Checked | None:
    """The claim as it stands in a source; its ellipses the source's own, or words left out."""
    one, parts = whole(claim), pieces(claim)
    found: list[Span] = []
    for source in sources:
        spans = (source.span(*place) for place in source.find(one.core))
        found += [span for span in (_with_mark(one, s) for s in spans) if _same(one, span)]
        if len(found) >= MAX_PLACES:
            break
        if not found and len(parts) > 1 and (places := source.pieces([p.core for p in parts])):
            spans_ = [_with_mark(p, source.span(*at)) for p, at in zip(parts, places, strict=True)]
            if all(_same(p, span) for p, span in zip(parts, spans_, strict=True)):
                return _as_exact(claim, parts, spans_)
    return _as_exact(claim, [one], found[:MAX_PLACES]) if found else None


def _with_mark(piece: ClaimPiece, span: Span) -> Span:
    """The place together with the mark at its end, where claim and source have the same."""
    end = span.end
    same = piece.mark and span.document.text[end : end + 1] == piece.mark
    return Span(span.document, span.start, end + 1) if same else span


def _same(piece: ClaimPiece, span: Span) -> bool:
    """Whether the case is the same, but for the first letter's."""
    ours, theirs = (_bare(text) for text in (piece.text, span.text))
    return ours[1:] == theirs[1:]


def _bare(text: str) -> str:
    return fold(text).text.strip(" \"'").rstrip(LAST_MARKS + " \"'")


def _as_exact(claim: str, parts: Sequence[ClaimPiece], places: Sequence[Span]) -> Checked:
    kinds = {
        kind
        for piece, place in zip(parts, places, strict=False)
        for kind in _typography(piece, place)
    }
    if len(parts) > 1:
        kinds.add(Typography.LEFT_OUT)
    named = tuple(kind for kind in Typography if kind in kinds)
    partial = any(map(_partial, places[: len(parts)]))
    return Checked(claim, CheckVerdict.EXACT, tuple(places), named, partial=partial)


def _typography(piece: ClaimPiece, place: Span) -> Iterator[Typography]:
    text = piece.text.strip(" \"'").rstrip(LAST_MARKS + " \"'")
    yield from differing(text, place.text.rstrip(LAST_MARKS))
    if _bare(piece.text)[:1] != _bare(place.text)[:1]:
        yield Typography.FIRST_LETTER
    if piece.mark and not place.text.endswith(piece.mark):
        yield Typography.LAST_MARK


def _partial(place: Span) -> bool:
    """Whether the place begins or ends within a sentence."""
    text = place.document.text
    for start, end in place.document.paragraphs:
        if start <= place.start < end:
            spans = list(sentence_spans(text, start, max(end, place.end)))
            begins = any(not _words(text[a : place.start]) for a, _ in spans if a <= place.start)
            ends = any(not _words(text[place.end : b]) for _, b in spans if b >= place.end)
            return not (begins and ends)
    return False


def _words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _nearest(
    claim: str, likely: Sequence[Passage], sources: dict[str, SearchedDocument], snapshot: Snapshot
) -> Aligned | None:
    """The stretch of a source that holds the most of the claim's words in their order."""

    def weigh(word: str) -> float:
        return snapshot.window_terms.idf(stem(word))

    found = []
    for passage in likely:
        source = sources[passage.document.id]
        start, end = source.folded.at(passage.start), source.folded.at(passage.end)
        around = max(0, start - len(claim)), end + len(claim)  # a quote may run over its end
        regions = (start, end), around
        found += [one for region in regions if (one := align(claim, source, region, weigh))]
    best = max(found, key=lambda one: one.share, default=None)
    enough = min(LONG_ENOUGH, len(claim.split()) - 1)
    near = best is not None and best.share >= NEAR_ENOUGH and best.run >= enough
    return best if near else None
