"""A passage: a stretch of a document that is found, with its scores for one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.types.document import Document, Locator


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document. It has no text of its own, so it cannot differ from its source."""

    document: Document
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.document.text):
            raise ValueError(f"no such span: {self.document.id}[{self.start}:{self.end}]")

    @property
    def text(self) -> str:
        """Return the exact text of the span, sliced from its document."""
        return self.document.text[self.start : self.end]

    @property
    def locator(self) -> Locator:
        """Return the place where the span begins, for a source line."""
        return self.document.locate(self.start)

    def overlaps(self, other: Span) -> bool:
        """Return whether this span and ``other`` have text in common."""
        same = self.document.id == other.document.id
        return same and self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """Return whether ``other`` contains this whole span."""
        same = self.document.id == other.document.id
        return same and other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Passage(Span):
    """The unit of retrieval: neighbouring blocks of one section, as many as the encoder reads."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one passage for one question; passages are ranked by ``fused``.

    The dense scores are cosines, -1 to 1; that of the section is the cosine of its headings. The
    lexical scores are shares, 0 to 1, of the highest BM25 score that is possible for the question.
    """

    dense_passage: float
    dense_window: float
    lexical_passage: float
    lexical_window: float
    dense_section: float
    fused: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and its scores for one question."""

    passage: Passage
    scores: Scores

    @property
    def score(self) -> float:
        """Return the score that ranks this hit."""
        return self.scores.fused
