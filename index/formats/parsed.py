"""The result of reading a file: a canonical text, and the fields that the file gives."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from index.types import Block, BlockKind, Landmark, Markup


@dataclass(frozen=True, slots=True)
class Parsed:
    """One document of a file, before it becomes part of a corpus.

    ``text`` is normalised. ``landmarks``, ``blocks``, ``pages`` and ``markup`` are as in a
    ``Document``. Fields that the file does not give are None. ``slug`` is the path of the page on
    its site, or the last part of it. ``place`` identifies the document within its file, for errors.
    ``notes`` list what was left out, one a line, each with the remedy.
    """

    text: str
    landmarks: tuple[Landmark, ...] = ()
    blocks: tuple[Block, ...] = ()
    pages: tuple[int, ...] = ()
    id: str | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None
    licence: str | None = None
    slug: str | None = None
    place: str = ""
    notes: tuple[str, ...] = ()
    markup: Markup = Markup.PLAIN


def to_record(parsed: Parsed) -> dict[str, Any]:
    """Turn ``parsed`` into plain JSON data, as an untrusted process sends it."""
    return asdict(parsed) | {"published": parsed.published and parsed.published.isoformat()}


def from_record(record: dict[str, Any]) -> Parsed:
    """Rebuild a ``Parsed`` from the data that ``to_record`` returned."""
    published = record["published"]
    return Parsed(
        **record
        | {
            "landmarks": tuple(Landmark(**landmark) for landmark in record["landmarks"]),
            "blocks": tuple(block_from_record(block) for block in record["blocks"]),
            "pages": tuple(record["pages"]),
            "notes": tuple(record["notes"]),
            "published": date.fromisoformat(published) if published else None,
            "markup": Markup(record["markup"]),
        }
    )


def block_from_record(record: dict[str, Any]) -> Block:
    """Rebuild a block from the plain data of ``dataclasses.asdict``."""
    parts = tuple((start, end) for start, end in record["parts"])
    return Block(**record | {"kind": BlockKind(record["kind"]), "parts": parts})
