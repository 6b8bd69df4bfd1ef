"""Read the questions and answers that a page lists in schema.org's words, as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

LONGEST_SCRIPT = 1_000_000  # characters
MOST_QUESTIONS = 500
DEEPEST = 8


def listed_questions(root: etree._Element) -> dict[str, str]:
    """Return the page's questions with their answers, both as plain text."""
    found: dict[str, str] = {}
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        for question in _questions(_json(script.text or ""), 0):
            if len(found) >= MOST_QUESTIONS:
                return found
            asked, answer = _plain(question.get("name")), _plain(_answer(question))
            if asked and answer:
                found.setdefault(asked, answer)
    return found


def _json(text: str) -> Any:
    if len(text) > LONGEST_SCRIPT:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _questions(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield every Question of a FAQPage, however deep in a graph the page is."""
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _questions(item, depth + 1)
    elif isinstance(data, dict):
        if "Question" in str(data.get("@type")):
            yield data
        for key in ("@graph", "mainEntity", "hasPart"):
            yield from _questions(data.get(key), depth + 1)


def _answer(question: dict[str, Any]) -> Any:
    accepted = question.get("acceptedAnswer")
    if isinstance(accepted, list):
        accepted = accepted[0] if accepted else None
    return accepted.get("text") if isinstance(accepted, dict) else None


def _plain(written: Any) -> str:
    """Return a text that can hold HTML, on one line."""
    if not isinstance(written, str) or not written.strip():
        return ""
    if "<" not in written and "&" not in written:
        return " ".join(written.split())
    try:
        text = " ".join(map(str, lxml_html.fragment_fromstring(written, "div").itertext()))
    except (etree.ParserError, ValueError):
        return ""
    return " ".join(text.split())
