"""Compare a claim with its nearest source, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from index.citations.check.find import SearchedDocument
from index.citations.check.fold import Folded, fold
from index.citations.check.result import Change
from index.text.analysis import UNSPACED
from index.text.words import unaccented
from index.types import Span, Stretch

# Where no space stands between words, each character is compared.
SPACED = rf"[^\W{UNSPACED}]+"
TOKEN = re.compile(rf"[{UNSPACED}]|{SPACED}(?:'{SPACED})*|[^\w\s]")
ENDS = "。！？"
MOST_PAIRS = 20_000  # of one token; in prose, of 4,000 characters, there are half as many
Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, with its offsets in the text before it was folded."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Aligned:
    """The part of a claim that a stretch of a source has, in its order.

    ``share`` is the share of the claim's words, half by weight and half by count. ``run`` is the
    length in words of the longest piece.
    """

    span: Span
    changes: tuple[Change, ...]
    share: float
    run: int


def tokens(folded: Folded, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut a folded stretch into words and marks."""
    matches = TOKEN.finditer(folded.text, start, len(folded.text) if end is None else end)
    return [Token(m[0], *folded.origin(*m.span())) for m in matches]


def words_of(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Return the words of a folded text without case, accents and its marks."""
    found = TOKEN.findall(text, start, len(text) if end is None else end)
    return [unaccented(token) for token in found if token[0].isalnum()]


def align(claim: str, source: SearchedDocument, region: Stretch, weigh: Weigh) -> Aligned | None:
    """Align ``claim`` with a stretch of the folded source; return None if they share no word."""
    ours, theirs = tokens(fold(claim)), tokens(source.folded, *region)
    matcher = _matcher(*([unaccented(token.text) for token in side] for side in (theirs, ours)))
    blocks = _near(matcher.get_matching_blocks()[:-1], len(ours))
    words = [at for block in blocks for at in range(block.b, block.b + block.size)]
    held = [ours[at].text for at in words if ours[at].text[0].isalnum()]
    every = [token.text for token in ours if token.text[0].isalnum()]
    if not held:
        return None
    first, last = blocks[0].a, blocks[-1].a + blocks[-1].size
    first, last = _whole_ends(first, last, blocks, ours, theirs)
    span = Span(source.document, theirs[first].start, theirs[last - 1].end)
    changes = tuple(_changes(blocks, ours, theirs, (first, last), source))
    run = max(sum(ours[at].text[0].isalnum() for at in range(b.b, b.b + b.size)) for b in blocks)
    weighed = sum(map(weigh, held)) / max(1e-9, sum(map(weigh, every)))
    return Aligned(span, changes, (weighed + len(held) / len(every)) / 2, run)


def _matcher(theirs: Sequence[str], ours: Sequence[str]) -> SequenceMatcher[str]:
    """Make a matcher of common blocks; none begins with a token that is repeated too often.

    The time to find one block is that of all pairs of equal tokens.
    """
    counts, others = Counter(ours), Counter(theirs)
    repeated = {token for token, count in counts.items() if count * others[token] > MOST_PAIRS}
    return SequenceMatcher(repeated.__contains__, theirs, ours, autojunk=False)


def _near(blocks: Sequence[Match], length: int) -> list[Match]:
    """Keep the blocks near the longest one, at most as far from it as the claim is long."""
    if not blocks:
        return []
    anchor = max(blocks, key=lambda block: block.size)
    offset = anchor.a - anchor.b
    return [block for block in blocks if abs(block.a - block.b - offset) <= max(4, length // 2)]


def _whole_ends(
    first: int, last: int, blocks: Sequence[Match], ours: Sequence[Token], theirs: Sequence[Token]
) -> Stretch:
    """Widen the stretch where the claim begins or ends with other words.

    It does not reach into another sentence of Japanese or Chinese, unless the claim does so.
    """
    before, after = blocks[0].b, len(ours) - blocks[-1].b - blocks[-1].size
    start, end = max(0, first - before), min(len(theirs), last + after)
    if not _has_end(ours[:before]):
        start = max([start, *(at + 1 for at in range(start, first) if _has_end([theirs[at]]))])
    if not _has_end(ours[len(ours) - after :]):
        end = min([end, *(at for at in range(last, end) if _has_end([theirs[at]]))])
    return start, end


def _has_end(tokens: Sequence[Token]) -> bool:
    return any(token.text in ENDS for token in tokens)


def _changes(
    blocks: Sequence[Match],
    ours: Sequence[Token],
    theirs: Sequence[Token],
    within: Stretch,
    source: SearchedDocument,
) -> Iterator[Change]:
    """Yield the stretches that differ, in the claim's order: words, accents or case."""
    a, b = within[0], 0
    for block in [*blocks, Match(within[1], len(ours), 0)]:
        if block.a > a or block.b > b:
            yield _change(ours, (b, block.b), theirs, (a, block.a), source)
        for k in range(block.size):
            one, other = ours[block.b + k], theirs[block.a + k]
            if _differ(one.text, other.text, first=block.b + k == 0):
                yield Change(one.start, one.end, Span(source.document, other.start, other.end))
        a, b = block.a + block.size, block.b + block.size


def _differ(one: str, other: str, *, first: bool) -> bool:
    """Return whether two words differ in accents or case; not in the case of the first letter."""
    if not first:
        return one != other
    return one[1:] != other[1:] or one[:1].lower() != other[:1].lower()


def _change(
    ours: Sequence[Token], b: Stretch, theirs: Sequence[Token], a: Stretch, source: SearchedDocument
) -> Change:
    there = Span(source.document, theirs[a[0]].start, theirs[a[1] - 1].end) if a[1] > a[0] else None
    if b[1] > b[0]:
        return Change(ours[b[0]].start, ours[b[1] - 1].end, there)
    at = ours[b[0]].start if b[0] < len(ours) else ours[-1].end
    return Change(at, at, there)
