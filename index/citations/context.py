"""Find the state of a quote, and show its surroundings in the source page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.citations.citation import Citation, State, cited_document, places, text_digest
from index.citations.context_atoms import Cited, Cost
from index.citations.context_pages import ContextPage, page_around
from index.snapshots.snapshot import Snapshot
from index.types import Document, Locator


@dataclass(frozen=True, slots=True)
class Pointer:
    """A citation with the offset of its words at that time, since a sentence may occur twice.

    ``answer`` are the offsets of the answering words, from the start of the quote.
    """

    citation: Citation
    start: int
    answer: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The state of a citation, with a page around its words if they are still there."""

    state: State
    title: str = ""
    locator: Locator | None = None
    cited: Cited | None = None
    page: ContextPage | None = None


def surroundings_of(
    pointer: Pointer, number: int, snapshots: Sequence[Snapshot], *, room: int, cost: Cost
) -> Surroundings:
    """Return page ``number`` around what was cited, from the snapshots that serve now.

    ``cost(cited, piece)`` is the part of a page's ``room`` that the piece takes. If the words are
    gone, only the title and the address of the source are shown.
    """
    document = cited_document(pointer.citation, snapshots)
    if document is None:
        return Surroundings(State.SOURCE_GONE)
    return surroundings_in(document, pointer, number, room=room, cost=cost)


def surroundings_in(
    document: Document, pointer: Pointer, number: int, *, room: int, cost: Cost
) -> Surroundings:
    """Return page ``number`` around what was cited in its document, which was found already."""
    same = document.sha256.startswith(pointer.citation.source)
    cited = _cited(document, pointer, same)
    if cited is None:
        return Surroundings(State.QUOTE_GONE, document.title, document.locate(0))
    state = State.UNCHANGED if same else State.QUOTE_STANDS
    page = page_around(cited, number, room, cost)
    return Surroundings(state, document.title, cited.locator, cited, page)


def _cited(document: Document, pointer: Pointer, same: bool) -> Cited | None:
    """Find the words at their old offset, or else at the nearest one."""
    citation, text = pointer.citation, document.text
    there = text[pointer.start : pointer.start + citation.length]
    if there and (same or text_digest(there).startswith(citation.words)):
        start, length = pointer.start, len(there)
    else:
        found = sorted(places(citation, text), key=lambda place: abs(place - pointer.start))
        if not found:
            return None
        start, length = found[0], citation.length
    first, last = pointer.answer or (0, 0)
    answer = (start + first, start + last) if 0 <= first < last <= length else None
    return Cited(document, start, start + length, answer)
