"""Answers as plain data, for ``--json`` and the rows of ``quoth eval``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from index.types import Answer, Hit, Quote, Span


def span_record(span: Span, score: float) -> dict[str, Any]:
    return {
        "document": span.document.id,
        "start": span.start,
        "end": span.end,
        "score": round(score, 6),
    }


def quote_record(quote: Quote) -> dict[str, Any]:
    """A quote with its text, a slice that anyone can compare with the source."""
    return span_record(quote, quote.score) | {"text": quote.text}


def answer_record(answer: Answer, *, explain: bool = False) -> dict[str, Any]:
    """What ``quoth ask --json`` prints."""
    record: dict[str, Any] = {
        "question": answer.question,
        "abstained": answer.abstained,
        "confidence": round(answer.confidence, 4),
        "quotes": [quote_record(quote) | _where(quote) for quote in answer.quotes],
        "missing": list(answer.missing),
        "snapshot": answer.snapshot,
    }
    if explain:
        record["candidates"] = [quote_record(q) | _where(q) for q in answer.candidates]
        record["hits"] = [hit_record(hit) for hit in answer.hits]
    return record


def hit_record(hit: Hit) -> dict[str, Any]:
    scores = {name: round(value, 4) for name, value in asdict(hit.scores).items()}
    return span_record(hit.passage, hit.score) | {"scores": scores, "text": hit.passage.text}


def _where(quote: Quote) -> dict[str, Any]:
    locator = quote.locator
    return {
        "locator": {
            "title": locator.title,
            "headings": list(locator.headings),
            "paragraph": locator.paragraph,
            "page": locator.page,
            "url": locator.url,
            "published": locator.published.isoformat() if locator.published else None,
        },
        "context": {"start": quote.context.start, "end": quote.context.end},
    }
