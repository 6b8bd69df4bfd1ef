"""Find what the sources lack: group the kept questions that mean nearly the same."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from typing import TypeAlias

    from numpy.typing import NDArray

    from bot.ledger import Kept

    Encode: TypeAlias = Callable[[Sequence[str]], NDArray[np.float32]]

# The newest differently worded questions; the time grows with the square of their number.
MAX_COMPARED_QUESTIONS = 1_000
# Measured by tests/benchmarks/gaps.py: the values that best group questions with the same meaning.
COSINE_WEIGHT, WORDS_WEIGHT, MIN_NEARNESS = 0.85, 0.15, 0.475
KIND = "draft"


@dataclass(frozen=True, slots=True)
class Gap:
    """A group of questions that ask nearly the same; ``question`` represents them all.

    ``refused``, ``near`` (the closest texts were shown) and ``voted_down`` count how often.
    ``missing`` are the words that no source mentions, the most frequent first.
    """

    question: str
    questions: tuple[str, ...]
    refused: int
    voted_down: int
    newest: datetime
    reasons: tuple[tuple[str, int], ...] = ()
    missing: tuple[str, ...] = ()
    near: int = 0

    @property
    def times(self) -> int:
        """Return how often the sources failed to answer it."""
        return self.refused + self.near + self.voted_down


def gaps_of(kept: Sequence[Kept], encode: Encode) -> list[Gap]:
    """Group ``kept`` questions into gaps, the most frequent first, then the newest.

    The order of ``kept`` does not matter. ``encode`` must return unit rows.
    """
    asked: dict[str, list[Kept]] = {}
    for entry in sorted(kept, key=lambda entry: (entry.at, entry.question), reverse=True):
        if len(asked) < MAX_COMPARED_QUESTIONS or _folded(entry.question) in asked:
            asked.setdefault(_folded(entry.question), []).append(entry)
    if not asked:
        return []
    names = sorted(asked)
    texts = [min(entry.question for entry in asked[name]) for name in names]
    near = nearness(texts, encode(texts))
    found = [_gap([asked[names[n]] for n in members], near[np.ix_(members, members)])
             for members in clusters(near)]  # fmt: skip
    return sorted(found, key=lambda gap: (-gap.times, -gap.newest.timestamp(), gap.question))


def nearness(texts: Sequence[str], vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """Compare all texts with each other: (n, n), at most 1.

    Each value is a weighted sum of the cosine and of the share of common words. ``vectors`` are
    (n, d), unit rows.
    """
    cosines = np.asarray(vectors @ vectors.T, dtype=np.float64)
    # Rounded, because the last bits of a sum depend on the machine and must decide nothing.
    return np.round(COSINE_WEIGHT * cosines + WORDS_WEIGHT * _shared(texts), 4)


def clusters(near: NDArray[np.float64], least: float = MIN_NEARNESS) -> list[list[int]]:
    """Group rows: join the two nearest groups until none are as near as ``least``.

    The nearness of two groups is the mean over their pairs (average linkage), so that no chain of
    small steps joins distant rows.
    """
    between = near.copy()
    np.fill_diagonal(between, -np.inf)
    members = {row: [row] for row in range(len(near))}
    while len(members) > 1:
        one, other = divmod(int(np.argmax(between)), len(near))
        if between[one, other] < least:
            break
        sizes = len(members[one]), len(members[other])
        merged = (between[one] * sizes[0] + between[other] * sizes[1]) / sum(sizes)
        between[one, :] = between[:, one] = merged
        between[one, one] = -np.inf
        between[other, :] = between[:, other] = -np.inf
        members[one] += members.pop(other)
    return [sorted(rows) for rows in members.values()]


def drafts(gaps: Iterable[Gap]) -> str:
    """Write the gaps as draft judged questions, one JSON object per line, without Discord ids.

    ``answers`` are empty, which means that the sources do not answer. A person has to check
    whether they do, or should.
    """
    lines = []
    for number, gap in enumerate(gaps, start=1):
        record: dict[str, Any] = {"id": f"gap-{number:03}", "question": gap.question}
        record |= {"answers": [], "kind": KIND, "refused": gap.refused}
        record |= {
            "near": gap.near,
            "voted_down": gap.voted_down,
            "newest": gap.newest.date().isoformat(),
        }
        record |= {"reasons": dict(gap.reasons), "missing": list(gap.missing)}
        others = [question for question in gap.questions if question != gap.question]
        lines.append(json.dumps(record | {"also_asked": others}, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


def _gap(groups: Sequence[Sequence[Kept]], near: NDArray[np.float64]) -> Gap:
    kept = [entry for group in groups for entry in group]
    texts = [min(entry.question for entry in group) for group in groups]
    sizes = np.array([len(group) for group in groups])
    middle = max(
        range(len(groups)), key=lambda row: (round(float(near[row] @ sizes), 4), sizes[row])
    )
    refusals = [entry for entry in kept if not entry.voted_down]
    shown = sum(entry.near for entry in refusals)
    missing = _most(word for entry in refusals for word in entry.missing)
    return Gap(
        question=texts[middle],
        questions=tuple(texts),
        refused=len(refusals) - shown,
        voted_down=len(kept) - len(refusals),
        newest=max(entry.at for entry in kept),
        reasons=_most(entry.why for entry in refusals),
        missing=tuple(word for word, _ in missing),
        near=shown,
    )


def _most(things: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Count each thing; the most frequent first."""
    return tuple(sorted(Counter(things).items(), key=lambda pair: (-pair[1], pair[0])))


def _shared(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return the share of common words of each two texts (Jaccard): (n, n); 0 without words."""
    words = [frozenset(terms(text)) for text in texts]
    columns = {word: column for column, word in enumerate(sorted(frozenset().union(*words)))}
    has = np.zeros((len(texts), len(columns)))
    for row, found in enumerate(words):
        has[row, [columns[word] for word in found]] = 1
    both, each = has @ has.T, has.sum(axis=1)
    share: NDArray[np.float64] = both / np.maximum(each[:, None] + each[None, :] - both, 1)
    return share


def _folded(question: str) -> str:
    return " ".join(question.casefold().split()).rstrip("?!. ")
