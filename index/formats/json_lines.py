"""Read JSON Lines: files with many documents, one object a line, usually written by a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.errors import SourceError
from index.formats.decoding import decode, folded, unix_lines, unprintable
from index.formats.front_matter import read_fields
from index.formats.markdown import what_is_left_out
from index.formats.parsed import Parsed
from index.text.markdown.character_references import written_out
from index.text.markdown_outline import outline_of_markdown
from index.text.outline import outline_of_plain_text
from index.types import Landmark

OUTLINERS = {"text": outline_of_plain_text, "markdown": outline_of_markdown}
LONGEST_LINE = 100_000
HINT = 'Write one object a line, such as {"id": "returns", "title": "Returns", "text": "…"}.'


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read each line as a document; without an ``id`` of its own, its id is ``file#line``.

    :raises SourceError: a line is not such an object; the message names the line.
    """
    for number, line in enumerate(decode(data, name).split("\n"), 1):
        if line.strip():
            yield _document(_object(line, f"{name}, line {number}"), name, number)


def holds_questions(path: Path) -> bool:
    """Return whether a JSON Lines file has judged questions, which are often among the sources."""
    try:
        with path.open("rb") as file:
            first = json.loads(file.readline(LONGEST_LINE))
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(first, dict) or "text" in first:
        return False
    return "question" in first or "gate" in first


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        deep = isinstance(error, RecursionError)
        why = "nested too deep" if deep else getattr(error, "msg", "a number too long")
        raise SourceError(f"{where}: not JSON ({why})", hint=HINT) from None
    if not isinstance(found, dict):
        raise SourceError(f"{where}: not a JSON object", hint=HINT)
    return found


def _document(given: dict[str, Any], name: str, number: int) -> Parsed:
    where = f"{name}, line {number}"
    text, written = _text(given, where), _format(given, where)
    text = written_out(text) if written == "markdown" else text
    outline = OUTLINERS[written](text)
    if not outline.blocks:
        raise SourceError(f"{where}: it contains no text to quote", hint="Add text, or remove it.")
    known = read_fields(given, where)
    known["id"] = known["id"] or f"{name}#{number}"
    known["notes"] += what_is_left_out(where, outline)
    landmarks = outline.titled(known["title"])
    known["title"] = known["title"] or outline.title
    path = _headings(given, where)
    below = (replace(mark, level=mark.level + len(path)) for mark in landmarks)
    landmarks = (*(Landmark(0, heading, at) for at, heading in enumerate(path, 1)), *below)
    return Parsed(
        text, landmarks, outline.blocks, place=f", line {number}", markup=outline.markup, **known
    )


def _text(given: dict[str, Any], where: str) -> str:
    text = given.get("text")
    if not isinstance(text, str) or not text.strip():
        raise SourceError(f"{where}: no `text`", hint=HINT)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise SourceError(
            f"{where}: its `text` contains half a character (\\ud800 to \\udfff)",
            hint="Write characters as they are, in UTF-8, or as whole pairs of escapes.",
        )
    return unix_lines(text.removeprefix("\ufeff"))


def _format(given: dict[str, Any], where: str) -> str:
    written = given.get("format", "text")
    if not isinstance(written, str) or written not in OUTLINERS:
        raise SourceError(
            f"{where}: its `format` is not one of {', '.join(OUTLINERS)}",
            hint='Leave it out, or write "format": "markdown".',
        )
    return written


def _headings(given: dict[str, Any], where: str) -> list[str]:
    headings = given.get("headings") or []
    if not isinstance(headings, list) or not all(
        isinstance(heading, str) and not unprintable(heading) and folded(heading)
        for heading in headings
    ):
        raise SourceError(
            f"{where}: its `headings` are not a list of texts",
            hint='Write the path to it, outermost first: "headings": ["Shop", "Returns"].',
        )
    return [folded(heading) for heading in headings]
