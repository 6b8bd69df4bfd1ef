"""Write answers as plain data, for ``--json`` and the rows of ``quoth eval``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from index.answering.closest import places_beside
from index.answering.refusal import refusal_of
from index.citations.check.result import Checked, LeftOut
from index.types import Answer, Hit, Locator, Quote, Span, Stretch


def span_record(span: Span, score: float) -> dict[str, Any]:
    """Return the place of a span by its document and its offsets in code points, with its score."""
    return {
        "document": span.document.id,
        "start": span.start,
        "end": span.end,
        "score": round(score, 6),
    }


def quote_record(quote: Quote) -> dict[str, Any]:
    """Return a quote with its text, a slice that can be compared with the source.

    ``core`` is the part that answers, and ``above`` what has to be shown above the quote.
    """
    return span_record(quote, quote.score) | {
        "text": quote.text,
        "kind": quote.kind.value,
        "core": _stretch(quote, quote.core),
        "above": [_stretch(quote, stretch) for stretch in quote.above],
        "answer": _stretch(quote, quote.answer),
    }


def answer_record(answer: Answer, *, explain: bool = False) -> dict[str, Any]:
    """Return the object that ``quoth ask --json`` prints; ``explain`` adds candidates and hits."""
    record: dict[str, Any] = {
        "question": answer.question,
        "read_as": answer.read_as or answer.question,
        "abstained": answer.abstained,
        "tier": answer.tier.value,
        "confidence": round(answer.confidence, 4),
        "quotes": [quote_record(quote) | _where(quote) for quote in answer.quotes],
        "near": [quote_record(quote) | _where(quote) for quote in answer.near],
        "conflict": len(answer.conflict),
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "sides": list(answer.sides),
        "followed": answer.followed,
        "missing": list(answer.missing),
        "refusal": refusal_record(answer) if answer.abstained else None,
        "snapshot": answer.snapshot,
        "within": answer.within or None,
        "parts": [answer_record(part, explain=explain) for part in answer.parts],
        "unasked": list(answer.unasked),
    }
    if explain:
        record["candidates"] = [quote_record(q) | _where(q) for q in answer.candidates]
        record["hits"] = [hit_record(hit) for hit in answer.hits]
    return record


def refusal_record(answer: Answer) -> dict[str, Any]:
    """Return why there is no answer; the nearest passages appear by place only, never by text."""
    refusal = refusal_of(answer)
    return {
        "reason": refusal.reason.value,
        "missing": list(refusal.missing),
        "nearest": [locator_record(passage.locator) for passage in places_beside(answer)],
    }


def hit_record(hit: Hit) -> dict[str, Any]:
    """Return a passage that was found, with its text and each of its scores."""
    scores = {name: round(value, 4) for name, value in asdict(hit.scores).items()}
    return span_record(hit.passage, hit.score) | {"scores": scores, "text": hit.passage.text}


def locator_record(locator: Locator) -> dict[str, Any]:
    """Return the place of a quote for people: title, headings, paragraph, page and address."""
    return {
        "title": locator.title,
        "headings": list(locator.headings),
        "paragraph": locator.paragraph,
        "page": locator.page,
        "url": locator.url,
        "published": locator.published.isoformat() if locator.published else None,
    }


def _where(quote: Quote) -> dict[str, Any]:
    """Return the corpus, snapshot, digest, locator and context of a quote."""
    return {
        "corpus": quote.corpus,
        "snapshot": quote.snapshot,
        "sha256": quote.document.sha256,
        "locator": locator_record(quote.locator),
        "context": {"start": quote.context.start, "end": quote.context.end},
    }


def _stretch(quote: Quote, stretch: Stretch | None) -> dict[str, Any] | None:
    """Return a part of the quote's document, if there is one."""
    if stretch is None:
        return None
    start, end = stretch
    return {"start": start, "end": end, "text": quote.document.text[start:end]}


def checked_record(checked: Checked) -> dict[str, Any]:
    """Return the object that ``quoth check --json`` prints."""
    return {
        "claim": checked.claim,
        "verdict": checked.verdict.value,
        "places": [_placed(place) for place in checked.places],
        "typography": [kind.value for kind in checked.typography],
        "changes": [
            {
                "start": change.start,
                "end": change.end,
                "claimed": checked.claim[change.start : change.end],
                "source": change.there.text if change.there else None,
            }
            for change in checked.changes
        ],
        "left_out": [_left_out(one) for one in checked.left_out],
        "attribution": checked.attribution or None,
        "stitched": checked.stitched,
        "partial": checked.partial,
        "snapshot": checked.snapshot,
    }


def _left_out(one: LeftOut) -> dict[str, Any]:
    """Return the ellipsis in the claim, what it replaces, and the critical words there."""
    matters = [{"kind": matter.kind.value, **_slice(matter.there)} for matter in one.matters]
    there = {"document": one.there.document.id, **_slice(one.there)}
    return {"start": one.start, "end": one.end, "source": there, "matters": matters}


def _slice(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _placed(place: Span) -> dict[str, Any]:
    return {
        "document": place.document.id,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "locator": locator_record(place.locator),
    }
