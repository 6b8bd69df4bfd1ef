"""Write and read one JSON object a question, for ``quoth eval --rows`` and ``--compare``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from index.answering.as_json import quote_record, span_record
from index.errors import SettingsError
from index.evaluation.judgements import Outcome, Verdict

TYPES = {
    "id": str, "question": str, "kind": str, "answerable": bool, "rank": (int, type(None)),
    "abstained": bool, "confidence": (int, float), "tier": str, "shown_right": bool,
}  # fmt: skip


def row_record(outcome: Outcome) -> dict[str, Any]:
    """Return a verdict, with the quotes, candidates and passages that it was made from."""
    answer = outcome.answer
    return {
        **asdict(outcome.verdict),
        "quotes": [quote_record(quote) for quote in answer.quotes],
        "shown": list(outcome.shown),
        "candidates": [quote_record(quote) for quote in answer.candidates],
        "passages": [span_record(hit.passage, hit.score) for hit in answer.hits],
    }


def write_rows(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Write one JSON object a line, for a later comparison.

    :raises SettingsError: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8") as file:
            for outcome in outcomes:
                file.write(json.dumps(row_record(outcome), ensure_ascii=False) + "\n")
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be written ({error.strerror})",
            hint="Choose a file in a folder you can write to.",
        ) from None


def read_rows(path: Path) -> list[Verdict]:
    """Read the verdicts of a file that ``write_rows`` wrote.

    :raises SettingsError: it cannot be read, is empty, or has no rows.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read ({getattr(error, 'strerror', 'not UTF-8')})",
            hint="Give a file written by `quoth eval --rows`.",
        ) from None
    found = [_verdict(line, number, path) for number, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise SettingsError(f"{path} has no rows", hint="Write it with `quoth eval --rows`.")
    return found


def _verdict(line: str, number: int, path: Path) -> Verdict:
    try:
        record = json.loads(line)
        given = {field.name: record[field.name] for field in fields(Verdict)}
        if not all(isinstance(value, TYPES[name]) for name, value in given.items()):  # type: ignore[arg-type]
            raise TypeError
        return Verdict(**given)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise SettingsError(
            f"{path}, line {number}: not a row written by `quoth eval --rows`",
            hint="Write it again with this version of Quoth.",
        ) from None
