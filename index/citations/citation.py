"""Check whether what an earlier answer cited is unchanged, changed or gone.

A citation is small enough to travel within a message. It names its document and its words by
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

MAY_BEGIN = re.compile(r"(?<!\w)\S")  # where a sentence can begin, in any script


class State(StrEnum):
    """The state of a citation in the sources of today."""

    UNCHANGED = "unchanged"
    QUOTE_STANDS = "quote-stands"
    QUOTE_GONE = "quote-gone"
    SOURCE_GONE = "source-gone"


@dataclass(frozen=True, slots=True)
class Citation:
    """The words that were quoted and their source, as hexadecimal digests, which may be prefixes.

    ``document`` is the digest of corpus and id, ``source`` of the document's text at that time,
    ``words`` of the quote; ``length`` is the quote's length in code points.
    """

    document: str
    source: str
    words: str
    length: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a citation, with the place of its words today, or of the start of its source."""

    state: State
    title: str = ""
    locator: Locator | None = None


def citation_of(quote: Quote) -> Citation:
    """Make the citation of a quote, to keep it for later."""
    document = quote.document
    return Citation(
        document=document_digest(quote.corpus, document.id),
        source=document.sha256,
        words=text_digest(quote.text),
        length=quote.end - quote.start,
    )


def citations_in(record: Mapping[str, Any]) -> list[Citation]:
    """Read the citations of an answer that ``quoth ask --json`` printed.

    :raises QuestionError: it is no such answer, or its version did not record enough.
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
    """Return the digest that names a document in citations."""
    return text_digest(f"{corpus}\0{document}")


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def standing_of(citation: Citation, snapshots: Sequence[Snapshot]) -> Standing:
    """Look a citation up in the snapshots that serve now, and in no other text."""
    document = cited_document(citation, snapshots)
    return standing_in(citation, document) if document else Standing(State.SOURCE_GONE)


def cited_document(citation: Citation, snapshots: Sequence[Snapshot]) -> Document | None:
    """Find the source that was cited in these snapshots, or return None."""
    for snapshot in snapshots:
        for row, source in enumerate(snapshot.sources()):
            if document_digest(snapshot.corpus, source.id).startswith(citation.document):
                return snapshot.document(row)
    return None


def cited_span(citation: Citation, snapshots: Sequence[Snapshot]) -> Span | None:
    """Find the words that were quoted in these snapshots, or return None."""
    document = cited_document(citation, snapshots)
    if document is None or not citation.length:
        return None
    place = next(places(citation, document.text), None)
    return None if place is None else Span(document, place, place + citation.length)


def cites(citation: Citation, quote: Quote) -> bool:
    """Return whether ``citation`` is of this quote, even if the rest of its source has changed."""
    other = citation_of(quote)
    same_source = other.document.startswith(citation.document)
    return same_source and other.words.startswith(citation.words)


def standing_in(citation: Citation, document: Document) -> Standing:
    """Look a citation up in its document, which was found already."""
    same = document.sha256.startswith(citation.source)
    place = next(places(citation, document.text), None)
    if place is None and not same:
        return Standing(State.QUOTE_GONE, document.title, document.locate(0))
    state = State.UNCHANGED if same else State.QUOTE_STANDS
    return Standing(state, document.title, document.locate(place or 0))


def places(citation: Citation, text: str) -> Iterator[int]:
    """Yield the offsets at which the quoted words are in ``text``, verbatim."""
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
