"""How good the answers are, on judged questions: `quoth eval`.

A judgement is ``{"id", "question", "answers", "kind"}``; a quote is right when it contains one
of the answers, after Unicode NFC and folding of white space only. No answers mean that the
sources do not answer.
"""

from __future__ import annotations

import json
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np

from index.answering import Answerer
from index.errors import QuestionError, SettingsError
from index.snapshot import Snapshot
from index.types import Answer, Span

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Judgement:
    """A question, and the strings any of which answers it; none, if nothing does."""

    id: str
    question: str
    answers: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What Quoth said to one judged question. ``ranks`` are those of right candidates, from 1."""

    judgement: Judgement
    answer: Answer
    ranks: tuple[int, ...]
    seconds: float

    @property
    def answerable(self) -> bool:
        return bool(self.judgement.answers)

    def right(self, k: int) -> bool:
        return bool(self.ranks) and self.ranks[0] <= k


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``of``, with Wilson's 95 % interval (E. B. Wilson, 1927)."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        if not self.of:
            return 0.0, 1.0
        p, n = self.hits / self.of, self.of
        centre = (p + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
        half = Z95 / (1 + Z95**2 / n) * sqrt(p * (1 - p) / n + Z95**2 / (4 * n * n))
        return max(0.0, centre - half), min(1.0, centre + half)


def read_judgements(path: Path) -> list[Judgement]:
    """Read a file of judged questions.

    :raises SettingsError: it is not there, or a line of it is not a judgement.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")  # a JSON string may hold U+2028
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read ({type(error).__name__})", hint="Name a JSON Lines file."
        ) from None
    found = [_judgement(line, number, path) for number, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise SettingsError(f"{path} has no questions", hint="Write one JSON object a line.")
    return found


def _judgement(line: str, number: int, path: Path) -> Judgement:
    try:
        record = json.loads(line)
        answers = record["answers"]
        texts = [record["question"], *answers]
        if not isinstance(answers, list) or not all(isinstance(t, str) for t in texts):
            raise TypeError
        if not all(map(_folded, answers)):
            raise ValueError("an answer of nothing is in every quote")
        kind = str(record.get("kind") or ("answerable" if answers else "unanswerable"))
        return Judgement(str(record.get("id", number)), record["question"], tuple(answers), kind)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SettingsError(
            f"{path}, line {number}: not a judged question",
            hint='Write {"id": "1", "question": "…", "answers": ["…"], "kind": "…"}.',
        ) from None


def contains(quote: str, answer: str) -> bool:
    """Whether a quote holds an answer, typography unchanged."""
    return _folded(answer) in _folded(quote)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def judge(
    judgements: Iterable[Judgement], answerer: Answerer, snapshot: Snapshot, depth: int
) -> Iterator[Outcome]:
    """Ask every question, in order; one that is refused as malformed counts as abstained."""
    for judgement in judgements:
        began = time.perf_counter()
        try:
            answer = answerer.answer(judgement.question, snapshot, depth=depth)
        except QuestionError:
            answer = Answer(judgement.question, (), 0.0, snapshot=snapshot.name)
        seconds = time.perf_counter() - began
        yield Outcome(judgement, answer, _ranks(answer.candidates, judgement.answers), seconds)


def _ranks(quotes: Sequence[Span], answers: Sequence[str]) -> tuple[int, ...]:
    return tuple(
        rank
        for rank, quote in enumerate(quotes, 1)
        if any(contains(quote.text, answer) for answer in answers)
    )


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """All figures, as plain data.

    ``quote_hit`` and ``mrr`` judge the order of the candidates, abstaining set aside;
    ``shown_hit_at_1`` counts an abstention as a miss.
    """
    answerable = [o for o in outcomes if o.answerable]
    answered = [o for o in outcomes if not o.answer.abstained]
    reciprocal = [1 / o.ranks[0] if o.ranks else 0.0 for o in answerable]
    milliseconds = [o.seconds * 1000 for o in outcomes]
    return {
        "questions": len(outcomes),
        "quote_hit_at_1": _share(answerable, lambda o: o.right(1)),
        "quote_hit_at_3": _share(answerable, lambda o: o.right(3)),
        "mrr": round(float(np.mean(reciprocal)), 4) if reciprocal else None,
        "shown_hit_at_1": _share(answerable, lambda o: o.right(1) and not o.answer.abstained),
        "answered": _share(answerable, lambda o: not o.answer.abstained),
        "error_among_answered": _share(answered, lambda o: not o.right(1)),
        "refused": _by_kind(
            [o for o in outcomes if not o.answerable], lambda o: o.answer.abstained
        ),
        "hit_at_1_by_kind": _by_kind(answerable, lambda o: o.right(1)),
        "latency_ms": {
            "p50": round(float(np.percentile(milliseconds, 50)), 1),
            "p95": round(float(np.percentile(milliseconds, 95)), 1),
        },
    }


def _by_kind(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> dict[str, Any]:
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.judgement.kind].append(outcome)
    return {kind: _share(members, holds) for kind, members in sorted(kinds.items())}


def _share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> dict[str, Any]:
    share = Share(sum(map(holds, outcomes)), len(outcomes))
    return {
        "hits": share.hits,
        "of": share.of,
        "share": None if share.value is None else round(share.value, 4),
        "interval": [round(bound, 4) for bound in share.interval],
    }
