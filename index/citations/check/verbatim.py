"""Find a claim in a source word for word, or with words left out behind an ellipsis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from index.citations.check.arrange import Arranged, arranged
from index.citations.check.claim import LAST_MARKS, Claim, ClaimPiece
from index.citations.check.find import SearchedDocument, in_sentences
from index.citations.check.fold import TARGET, differing, fold
from index.citations.check.result import Checked, CheckVerdict, Typography
from index.citations.check.shortened import left_out
from index.types import Span

MAX_PLACES = 5


def verbatim(
    claim: Claim, one: ClaimPiece, parts: Sequence[ClaimPiece], sources: Iterable[SearchedDocument]
) -> Checked | None:
    """Find the claim in a source, with the source's own ellipses or with words left out.

    ``one`` is the claim as a whole, ``parts`` are its pieces. The search ends at the first
    ``MAX_PLACES`` places, or documents that hold all the pieces. A link of the claim has to lead
    where that of the source leads.
    """
    checked = _found(claim, one, parts, sources)
    leads = TARGET.findall(claim.text)
    there = "".join(place.text for place in checked.places) if checked else ""
    return checked if all(target in there for target in leads) else None


def _found(
    claim: Claim, one: ClaimPiece, parts: Sequence[ClaimPiece], sources: Iterable[SearchedDocument]
) -> Checked | None:
    found: list[Span] = []
    chains: list[Arranged] = []
    for source in sources:
        places = islice(source.places(one.core, one.cased), MAX_PLACES - len(found))
        found += [_with_mark(one, source.span(*place)) for place in places]
        ways = [[one]] if found else [parts] if len(parts) > 1 else []
        chains += [there for way in ways if (there := arranged(claim, way, source))]
        if len(found) >= MAX_PLACES or len(chains) >= MAX_PLACES:
            break
    if found and not (claim.opens or claim.goes_on):
        return _as_exact(claim, [one], found)
    if not chains:
        return None
    best = min(chains, key=lambda there: (len(there.stretches), there.cost))
    way = [one] if len(best.stretches) == 1 else parts
    return _as_shortened(claim, way, best) or _as_exact(claim, way, found or _marked(way, best))


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
    """Return whether it begins or ends within a sentence without an ellipsis there."""
    before, after = in_sentences(first), in_sentences(last)
    begins = claim.opens or not _words(first.document.text[before.start : first.start])
    ends = claim.goes_on or not _words(last.document.text[last.end : after.end])
    return not (begins and ends)


def _words(text: str) -> bool:
    return any(map(str.isalnum, text))
