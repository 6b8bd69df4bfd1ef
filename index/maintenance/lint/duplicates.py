"""Find documents that say the same, by the exact count of the word runs that they share.

A sketch (MinHash) would estimate this. Here an inverted index over every eighth run, chosen by
its hash, finds the pairs that share some, and only these are compared by all of their runs. So
the reported share is exact, and a page that is wholly within a longer one is found too, which a
MinHash of the union would miss.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from index.types import Document

RUN = 6  # words: long enough that two texts share one only if one was copied
SAMPLE_EVERY = 8
MOST_SHARERS = 50  # a run in more documents is furniture, and would pair all of them
ALIKE = 0.8
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Twins:
    """Two documents that say the same.

    ``share`` is the share of the shorter one's runs of words that the longer one has too.
    """

    shorter: Document
    longer: Document
    share: float
    same_text: bool = False


def twins(documents: Sequence[Document]) -> Iterator[Twins]:
    """Yield the pairs that are the same or nearly so, in the order of the documents."""
    runs = [runs_of(quotable(document)) for document in documents]
    texts = [" ".join(WORD.findall(quotable(document).casefold())) for document in documents]
    pairs = {*_pairs_of_equals(texts), *_pairs_that_share(runs)}
    for one, other in sorted(pairs):
        short, long = sorted((one, other), key=lambda n: (len(runs[n]), -n))
        same = texts[one] == texts[other]
        share = 1.0 if same else len(runs[short] & runs[long]) / max(1, len(runs[short]))
        if share >= ALIKE:
            yield Twins(documents[short], documents[long], share, same)


def _pairs_of_equals(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for number, text in enumerate(texts):
        if text in first:
            yield first[text], number
        first.setdefault(text, number)


def _pairs_that_share(runs: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    holders: dict[int, list[int]] = defaultdict(list)
    for number, found in enumerate(runs):
        is_short = len(found) < 10 * SAMPLE_EVERY  # then a sample could miss all that is shared
        for run in found:
            if is_short or run % SAMPLE_EVERY == 0:
                holders[run].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if 1 < len(numbers) <= MOST_SHARERS:
            shared.update(combinations(numbers, 2))
    yield from shared


def runs_of(text: str) -> frozenset[int]:
    """Hash all runs of ``RUN`` words; a shorter text is one run."""
    words = WORD.findall(text.casefold())
    count = max(1, len(words) - RUN + 1) if words else 0
    return frozenset(_hash(" ".join(words[at : at + RUN])) for at in range(count))


def quotable(document: Document) -> str:
    """Return the text of a document that may be quoted, without headings and furniture."""
    return "\n".join(document.text[start:end] for start, end in document.paragraphs)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
