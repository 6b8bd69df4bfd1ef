"""Find the pieces of a shortened quote in a source, one after the other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from index.citations.check.claim import ELLIPSIS, LONGEST_CLAIM, Claim, ClaimPiece
from index.citations.check.find import SearchedDocument
from index.types import Stretch

MOST_LEFT_OUT = 1_500  # characters that one ellipsis may replace
MOST_PIECES = 12  # a claim with more ellipses is compared as one text
MOST_PLACES = 200  # of the rarest piece in one document
MOST_NEAR = 24  # places of one piece that are tried before a place of the next
EDGE_CHARACTERS = 24  # characters that show whether a sentence begins or ends here
BEGINS = re.compile(
    r"(?:\A|\n|[.!?…。！？][\"'”’»)\]*_]*(?:\s|(?<=[。！？])))[\s\"'“‘„«(\[*_#>+-]*\Z"
)
ENDS = re.compile(r"[\"'”’»)\]*_,;:]*(?:[.!?…。！？]|\s*(?:\n|\Z))")
Cost = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Arranged:
    """The folded stretches of the pieces in ``source``; a lower ``cost`` is likelier to be meant.

    The cost counts, in this order: ellipses that replace no word, bridge two sentences or go on
    from a heading; ends of the claim that are not ends of a sentence (or that are, if the claim
    has an ellipsis there); and the length.
    """

    source: SearchedDocument
    stretches: tuple[Stretch, ...]
    cost: Cost


def arranged(
    claim: Claim, parts: Sequence[ClaimPiece], source: SearchedDocument
) -> Arranged | None:
    """Find the likeliest arrangement of ``parts`` in ``source``, in their order, or None.

    A piece may be as far from the one before it as an ellipsis may bridge. The best chain to each
    place of a piece is kept, then those of the next.
    """
    if not parts or len(parts) > MOST_PIECES:
        return None
    places = _within_reach(parts, source)
    chains = [_first(claim, source, at) for at in places[0]]
    for those in places[1:]:
        ends = [chain.stretches[-1][1] for chain in chains]
        nexts = [_joined(chains, ends, at) for at in those]
        chains = sorted((one for one in nexts if one), key=lambda one: one.stretches[-1][1])
    return min((_last(claim, chain) for chain in chains), key=lambda one: one.cost, default=None)


def _within_reach(parts: Sequence[ClaimPiece], source: SearchedDocument) -> list[list[Stretch]]:
    """Find the places of each piece that one chain with the rarest piece can reach.

    Of "the … of … the" there are thousands, and none is likelier meant than the others.
    """
    every = [list(source.places(part.core, part.cased)) for part in parts]
    rarest = min(every, key=len)[:MOST_PLACES]
    if not rarest:
        return [[] for _ in every]
    reach = len(parts) * MOST_LEFT_OUT + LONGEST_CLAIM
    first, last = rarest[0][0] - reach, rarest[-1][1] + reach
    return [[at for at in places if first <= at[0] and at[1] <= last] for places in every]


def _first(claim: Claim, source: SearchedDocument, at: Stretch) -> Arranged:
    text, start = source.document.text, source.folded.origin(*at)[0]
    begins = BEGINS.search(text[max(0, start - EDGE_CHARACTERS) : start]) is not None
    unlikely = (claim.opens or claim.goes_on) and not _in_a_paragraph(source, start)
    return Arranged(source, (at,), (int(unlikely), int(begins == claim.opens), -at[0]))


def _in_a_paragraph(source: SearchedDocument, offset: int) -> bool:
    """Return whether ``offset`` is in running text, and not in a heading or a caption."""
    paragraphs = source.document.paragraphs
    at = bisect_right(paragraphs, offset, key=lambda span: span[0])
    return not paragraphs or (at > 0 and offset < paragraphs[at - 1][1])


def _joined(chains: Sequence[Arranged], ends: Sequence[int], at: Stretch) -> Arranged | None:
    near = chains[bisect_left(ends, at[0] - MOST_LEFT_OUT) : bisect_right(ends, at[0])]
    costs = [((_unlikely(one, at), *one.cost[1:]), one) for one in near[-MOST_NEAR:]]
    if not costs:
        return None
    cost, best = min(costs, key=lambda pair: pair[0])
    return Arranged(best.source, (*best.stretches, at), cost)


def _unlikely(chain: Arranged, at: Stretch) -> int:
    start, end = chain.stretches[-1][1], at[0]
    between = chain.source.folded.text[start:end]
    within = any(map(str.isalnum, between)) and not chain.source.has_sentence_end(start, end)
    return chain.cost[0] + (not within)


def _last(claim: Claim, chain: Arranged) -> Arranged:
    at = chain.stretches[-1]
    text, end = chain.source.document.text, chain.source.folded.origin(*at)[1]
    ends = ENDS.match(text[end : end + EDGE_CHARACTERS]) is not None
    unlikely, begins, start = chain.cost
    cost = (unlikely, begins + (ends == claim.goes_on), at[1] + start)
    return Arranged(chain.source, chain.stretches, cost)


def own_ellipsis_after(text: str, end: int) -> bool:
    """Return whether the source itself has an ellipsis at ``end``."""
    return ELLIPSIS.match(text, end, end + EDGE_CHARACTERS) is not None


def own_ellipsis_before(text: str, start: int) -> bool:
    """Return whether the source itself has an ellipsis before ``start``."""
    near = text[max(0, start - EDGE_CHARACTERS) : start]
    return any(match.end() == len(near) for match in ELLIPSIS.finditer(near))
