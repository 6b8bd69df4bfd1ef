"""Find the stretch of a source that is nearest to a claim that no source has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from index.citations.check.align import Aligned, align, words_of
from index.citations.check.find import SearchedDocument
from index.citations.check.fold import fold
from index.citations.check.searched import SearchedSnapshot
from index.text.analysis import UNSPACED
from index.types import Passage, Stretch

NEAR_ENOUGH = 0.6  # of a claim's words, in their order
LONG_ENOUGH = 3  # words in one piece, or all there are
UNSPACED_ENOUGH = 6  # characters in one piece, where a character is compared as a word
ROUNDING = 1e-9
Bound = Callable[[Sequence[str]], float]


class Region(NamedTuple):
    """A stretch of a source, and the greatest share of the claim that it can hold."""

    bound: float
    source: SearchedDocument
    stretch: Stretch


def nearest(claim: str, likely: Sequence[Passage], sources: SearchedSnapshot) -> Aligned | None:
    """Find the stretch that has the most of the claim's words in order; None if none is near.

    To align two texts takes time that grows with the square of what they repeat. So a region is
    aligned only if the words that it shares can make it the best one.
    """
    regions = list(_regions(claim, likely, sources))
    best: tuple[float, int, Aligned] | None = None
    for at in sorted(range(len(regions)), key=lambda at: -regions[at].bound):
        bound, source, stretch = regions[at]
        if best and (bound < best[0] - ROUNDING or (bound <= best[0] + ROUNDING and at > -best[1])):
            break
        one = align(claim, source, stretch, sources.weigh)
        if one and (best is None or (one.share, -at) > best[:2]):
            best = one.share, -at, one
    enough = _long_enough(claim)
    near = best is not None and best[0] >= NEAR_ENOUGH and best[2].run >= enough
    return best[2] if best and near else None


def _long_enough(claim: str) -> int:
    """Return how many words of a claim must be in one piece."""
    count = len(words_of(fold(claim).text))
    if 2 * len(re.findall(f"[{UNSPACED}]", claim)) > count:
        return min(UNSPACED_ENOUGH, (count - 1) // 2)
    return min(LONG_ENOUGH, len(claim.split()) - 1)


def _regions(claim: str, likely: Sequence[Passage], sources: SearchedSnapshot) -> Iterator[Region]:
    """Yield the passages, each widened by the length of the claim, if they can be near."""
    bound_of = _bound(words_of(fold(claim).text), sources)
    for passage in likely:
        source = sources.of(passage.document)
        start, end = source.folded.at(passage.start), source.folded.at(passage.end)
        around = max(0, start - len(claim)), end + len(claim)  # a quote may run over its end
        for stretch in ((start, end), around):
            bound = bound_of(words_of(source.folded.text, *stretch))
            if bound >= NEAR_ENOUGH - ROUNDING:
                yield Region(bound, source, stretch)


def _bound(ours: Sequence[str], sources: SearchedSnapshot) -> Bound:
    """Make an upper bound of how much of ``ours`` some words can hold after alignment."""
    counts = Counter(ours)
    weights = {word: sources.weigh(word) for word in counts}
    total = max(1e-9, sum(weights[word] * count for word, count in counts.items()))

    def bound(theirs: Sequence[str]) -> float:
        common = counts & Counter(theirs)
        weighed = sum(weights[word] * count for word, count in common.items()) / total
        share = (weighed + common.total() / max(1, len(ours))) / 2
        if share < NEAR_ENOUGH:
            return share
        return (weighed + LCSseq.similarity(ours, theirs) / len(ours)) / 2

    return bound
