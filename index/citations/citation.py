"""Whether what an earlier answer cited still stands: its source unchanged, changed, or gone.

A citation is small enough to travel within a message: it names its document and its words by
digests, which may be shortened, so it needs neither the old snapshot nor the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from index.errors import QuestionError
from index.snapshots.snapshot import Snapshot
from index.types import Document, Locator, Quote, Span

MAY_BEGIN = re.compile(r"(?<!\w)\S")  # where a sentence can, in any script


class State(StrEnum):
    """What has become of a citation."""

    UNCHANGED = "unchanged"
    QUOTE_STANDS = "quote-stands"
    QUOTE_GONE = "quote-gone"
    SOURCE_GONE = "source-gone"


@dataclass(frozen=True, slots=True)
class Citation:
    """What was quoted, by digests in hexadecimal, of which each may be no more than a beginning.

    ``document`` is that of corpus and id, ``source`` that of the document's text then, ``words``
    that of the quote; ``length`` are its code points.
    """

    document: str
    source: str
    words: str
    length: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What has become of a citation, and where it, or what is left of its source, stands now."""

    state: State
    title: str = ""
    locator: Locator | None = None


def citation_of(quote: Quote) -> Citation:
    """The citation of a quote, to be kept for later."""
    document = quote.document
    return Citation(
        document=document_digest(quote.corpus, document.id),
        source=document.sha256,
        words=text_digest(quote.text),
        length=quote.end - quote.start,
    )


def citations_in(record: Mapping[str, Any]) -> list[Citation]:
    """What an answer cited that ``quoth ask --json`` printed.

    :raises QuestionError: it is no such answer, or one of a version that did not record enough.
    """
    try:
        return [
            Citation(
                document=document_digest(quote["corpus"], quote["document"]),
                source=_digest(quote["sha256"]),
                words=text_digest(quote["text"]),
                length=len(quote["text"]),
            )
            for quote in record["quotes"]
        ]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise QuestionError(
            "That is not an answer saved by `quoth ask --json`.",
            hint="Save one with `quoth ask --json QUESTION > FILE`.",
        ) from None


def document_digest(corpus: str, document: str) -> str:
    return text_digest(f"{corpus}\0{document}")


def text_digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def standing_of(citation: Citation, snapshots: Sequence[Snapshot]) -> Standing:
    """Look a citation up in the snapshots that serve now, and in no other text."""
    document = cited_document(citation, snapshots)
    return standing_in(citation, document) if document else Standing(State.SOURCE_GONE)


def cited_document(citation: Citation, snapshots: Sequence[Snapshot]) -> Document | None:
    """The source that was cited, as these snapshots have it; None, where none of them does."""
    for snapshot in snapshots:
        for row, source in enumerate(snapshot.sources()):
            if document_digest(snapshot.corpus, source.id).startswith(citation.document):
                return snapshot.document(row)
    return None


def cited_span(citation: Citation, snapshots: Sequence[Snapshot]) -> Span | None:
    """The words that were quoted, where they stand in these snapshots; None, if they do not."""
    document = cited_document(citation, snapshots)
    if document is None or not citation.length:
        return None
    place = next(places(citation, document.text), None)
    return None if place is None else Span(document, place, place + citation.length)


def cites(citation: Citation, quote: Quote) -> bool:
    """Whether it is this quote that was cited, whatever else its source has become."""
    other = citation_of(quote)
    same_source = other.document.startswith(citation.document)
    return same_source and other.words.startswith(citation.words)


def standing_in(citation: Citation, document: Document) -> Standing:
    """The same within a document that was found already."""
    same = document.sha256.startswith(citation.source)
    place = next(places(citation, document.text), None)
    if place is None and not same:
        return Standing(State.QUOTE_GONE, document.title, document.locate(0))
    state = State.UNCHANGED if same else State.QUOTE_STANDS
    return Standing(state, document.title, document.locate(place or 0))


def places(citation: Citation, text: str) -> Iterator[int]:
    """Where the quoted words stand in ``text``, verbatim."""
    for match in MAY_BEGIN.finditer(text):
        words = text[match.start() : match.start() + citation.length]
        if len(words) < citation.length:
            return
        if text_digest(words).startswith(citation.words):
            yield match.start()


def _digest(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError("no sha256")
    return text
