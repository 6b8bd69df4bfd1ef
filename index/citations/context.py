"""What has become of a quote, and what stands around it in its source, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.citations.citation import Citation, State, cited_document, places, text_digest
from index.citations.context_pages import Cited, ContextPage, Cost, page_around
from index.snapshots.snapshot import Snapshot
from index.types import Document, Locator


@dataclass(frozen=True, slots=True)
class Pointer:
    """A citation, and where its words stood when they were cited: a sentence may stand twice.

    ``answer`` are the words in it that answer, as offsets from its start.
    """

    citation: Citation
    start: int
    answer: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What has become of a citation, and, where its words still stand, a page around them."""

    state: State
    title: str = ""
    locator: Locator | None = None
    cited: Cited | None = None
    page: ContextPage | None = None


def surroundings_of(
    pointer: Pointer, number: int, snapshots: Sequence[Snapshot], *, room: int, cost: Cost
) -> Surroundings:
    """Page ``number`` around what was cited, as it stands in the snapshots that serve now.

    ``cost(cited, piece)`` is what the piece takes of a page's ``room``. Where the words
    stand no longer, nothing of the source is told but its title and its address.
    """
    document = cited_document(pointer.citation, snapshots)
    if document is None:
        return Surroundings(State.SOURCE_GONE)
    return surroundings_in(document, pointer, number, room=room, cost=cost)


def surroundings_in(
    document: Document, pointer: Pointer, number: int, *, room: int, cost: Cost
) -> Surroundings:
    """The same within a document that was found already."""
    same = document.sha256.startswith(pointer.citation.source)
    cited = _cited(document, pointer, same)
    if cited is None:
        return Surroundings(State.QUOTE_GONE, document.title, document.locate(0))
    state = State.UNCHANGED if same else State.QUOTE_STANDS
    page = page_around(cited, number, room, cost)
    return Surroundings(state, document.title, cited.locator, cited, page)


def _cited(document: Document, pointer: Pointer, same: bool) -> Cited | None:
    """Where the words stand: where they stood, or else nearest to it."""
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
