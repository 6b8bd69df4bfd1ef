"""The nouns of Quoth. Read this file first: every other one speaks in these words.

Offsets are Unicode code points into ``Document.text``, half-open: ``text[start:end]``.
A score rises with relevance.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

UNREAD = "unread"  # in place of a reader's fingerprint, where none reads


@dataclass(frozen=True, slots=True)
class Scope:
    """The corpora that a question may be answered from; for it, no other text exists.

    ``document`` is the id of the only one that may answer, where somebody chose it; there is then
    one corpus, which is its own.

    :raises ValueError: there is no corpus, or there are several beside a document.
    """

    corpora: tuple[str, ...]
    document: str | None = None

    def __post_init__(self) -> None:
        if not self.corpora:
            raise ValueError("a scope without a corpus")
        if self.document is not None and len(self.corpora) > 1:
            raise ValueError("a document of several corpora")

    def only(self, corpus: str, document: str) -> Scope:
        """Of this scope, one document.

        :raises ValueError: its corpus is not within this scope.
        """
        if corpus not in self.corpora:
            raise ValueError(f"{corpus!r} is not in {self.corpora}")
        return Scope((corpus,), document)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A heading, and where the text under it begins to count as its section."""

    offset: int
    heading: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a quote stands, in the words that a reader needs to find it again."""

    title: str
    headings: tuple[str, ...]
    paragraph: int
    url: str | None = None
    page: int | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source, normalised once when it was read, and never changed again.

    ``paragraphs`` are the stretches of ``text`` that may be quoted, in order: a heading,
    a breadcrumb or a caption is in the text but in no paragraph. ``pages`` are the offsets at
    which the printed pages begin, the first page first; empty, where there are no pages.
    ``boost`` multiplies the score of its passages: a maintainer's word on how much it counts.
    ``file`` is the name of the source that it was read from; one file may hold several documents.
    """

    id: str
    title: str
    text: str
    sha256: str
    url: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None
    licence: str | None = None
    landmarks: tuple[Landmark, ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()
    pages: tuple[int, ...] = ()
    boost: float = 1.0
    file: str = ""

    def headings_at(self, offset: int) -> tuple[str, ...]:
        """The heading path above ``offset``, outermost first."""
        path: list[Landmark] = []
        for landmark in self.landmarks:
            if landmark.offset > offset:
                break
            path = [above for above in path if above.level < landmark.level]
            path.append(landmark)
        return tuple(landmark.heading for landmark in path)

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that holds ``offset``, counted from 1."""
        return max(1, bisect_right(self.paragraphs, offset, key=lambda span: span[0]))

    def page_at(self, offset: int) -> int | None:
        """The number of the page that holds ``offset``, counted from 1; None without pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None

    def locate(self, offset: int) -> Locator:
        """Say where ``offset`` stands."""
        return Locator(
            title=self.title,
            headings=self.headings_at(offset),
            paragraph=self.paragraph_at(offset),
            url=self.url,
            page=self.page_at(offset),
            published=self.published,
        )


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
        return self.document.text[self.start : self.end]

    @property
    def locator(self) -> Locator:
        return self.document.locate(self.start)

    def within(self, other: Span) -> bool:
        """Whether ``other`` holds the whole of this span."""
        same = self.document.id == other.document.id
        return same and other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Passage(Span):
    """The unit of retrieval: whole sentences of one paragraph, at most what the encoder reads."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What each scorer said of one passage for one question; ``fused`` is what ranks it.

    The cosines are between -1 and 1; the lexical scores are shares, 0 to 1, of what BM25
    could give at most for the question.
    """

    dense_passage: float
    dense_window: float
    lexical_passage: float
    lexical_window: float
    fused: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and its scores for one question."""

    passage: Passage
    scores: Scores

    @property
    def score(self) -> float:
        return self.scores.fused


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader says of one quote: ``score`` is the log odds that the answer stands in it."""

    score: float


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """The sentence or two that answer. ``context`` is the passage around them.

    ``answer`` is where in the document, within the quote, the words stand that answer, if a
    reader found them, and ``reading`` is how sure it was. ``corpus`` and ``snapshot`` name the
    index that it was taken from.

    :raises ValueError: the answer is not within the quote.
    """

    context: Passage
    score: float
    answer: tuple[int, int] | None = None
    reading: Reading | None = None
    corpus: str = field(default="", compare=False)  # in a copy of the index, it is the same quote
    snapshot: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        Span.__post_init__(self)  # a slotted dataclass is made anew, so super() does not find it
        start, end = self.answer or (self.start, self.end)
        if not self.start <= start < end <= self.end:
            raise ValueError(f"no answer at {start}:{end} of {self.start}:{self.end}")


class Reason(StrEnum):
    """Why Quoth abstained, as far as it can tell."""

    OFF_TOPIC = "off-topic"
    NOT_IN_SOURCES = "not-in-sources"
    FALSE_PREMISE = "false-premise"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What can be said of a question that the sources do not answer, without answering it.

    ``missing`` are the question's content words that no source mentions. ``nearest`` are the
    passages that come nearest to it, best first; none, when the question is off topic. They do not
    answer: of them only the place may be shown, but to somebody who asks for more. ``language`` is
    the code of the language that the sources are in, where the question is plainly in another.
    """

    reason: Reason
    missing: tuple[str, ...] = ()
    nearest: tuple[Passage, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What Quoth has to say to a question: quotes, best first, or none, which is to abstain.

    ``confidence`` is the probability that the first candidate answers, and ``evidence`` the log
    odds that it was calibrated from. ``candidates`` are the quotes that it would give, also when
    it abstains; they must then not be shown as an answer. ``refusal`` is there if it abstained.
    ``conflict`` are those of the quotes that answer differently, from different documents: they
    come first, newest first, and there are none or at least two. ``read_as`` is the question as it
    was looked up, where that differs: misspelt words are read as they were meant. ``within`` is
    the title of the one document that was asked; empty, where all were.
    """

    question: str
    quotes: tuple[Quote, ...]
    confidence: float
    candidates: tuple[Quote, ...] = ()
    refusal: Refusal | None = None
    hits: tuple[Hit, ...] = field(default=(), repr=False)
    snapshot: str = ""
    evidence: float = 0.0
    conflict: tuple[Quote, ...] = ()
    read_as: str = ""
    within: str = ""

    @property
    def abstained(self) -> bool:
        return not self.quotes

    @property
    def missing(self) -> tuple[str, ...]:
        """The question's words that no source mentions, when Quoth abstained."""
        return self.refusal.missing if self.refusal else ()
