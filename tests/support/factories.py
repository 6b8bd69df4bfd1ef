"""Make valid documents and answers for tests in one call."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from typing import Any

from index.snapshots.calibration import Calibration, Measured
from index.types import (
    Answer,
    Block,
    BlockKind,
    Document,
    Hit,
    Landmark,
    Passage,
    Quote,
    Reason,
    Refusal,
    Scores,
)

LIGHTHOUSE = (
    "The keepers\n\n"
    "Skerry Point was first lit on 3 November 1867. Its lamp burned colza oil, and two keepers "
    "carried it up ninety-four steps each evening. The light was automated in 1983. "
    "The last keeper, Ida Holm, handed her keys to the harbour board on the same day, "
    "and kept one for herself.\n\n"
    "The storm\n\n"
    "In January 1912 a wave broke the lantern glass. Nobody was hurt, but the light was out for "
    "eleven nights, and the village put candles in its seaward windows.\n"
)
PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


def document(text: str = LIGHTHOUSE, headings: tuple[str, ...] = (), **changes: Any) -> Document:
    """Make a document whose paragraphs are separated by empty lines, except for ``headings``."""
    if text == LIGHTHOUSE:
        headings = ("The keepers", "The storm")
    landmarks = tuple(Landmark(text.index(heading), heading) for heading in headings)
    spans = (match.span() for match in PARAGRAPH.finditer(text))
    given: dict[str, Any] = {
        "id": "skerry-point",
        "title": "Skerry Point Lighthouse",
        "url": "https://harbour.example.org/skerry-point",
        "published": date(2024, 5, 17),
        "sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "blocks": tuple(
            Block(BlockKind.PARAGRAPH, a, b) for a, b in spans if text[a:b] not in headings
        ),
        "landmarks": landmarks,
    }
    return Document(text=text, **(given | changes))


def quote(
    source: Document,
    start: int,
    end: int,
    context: tuple[int, int] | None = None,
    answer: tuple[int, int] | None = None,
) -> Quote:
    """Make a quote of ``source`` in its paragraph, or in ``context`` if it is given."""
    if context is None:
        number = source.paragraph_at(start)
        context = source.paragraphs[number - 1] if source.paragraphs else (start, end)
    passage = Passage(source, min(context[0], start), max(context[1], end))
    return Quote(source, start, end, context=passage, score=0.9, answer=answer)


def quote_of(source: Document, words: str, answering: str = "") -> Quote:
    """Make the quote of the first ``words`` in ``source``, of which ``answering`` answer."""
    start = source.text.index(words)
    at = start + words.index(answering)
    answer = (at, at + len(answering)) if answering else None
    return quote(source, start, start + len(words), answer=answer)


def passage_of(source: Document, words: str) -> Passage:
    """Make the passage of the first ``words`` in ``source``."""
    start = source.text.index(words)
    return Passage(source, start, start + len(words))


def hit(passage: Passage) -> Hit:
    """Make a hit, all of whose scores are 0."""
    return Hit(passage, Scores(0, 0, 0, 0, 0, 0))


def answer(
    *quotes: Quote,
    question: str = "When was the light automated?",
    missing: tuple[str, ...] = (),
    reason: Reason = Reason.NOT_IN_SOURCES,
    nearest: tuple[Passage, ...] = (),
    **changes: Any,
) -> Answer:
    """Make an answer with these quotes, or one that abstains if there are none."""
    given: dict[str, Any] = {"confidence": 0.8 if quotes else 0.1, "candidates": quotes}
    given["refusal"] = None if quotes else Refusal(reason, missing, nearest)
    return Answer(question=question, quotes=quotes, **(given | changes))


def measured(**changes: Any) -> Measured:
    """Make a corpus's own calibration, without a promise unless one is given."""
    given: dict[str, Any] = {
        "calibration": Calibration(0.8, -0.3, 0.61),
        "snapshot": "20261124T015916Z-f3e7b96a81e6",
        "content": "0123456789ab",
        "evidence": "hashing@1|logistic",
        "on": date(2026, 11, 24),
    }
    return Measured(**(given | changes))
