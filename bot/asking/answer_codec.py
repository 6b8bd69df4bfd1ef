"""Send an answer from a worker to its bot as places in documents: no text of a source travels.

The bot has the same snapshots, so it slices each quote from its own copy of the document, which is
told by its id and the digest of its text. So no worker can make a bot show a word that is not in
the sources.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from index.types import (
    Answer,
    Hit,
    Passage,
    Quote,
    QuoteKind,
    Reading,
    Reason,
    Refusal,
    Scores,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.types import Document, Stretch

    Find = Callable[[str, str], Document]  # by its id and the digest of its text

Record: TypeAlias = "dict[str, Any]"
QUOTES = ("quotes", "candidates", "conflict", "near")
WORDS = ("question", "snapshot", "read_as", "within")


def encoded(answer: Answer) -> str:
    """Write ``answer`` as JSON."""
    writer = _Writer()
    record = writer.answer(answer)
    return json.dumps(record | {"documents": list(writer.documents)}, ensure_ascii=True)


def decoded(text: str, find: Find) -> Answer:
    """Read an answer; ``find`` finds the documents that it is about.

    :raises ValueError: it is not one, or no answer of these documents.
    """
    record = json.loads(text)
    try:
        return _Reader([find(*known) for known in record["documents"]]).answer(record)
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"no answer ({type(error).__name__})") from error


@dataclass(slots=True)
class _Writer:
    """Writes what is below an answer; each document has the number in which it was met."""

    documents: dict[tuple[str, str], int] = field(default_factory=dict)

    def answer(self, answer: Answer) -> Record:
        record: Record = {name: getattr(answer, name) for name in WORDS}
        record |= {name: list(map(self.quote, getattr(answer, name))) for name in QUOTES}
        record["confidence"], record["evidence"] = float(answer.confidence), float(answer.evidence)
        record["hits"] = [self.hit(hit) for hit in answer.hits]
        record["refusal"] = None if answer.refusal is None else self.refusal(answer.refusal)
        record["as_of"] = None if answer.as_of is None else answer.as_of.isoformat()
        record["sides"] = answer.sides
        record["followed"], record["unasked"] = answer.followed, answer.unasked
        record["parts"] = list(map(self.answer, answer.parts))
        return record

    def quote(self, quote: Quote) -> Record:
        return {
            "at": self.span(quote),
            "context": self.span(quote.context),
            "score": float(quote.score),
            "answer": _offsets(quote.answer),
            "core": _offsets(quote.core),
            "above": list(map(_offsets, quote.above)),
            "reading": None if quote.reading is None else _numbers(quote.reading, READING),
            "kind": quote.kind,
            "corpus": quote.corpus,
            "snapshot": quote.snapshot,
        }

    def refusal(self, refusal: Refusal) -> Record:
        return {
            "reason": refusal.reason,
            "missing": refusal.missing,
            "nearest": [self.span(passage) for passage in refusal.nearest],
            "languages": refusal.languages,
            "asked_in": refusal.asked_in,
        }

    def hit(self, hit: Hit) -> Record:
        return {"at": self.span(hit.passage), "scores": _numbers(hit.scores, SCORES)}

    def span(self, span: Span) -> list[int]:
        key = (span.document.id, span.document.sha256)
        number = self.documents.setdefault(key, len(self.documents))
        return [number, int(span.start), int(span.end)]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what a ``_Writer`` wrote about ``documents``."""

    documents: list[Document]

    def answer(self, record: Record) -> Answer:
        refusal, as_of = record["refusal"], record["as_of"]
        quotes = {name: tuple(map(self.quote, record[name])) for name in QUOTES}
        words = {name: str(record[name]) for name in WORDS}
        return Answer(
            question=words["question"],
            quotes=quotes["quotes"],
            confidence=float(record["confidence"]),
            candidates=quotes["candidates"],
            refusal=None if refusal is None else self.refusal(refusal),
            hits=tuple(map(self.hit, record["hits"])),
            snapshot=words["snapshot"],
            evidence=float(record["evidence"]),
            conflict=quotes["conflict"],
            read_as=words["read_as"],
            within=words["within"],
            near=quotes["near"],
            as_of=None if as_of is None else date.fromisoformat(as_of),
            sides=tuple(record["sides"]),
            followed=bool(record.get("followed")),  # an older process does not say it, nor these
            parts=tuple(map(self.answer, record.get("parts", ()))),
            unasked=tuple(map(str, record.get("unasked", ()))),
        )

    def quote(self, record: Record) -> Quote:
        reading = record["reading"]
        return Quote(
            *self.place(record["at"]),
            context=self.passage(record["context"]),
            score=float(record["score"]),
            answer=_stretch(record["answer"]),
            core=_stretch(record["core"]),
            above=tuple((start, end) for start, end in record["above"]),
            reading=None if reading is None else Reading(*reading),
            kind=QuoteKind(record["kind"]),
            corpus=str(record["corpus"]),
            snapshot=str(record["snapshot"]),
        )

    def refusal(self, record: Record) -> Refusal:
        return Refusal(
            Reason(record["reason"]),
            tuple(record["missing"]),
            tuple(map(self.passage, record["nearest"])),
            tuple(record["languages"]),
            str(record["asked_in"]),
        )

    def hit(self, record: Record) -> Hit:
        return Hit(self.passage(record["at"]), Scores(*record["scores"]))

    def passage(self, at: list[int]) -> Passage:
        return Passage(*self.place(at))

    def place(self, at: list[int]) -> tuple[Document, int, int]:
        number, start, end = at
        return self.documents[number], start, end


SCORES = tuple(Scores.__dataclass_fields__)
READING = tuple(Reading.__dataclass_fields__)


def _numbers(thing: object, names: Iterable[str]) -> list[float]:
    return [float(getattr(thing, name)) for name in names]


def _offsets(stretch: Stretch | None) -> list[int] | None:
    return None if stretch is None else [int(offset) for offset in stretch]


def _stretch(offsets: list[int] | None) -> Stretch | None:
    return None if offsets is None else (offsets[0], offsets[1])
