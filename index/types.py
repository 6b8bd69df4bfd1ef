"""The nouns of Quoth. Read this file first: all other files use these words.

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

UNREAD = "unread"  # in place of a reader's fingerprint, if there is no reader


@dataclass(frozen=True, slots=True)
class Scope:
    """The corpora that may answer a question; no other text is ever looked at for it.

    ``document``: the id of the only document that may answer, if one was chosen. ``corpora`` then
    holds just the corpus of that document.

    :raises ValueError: ``corpora`` is empty, or has several names although ``document`` is set.
    """

    corpora: tuple[str, ...]
    document: str | None = None

    def __post_init__(self) -> None:
        if not self.corpora:
            raise ValueError("a scope without a corpus")
        if self.document is not None and len(self.corpora) > 1:
            raise ValueError("a document of several corpora")

    def only(self, corpus: str, document: str) -> Scope:
        """Return this scope narrowed to one document.

        :raises ValueError: ``corpus`` is not in this scope.
        """
        if corpus not in self.corpora:
            raise ValueError(f"{corpus!r} is not in {self.corpora}")
        return Scope((corpus,), document)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A heading, and the offset at which its section begins. Level 1 is the outermost."""

    offset: int
    heading: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Locator:
    """The place of a quote in its source, in terms that help a reader to find it there."""

    title: str
    headings: tuple[str, ...]
    paragraph: int
    url: str | None = None
    page: int | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source, normalised when it is read, and never changed afterwards.

    ``paragraphs`` are the stretches of ``text`` that can be quoted, in order. Headings,
    breadcrumbs and captions are in the text but in no paragraph. ``pages`` are the offsets at
    which the printed pages begin, in order; empty if the source has no pages. ``boost`` multiplies
    the scores of its passages; maintainers set it to prefer some sources. ``file`` is the name of
    the source file, which can hold several documents.
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
        """Return the headings above ``offset``, outermost first."""
        path: list[Landmark] = []
        for landmark in self.landmarks:
            if landmark.offset > offset:
                break
            path = [above for above in path if above.level < landmark.level]
            path.append(landmark)
        return tuple(landmark.heading for landmark in path)

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph that holds ``offset``, counted from 1."""
        return max(1, bisect_right(self.paragraphs, offset, key=lambda span: span[0]))

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that holds ``offset``, from 1; None without pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None

    def locate(self, offset: int) -> Locator:
        """Return the place of ``offset`` for a source line: title, headings, paragraph, page."""
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
        """Return the exact text of the span, sliced from its document."""
        return self.document.text[self.start : self.end]

    @property
    def locator(self) -> Locator:
        """Return the place where the span begins, for a source line."""
        return self.document.locate(self.start)

    def within(self, other: Span) -> bool:
        """Return whether ``other`` contains this whole span."""
        same = self.document.id == other.document.id
        return same and other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Passage(Span):
    """The unit of retrieval: whole sentences of one paragraph, as many as the encoder reads."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one passage for one question; passages are ranked by ``fused``.

    The dense scores are cosines, -1 to 1. The lexical scores are shares, 0 to 1, of the highest
    BM25 score that is possible for the question.
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
        """Return the score that ranks this hit."""
        return self.scores.fused


@dataclass(frozen=True, slots=True)
class Reading:
    """A reader's verdict on one quote: ``score`` is the log odds that it contains the answer."""

    score: float


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """The one or two sentences that answer. ``context`` is the passage around them.

    ``answer`` holds the document offsets of the words that answer, inside the quote, if a reader
    found them. ``reading`` is the reader's score. ``corpus`` and ``snapshot`` name the index that
    the quote comes from.

    :raises ValueError: the answer is not within the quote.
    """

    context: Passage
    score: float
    answer: tuple[int, int] | None = None
    reading: Reading | None = None
    corpus: str = field(default="", compare=False)  # quotes from copies of one index are equal
    snapshot: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        Span.__post_init__(self)  # slots=True creates a new class, so super() does not work
        start, end = self.answer or (self.start, self.end)
        if not self.start <= start < end <= self.end:
            raise ValueError(f"no answer at {start}:{end} of {self.start}:{self.end}")


class Reason(StrEnum):
    """The likely reason for an abstention."""

    OFF_TOPIC = "off-topic"
    NOT_IN_SOURCES = "not-in-sources"
    FALSE_PREMISE = "false-premise"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The facts that explain an abstention without answering the question.

    ``missing`` are the question's content words that no source mentions. ``nearest`` are the
    passages nearest to the question, best first; none if it is off topic. They are not answers:
    show only their places, unless the person asks to see more. ``language`` is the code of the
    sources' language, if the question is plainly in another one.
    """

    reason: Reason
    missing: tuple[str, ...] = ()
    nearest: tuple[Passage, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a question: quotes, best first, or none if Quoth abstains.

    ``confidence`` is the probability that the first candidate answers the question; it was
    calibrated from ``evidence``, in log odds. ``candidates`` are the best quotes even after an
    abstention; do not show them as an answer then. ``refusal`` explains an abstention.
    ``conflict`` holds the quotes that answer differently from different documents: none or at
    least two, newest first, and they also come first in ``quotes``. ``read_as`` is the question
    with its spelling corrected, if that changed it. ``within`` is the title of the only document
    that was searched; empty if all were.
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
        """Return whether there is no quote to show."""
        return not self.quotes

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the question's words that no source mentions; empty unless Quoth abstained."""
        return self.refusal.missing if self.refusal else ()
