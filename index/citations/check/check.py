"""Check a claimed quote against the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from index.citations.check.align import Aligned, align
from index.citations.check.arrange import Arranged, arranged
from index.citations.check.attribution import of_the_source, readings
from index.citations.check.claim import LAST_MARKS, Claim, ClaimPiece, claim_of, pieces, whole
from index.citations.check.find import SearchedDocument, in_sentences
from index.citations.check.fold import differing, fold, skeleton
from index.citations.check.result import Checked, CheckVerdict, Typography
from index.citations.check.shortened import left_out
from index.citations.check.stitched import stitched
from index.snapshots.snapshot import Snapshot
from index.text.words import stem, terms
from index.types import Passage, Span

PASSAGES = 12  # the likeliest ones, to compare word by word
MAX_PLACES = 5
NEAR_ENOUGH = 0.6  # share of a claim's words, in their order
LONG_ENOUGH = 3  # words in one piece; all but one, if the claim has fewer


def check(text: str, snapshot: Snapshot) -> Checked:
    """Check whether ``text`` is in the sources of ``snapshot``, word for word.

    Every document is searched for the exact words. The passages that share the most words are
    searched for similar ones. The text is compared as it was typed, then without markup, then
    without an attribution; the best verdict counts.

    :raises QuestionError: there are no words in ``text``, or far too many.
    """
    found: list[Checked] = []
    for reading in readings(text):
        checked = _checked(claim_of(reading.text), snapshot)
        changed = bool(found) and best_of(found).verdict is CheckVerdict.CHANGED
        if reading.attribution and changed and of_the_source(reading, checked.places):
            continue
        found.append(replace(checked, snapshot=snapshot.name, attribution=reading.attribution))
        if checked.verdict is CheckVerdict.EXACT and not checked.typography:
            break
    return best_of(found)


def best_of(found: Sequence[Checked]) -> Checked:
    """Return the first exact verdict on a claim, else the nearest."""
    return min(found, key=_distance)


def _distance(found: Checked) -> tuple[int, bool, int, bool, int]:
    verdict = list(CheckVerdict).index(found.verdict)
    attributed = bool(found.attribution)
    return verdict, found.stitched, len(found.changes), attributed, len(found.typography)


def _checked(claim: Claim, snapshot: Snapshot) -> Checked:
    likely = _likely(claim.text, snapshot)
    sources = {passage.document.id: SearchedDocument(passage.document) for passage in likely}
    parts = pieces(claim.text)
    bones = [skeleton(part.core) for part in parts]
    others = (
        SearchedDocument(document)
        for document in snapshot.documents()
        if document.id not in sources and _may_hold(document.text, bones)
    )
    if exact := _exact(claim, [*sources.values()]) or _exact(claim, others):
        return exact
    if places := stitched(claim.text, list(sources.values())):
        return Checked(claim.text, CheckVerdict.CHANGED, places, stitched=True)
    near = [_nearest(part.text, likely, sources, snapshot) for part in parts]
    return _changed(claim.text, parts, [one for one in near if one is not None])


def _changed(claim: str, parts: Sequence[ClaimPiece], near: Sequence[Aligned]) -> Checked:
    """Report how the nearest places differ from the claim, if each piece has one."""
    if len(near) < len(parts):
        return Checked(claim, CheckVerdict.ABSENT)
    changes = [
        replace(change, start=change.start + part.start, end=change.end + part.start)
        for part, one in zip(parts, near, strict=True)
        for change in one.changes
    ]
    places = tuple(one.span for one in near)
    return Checked(claim, CheckVerdict.CHANGED, places, changes=tuple(changes))


def _may_hold(text: str, bones: Sequence[str]) -> bool:
    """Return whether ``text`` may hold these words, to avoid folding it, which is slow."""
    held = skeleton(text)
    return all(bone in held for bone in bones)


def _likely(claim: str, snapshot: Snapshot) -> list[Passage]:
    """Return the passages that hold the most of the claim's words."""
    coverage = snapshot.passage_terms.coverage(terms(claim))
    best = np.argsort(-coverage, kind="stable")[:PASSAGES]
    return [snapshot.passage(int(row)) for row in best if coverage[row] > 0]


def _exact(claim: Claim, sources: Iterable[SearchedDocument]) -> Checked | None:
    """Find the claim in a source, with the source's own ellipses or with words left out."""
    one, parts = whole(claim.text), pieces(claim.text)
    found: list[Span] = []
    chains: list[Arranged] = []
    for source in sources:
        spans = (source.span(*place) for place in source.find(one.core))
        found += [span for span in (_with_mark(one, s) for s in spans) if _same(one, span)]
        ways = [[one]] if found else [parts] if len(parts) > 1 else []
        chains += [there for way in ways if (there := arranged(claim, way, source))]
        if len(found) >= MAX_PLACES:
            break
    if found and not (claim.opens or claim.goes_on):
        return _as_exact(claim, [one], found[:MAX_PLACES])
    if not chains:
        return None
    best = min(chains, key=lambda there: (len(there.stretches), there.cost))
    way = [one] if len(best.stretches) == 1 else parts
    return _as_shortened(claim, way, best) or _as_exact(
        claim, way, found[:MAX_PLACES] or _marked(way, best)
    )


def _as_shortened(claim: Claim, parts: Sequence[ClaimPiece], there: Arranged) -> Checked | None:
    """Return the verdict if an ellipsis replaces any word, else None."""
    missing = tuple(left_out(claim, parts, there))
    exact = _as_exact(claim, parts, _marked(parts, there))
    return replace(exact, verdict=CheckVerdict.SHORTENED, left_out=missing) if missing else None


def _marked(parts: Sequence[ClaimPiece], there: Arranged) -> list[Span]:
    both = zip(parts, there.stretches, strict=True)
    return [_with_mark(part, there.source.span(*at)) for part, at in both]


def _with_mark(piece: ClaimPiece, span: Span) -> Span:
    """Widen the place to the mark at its end, if claim and source have the same."""
    end = span.end
    same = piece.mark and span.document.text[end : end + 1] == piece.mark
    return Span(span.document, span.start, end + 1) if same else span


def _same(piece: ClaimPiece, span: Span) -> bool:
    """Return whether the case is the same, except for the first letter."""
    ours, theirs = (_bare(text) for text in (piece.text, span.text))
    return ours[1:] == theirs[1:]


def _bare(text: str) -> str:
    return fold(text).text.strip(" \"'").rstrip(LAST_MARKS + " \"'")


def _as_exact(claim: Claim, parts: Sequence[ClaimPiece], places: Sequence[Span]) -> Checked:
    kinds = {
        kind
        for piece, place in zip(parts, places, strict=False)
        for kind in _typography(piece, place)
    }
    named = tuple(kind for kind in Typography if kind in kinds)
    partial = _partial(claim, places[0], places[len(parts) - 1])
    return Checked(claim.text, CheckVerdict.EXACT, tuple(places), named, partial=partial)


def _typography(piece: ClaimPiece, place: Span) -> Iterator[Typography]:
    text = piece.text.strip(" \"'").rstrip(LAST_MARKS + " \"'")
    yield from differing(text, place.text.rstrip(LAST_MARKS))
    if _bare(piece.text)[:1] != _bare(place.text)[:1]:
        yield Typography.FIRST_LETTER
    if piece.mark and not place.text.endswith(piece.mark):
        yield Typography.LAST_MARK


def _partial(claim: Claim, first: Span, last: Span) -> bool:
    """Return whether the claim begins or ends within a sentence, without an ellipsis there."""
    before, after = in_sentences(first), in_sentences(last)
    begins = claim.opens or not _words(first.document.text[before.start : first.start])
    ends = claim.goes_on or not _words(last.document.text[last.end : after.end])
    return not (begins and ends)


def _words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _nearest(
    claim: str, likely: Sequence[Passage], sources: dict[str, SearchedDocument], snapshot: Snapshot
) -> Aligned | None:
    """Return the stretch of a source that holds the most of the claim's words in their order."""

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
