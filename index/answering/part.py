"""What a question may be answered from: whole snapshots, or of one, a single document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import QuestionError

if TYPE_CHECKING:
    from index.snapshots.bm25 import LexicalIndex
    from index.snapshots.snapshot import Snapshot
    from index.types import Document, Span


@dataclass(frozen=True, slots=True)
class Part:
    """A snapshot, or one document of it; to the question that it is asked, no other text exists.

    ``rows`` are the rows of that document's passages, of which there is one at least; None, where
    every passage may answer.
    """

    snapshot: Snapshot
    rows: range | None = None

    @classmethod
    def of_document(cls, snapshot: Snapshot, document: str) -> Part:
        """Restrict a question to the document with this id.

        :raises QuestionError: there is no such document, or none of its text can be quoted.
        """
        rows = snapshot.passages_of(document)
        if not rows:
            raise source_gone()
        return cls(snapshot, rows)

    @property
    def document(self) -> Document | None:
        """The only document that may answer; None, where all may."""
        return None if self.rows is None else self.snapshot.passage(self.rows.start).document

    @property
    def title(self) -> str:
        """The title of the only document that may answer, or its id; empty, where all may."""
        only = self.document
        return "" if only is None else only.title or only.id

    @property
    def lexicon(self) -> LexicalIndex:
        """The words of its passages: what stands only in others is unknown."""
        words = self.snapshot.passage_terms
        return words if self.rows is None else words.part(self.rows)

    def holds(self, span: Span) -> bool:
        """Whether a span of this snapshot stands in what may answer."""
        only = self.document
        return only is None or span.document.id == only.id


def source_gone() -> QuestionError:
    """Say that a source is not, or no longer, among those that may be asked."""
    return QuestionError(
        "I can't quote from that source here.",
        hint="Choose one from the list, or ask without a source.",
        kind="source-gone",
    )
