"""What a reader makes of a file: a text that is canonical from here on, and what is known of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from index.types import Landmark

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Parsed:
    """One document of a file, before it has a place in a corpus.

    ``text`` is normalised already; ``landmarks``, ``paragraphs`` and ``pages`` are offsets into
    it, as in a ``Document``. What the file does not say of itself is None. ``place`` tells the
    documents of one file apart, in an error. ``notes`` say what was left out of what the file says
    of itself, one line each, with the remedy.
    """

    text: str
    landmarks: tuple[Landmark, ...] = ()
    paragraphs: tuple[Stretch, ...] = ()
    pages: tuple[int, ...] = ()
    id: str | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None
    licence: str | None = None
    place: str = ""
    notes: tuple[str, ...] = ()


def to_record(parsed: Parsed) -> dict[str, Any]:
    """``parsed`` as JSON has it, so that it can come from a process that nobody need trust."""
    return asdict(parsed) | {"published": parsed.published and parsed.published.isoformat()}


def from_record(record: dict[str, Any]) -> Parsed:
    """The inverse of ``to_record``."""
    published = record["published"]
    return Parsed(
        **record
        | {
            "landmarks": tuple(Landmark(**landmark) for landmark in record["landmarks"]),
            "paragraphs": tuple((start, end) for start, end in record["paragraphs"]),
            "pages": tuple(record["pages"]),
            "notes": tuple(record["notes"]),
            "published": date.fromisoformat(published) if published else None,
        }
    )
