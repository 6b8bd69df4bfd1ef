"""The text that may answer a question: whole snapshots, or one document of a snapshot."""

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
    """A snapshot, or one document of it, to which a question is restricted.

    ``rows`` are the rows of the document's passages, at least one; None if every passage may
    answer.
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
        """Return the only document that may answer, or None if all may."""
        return None if self.rows is None else self.snapshot.passage(self.rows.start).document

    @property
    def title(self) -> str:
        """Return the title of the only document that may answer, or its id; empty if all may."""
        only = self.document
        return "" if only is None else only.title or only.id

    @property
    def lexicon(self) -> LexicalIndex:
        """Return the word counts of these passages only; words of other passages are unknown."""
        words = self.snapshot.passage_terms
        return words if self.rows is None else words.part(self.rows)

    def holds(self, span: Span) -> bool:
        """Return whether ``span``, of this snapshot, is in the text that may answer."""
        only = self.document
        return only is None or span.document.id == only.id


def source_gone() -> QuestionError:
    """Make the error for a source that may not, or no longer, be asked."""
    return QuestionError(
        "I can't quote from that source here.",
        hint="Give part of its title, or the path of its file below the folder of sources.",
        kind="source-gone",
    )
