"""Ask judged questions, and decide whether the answers are right."""

from __future__ import annotations

import json
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.answering.answerer import Answerer
from index.answering.followups import Turn
from index.answering.part import Part
from index.errors import QuestionError, SettingsError
from index.snapshots.snapshot import Snapshot
from index.types import Answer, Span

DIGITS = 6  # of a confidence, in figures and in rows


@dataclass(frozen=True, slots=True)
class Judgement:
    """A question, and the strings of which any answers it; there are none if nothing does.

    ``after`` is the question that was asked just before it, if there was one.
    """

    id: str
    question: str
    answers: tuple[str, ...]
    kind: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to a judged question; ``ranks`` are those of the right candidates, from 1."""

    judgement: Judgement
    answer: Answer
    ranks: tuple[int, ...]
    seconds: float

    @property
    def answerable(self) -> bool:
        """Return whether the sources answer the question."""
        return bool(self.judgement.answers)

    @property
    def shown(self) -> tuple[str, ...]:
        """Return each text that is shown, as an answer or as what is near, in order."""
        return tuple(quote.shown for quote in (*self.answer.quotes, *self.answer.near))

    @property
    def verdict(self) -> Verdict:
        """Return the parts of the outcome that figures are made from.

        Of several questions in one line, what is near does not count if anything is sure.
        """
        counted = self.answer.quotes or self.answer.near
        return Verdict(
            id=self.judgement.id,
            question=self.judgement.question,
            kind=self.judgement.kind,
            answerable=self.answerable,
            rank=self.ranks[0] if self.ranks else None,
            abstained=self.answer.abstained,
            confidence=round(self.answer.confidence, DIGITS),
            tier=self.answer.tier,
            shown_right=any(holds(quote.shown, self.judgement.answers) for quote in counted),
        )

    def right(self, k: int) -> bool:
        """Return whether one of the first ``k`` candidates answers, abstaining set aside."""
        return self.verdict.right(k)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result for one judged question, without the text of any quote.

    ``rank`` is the rank of the first right candidate, from 1, or None. ``shown_right``: a text that
    was shown holds an answer, in the sure tier or in the near one. All figures are made from
    verdicts, so a file of rows gives the same figures as the run that wrote it.
    """

    id: str
    question: str
    kind: str
    answerable: bool
    rank: int | None
    abstained: bool
    confidence: float
    tier: str
    shown_right: bool

    def right(self, k: int = 1) -> bool:
        """Return whether one of the first ``k`` candidates answers, abstaining set aside."""
        return self.rank is not None and self.rank <= k


def read_judgements(path: Path) -> list[Judgement]:
    """Read a file of judged questions.

    :raises SettingsError: it cannot be read, is empty, or has a line that is not a judgement.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")  # a JSON string may hold U+2028
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read ({getattr(error, 'strerror', 'not UTF-8')})",
            hint="Give a JSON Lines file.",
        ) from None
    found = [
        _judgement(line, number, path)
        for number, line in enumerate(lines, 1)
        if line.strip() and not (number == 1 and thresholds_in(line) is not None)
    ]
    if not found:
        raise SettingsError(f"{path} has no questions", hint="Write one JSON object per line.")
    return found


def thresholds_in(line: str) -> object | None:
    """Return the thresholds of a first line ``{"gate": …}``; None if the line is a question."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    asks = isinstance(record, dict) and "gate" in record and "question" not in record
    return record["gate"] if asks else None


def _judgement(line: str, number: int, path: Path) -> Judgement:
    try:
        record = json.loads(line)
        answers = record["answers"]
        after = record.get("after", "")
        texts = [record["question"], after, *answers]
        if not isinstance(answers, list) or not all(isinstance(t, str) for t in texts):
            raise TypeError
        if not all(map(_folded, answers)):
            raise ValueError("an answer of nothing is in every quote")
        kind = str(record.get("kind") or ("answerable" if answers else "unanswerable"))
        id_ = str(record.get("id", number))
        return Judgement(id_, record["question"], tuple(answers), kind, after)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SettingsError(
            f"{path}, line {number}: not a judged question",
            hint='Write {"id": "1", "question": "…", "answers": ["…"], "kind": "…"}.',
        ) from None


def contains(quote: str, answer: str) -> bool:
    """Return whether a quote holds an answer, with the same typography."""
    return _folded(answer) in _folded(quote)


def holds(text: str, answers: Iterable[str]) -> bool:
    """Return whether a text holds any of ``answers``."""
    return any(contains(text, answer) for answer in answers)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def ask_all(
    judgements: Iterable[Judgement],
    answerer: Answerer,
    snapshot: Snapshot,
    depth: int,
    *,
    alone: bool = False,
) -> Iterator[Outcome]:
    """Ask every question, in order; a malformed one counts as abstained.

    A question with another before it is asked after that, unless ``alone``.
    """
    for judgement in judgements:
        after = None if alone else _turn_before(judgement, answerer, snapshot)
        began = time.perf_counter()
        try:
            answer = answerer.ask(judgement.question, (Part(snapshot),), after, depth)
        except QuestionError:
            answer = Answer(judgement.question, (), 0.0, snapshot=snapshot.name)
        seconds = time.perf_counter() - began
        yield Outcome(judgement, answer, _ranks(answer.candidates, judgement.answers), seconds)


def _turn_before(judgement: Judgement, answerer: Answerer, snapshot: Snapshot) -> Turn | None:
    if not judgement.after:
        return None
    try:
        return Turn.of(answerer.ask(judgement.after, (Part(snapshot),)))
    except QuestionError:
        return None


def _ranks(quotes: Sequence[Span], answers: Sequence[str]) -> tuple[int, ...]:
    return tuple(rank for rank, quote in enumerate(quotes, 1) if holds(quote.text, answers))
