"""Make reading examples from judged questions: a question, a passage, and the answering words.

A positive example is the best-ranked passage of the question's own document that holds a gold
answer. Negatives are what retrieval really gives to the reader: highly ranked passages without an
answer, and passages for questions that have none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from index.evaluation import Judgement, contains, read_judgements
from index.models.encoder import Encoder
from index.retrieval.query import Query
from index.retrieval.search import Scored, retrieve
from index.snapshots.snapshot import Snapshot

GOLD_SEARCH_DEPTH = 40  # hits among which to look for a gold passage
NEGATIVES = 3  # highly ranked passages without an answer, for each answerable question
HELD_OUT = 0.2  # the share of a set's documents that is for measuring, not for training


@dataclass(frozen=True, slots=True)
class TrainingExample:
    """A question and a passage to learn from; ``spans`` are the answers in ``text``, if any."""

    question: str
    title: str
    text: str
    spans: tuple[tuple[int, int], ...]
    source: str

    @property
    def answerable(self) -> bool:
        """Return whether the passage answers the question."""
        return bool(self.spans)

    @property
    def loose(self) -> bool:
        """Return whether any words of a span may answer, because its set marks more than those."""
        return "_sentences/" in self.source or self.source.startswith(("people/", "headings/"))


Group = Sequence[TrainingExample]  # what one question is asked of, right passages and others


def grouped(pool: Iterable[TrainingExample]) -> list[Group]:
    """Put neighbouring examples of one question and source together."""
    return [tuple(group) for _, group in groupby(pool, lambda one: (one.source, one.question))]


def held_out(documents: Iterable[str]) -> frozenset[str]:
    """Choose the documents to measure with, by the lowest sha256 of their names."""
    order = sorted(set(documents), key=lambda name: sha256(name.encode()).hexdigest())
    return frozenset(order[: round(HELD_OUT * len(order))])


def spans_of(text: str, answers: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Find ``answers`` in ``text`` as whole words, each place once."""
    found = {
        match.span()
        for answer in answers
        for match in re.finditer(rf"(?<!\w){re.escape(answer)}(?!\w)", text)
    }
    return tuple(sorted(found))


def places_of(text: str, answers: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Find ``answers`` in ``text``, each place once, with any white space between their words."""
    patterns = (r"\s+".join(map(re.escape, answer.split())) for answer in answers)
    found = {match.span() for pattern in patterns for match in re.finditer(pattern, text)}
    return tuple(sorted(found))


def read_questions(folder: Path) -> Iterator[tuple[Judgement, str | None]]:
    """Yield each judged question of an evaluation set, with the name of its document."""
    path = folder / "questions.jsonl"
    lines = [line for line in path.read_text("utf-8").split("\n") if line.strip()]
    for judgement, line in zip(read_judgements(path), lines, strict=True):
        yield judgement, json.loads(line).get("document")


def examples_of(
    judgement: Judgement, document: str | None, snapshot: Snapshot, encoder: Encoder, source: str
) -> Iterator[TrainingExample]:
    """Yield the examples from one judged question, the positive one first."""
    hits = retrieve(Query.of(judgement.question, encoder), snapshot, GOLD_SEARCH_DEPTH)
    gold = _gold(judgement, document, hits)
    if gold is not None:
        yield _example(judgement, gold, source)
    elif judgement.answers:
        return
    without = [scored for scored in hits if not _answers(scored, judgement.answers)]
    for scored in without[:NEGATIVES]:
        yield _example(judgement, scored, source)


def _gold(judgement: Judgement, document: str | None, hits: Sequence[Scored]) -> Scored | None:
    for scored in hits:
        passage = scored.hit.passage
        if passage.document.id == document and spans_of(passage.text, judgement.answers):
            return scored
    return None


def _answers(scored: Scored, answers: Sequence[str]) -> bool:
    return any(contains(scored.hit.passage.text, answer) for answer in answers)


def _example(judgement: Judgement, scored: Scored, source: str) -> TrainingExample:
    passage = scored.hit.passage
    return TrainingExample(
        judgement.question,
        passage.document.title,
        passage.text,
        spans_of(passage.text, judgement.answers),
        f"{source}/{judgement.kind}",
    )


def write(examples: Iterable[TrainingExample], path: Path) -> int:
    """Write examples as JSON Lines, and return their number."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
            count += 1
    return count


def read(path: Path) -> list[TrainingExample]:
    """Read the examples that ``write`` wrote."""
    lines = path.read_text("utf-8").split("\n")
    records = [json.loads(line) for line in lines if line]
    return [TrainingExample(**{**r, "spans": tuple(map(tuple, r["spans"]))}) for r in records]
