"""What is missing from the sources: kept questions that mean nearly the same, put together."""

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

MAX_COMPARED_QUESTIONS = (
    1_000  # questions of different words that are compared, the newest; the time is their square
)
# Measured by tests/benchmarks/gaps.py: where questions are put together that ask the same.
COSINE_WEIGHT, WORDS_WEIGHT, MIN_NEARNESS = 0.85, 0.15, 0.475
KIND = "draft"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was asked for, in these words or nearly. ``question`` stands for them all.

    ``refused`` and ``voted_down`` are how often; ``missing`` the words that no source mentioned,
    the most frequent first.
    """

    question: str
    questions: tuple[str, ...]
    refused: int
    voted_down: int
    newest: datetime
    reasons: tuple[tuple[str, int], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def times(self) -> int:
        return self.refused + self.voted_down


def gaps_of(kept: Sequence[Kept], encode: Encode) -> list[Gap]:
    """The gaps that ``kept`` questions show, the most frequent first, then the newest.

    The same questions give the same gaps, in whatever order. ``encode`` gives unit rows.
    """
    asked: dict[str, list[Kept]] = {}
    for one in sorted(kept, key=lambda one: (one.at, one.question), reverse=True):
        if len(asked) < MAX_COMPARED_QUESTIONS or _folded(one.question) in asked:
            asked.setdefault(_folded(one.question), []).append(one)
    if not asked:
        return []
    names = sorted(asked)
    texts = [min(one.question for one in asked[name]) for name in names]
    near = nearness(texts, encode(texts))
    found = [_gap([asked[names[n]] for n in members], near[np.ix_(members, members)])
             for members in clusters(near)]  # fmt: skip
    return sorted(found, key=lambda gap: (-gap.times, -gap.newest.timestamp(), gap.question))


def nearness(texts: Sequence[str], vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """(n, n): a weighted sum of the cosine and of the share of common words, 1 at the most."""
    cosines = np.asarray(vectors @ vectors.T, dtype=np.float64)
    # Rounded, so that the last bits of a sum, which depend on the machine, decide nothing.
    return np.round(COSINE_WEIGHT * cosines + WORDS_WEIGHT * _shared(texts), 4)


def clusters(near: NDArray[np.float64], least: float = MIN_NEARNESS) -> list[list[int]]:
    """Groups of rows: the two nearest are put together until none are as near as ``least``.

    How near two groups are is the mean over their pairs, so that no chain of steps joins what is
    far apart.
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
    """The gaps as judged questions that nobody has judged yet: a JSON object a line.

    ``answers`` are empty, which says that the sources do not answer: it is for a person to see
    whether they do, or should. No id of Discord's is among it.
    """
    lines = []
    for number, gap in enumerate(gaps, start=1):
        record: dict[str, Any] = {"id": f"gap-{number:03}", "question": gap.question}
        record |= {"answers": [], "kind": KIND, "refused": gap.refused}
        record |= {"voted_down": gap.voted_down, "newest": gap.newest.date().isoformat()}
        record |= {"reasons": dict(gap.reasons), "missing": list(gap.missing)}
        others = [question for question in gap.questions if question != gap.question]
        lines.append(json.dumps(record | {"also_asked": others}, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


def _gap(groups: Sequence[Sequence[Kept]], near: NDArray[np.float64]) -> Gap:
    kept = [one for group in groups for one in group]
    texts = [min(one.question for one in group) for group in groups]
    sizes = np.array([len(group) for group in groups])
    middle = max(
        range(len(groups)), key=lambda row: (round(float(near[row] @ sizes), 4), sizes[row])
    )
    refusals = [one for one in kept if not one.voted_down]
    return Gap(
        question=texts[middle],
        questions=tuple(texts),
        refused=len(refusals),
        voted_down=len(kept) - len(refusals),
        newest=max(one.at for one in kept),
        reasons=_most(one.why for one in refusals),
        missing=tuple(word for word, _ in _most(word for one in refusals for word in one.missing)),
    )


def _most(things: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each with how often it is there, the most frequent first."""
    return tuple(sorted(Counter(things).items(), key=lambda pair: (-pair[1], pair[0])))


def _shared(texts: Sequence[str]) -> NDArray[np.float64]:
    """(n, n): how many of the words of two texts are in both (Jaccard); 0 where there are none."""
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
