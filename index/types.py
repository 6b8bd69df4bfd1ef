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
Stretch = tuple[int, int]


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
    """A heading, and the offset at which its section begins. Level 1 is the outermost.

    ``anchor`` is the fragment of the section's address on the site, if it is known.
    """

    offset: int
    heading: str
    level: int = 1
    anchor: str = ""


class BlockKind(StrEnum):
    """The kinds of blocks that can be quoted. ``STEPS`` is a list whose items are numbered."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    STEPS = "steps"
    CODE = "code"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document that its author set apart: a paragraph, a whole list, a code block.

    ``parts`` are the outermost items of a list, each with its marker and all that is below it, or
    the rows of a table. ``headed``: the first row of the table is its head. ``language`` is that of
    a code block, if the source names it.
    """

    kind: BlockKind
    start: int
    end: int
    parts: tuple[Stretch, ...] = ()
    headed: bool = False
    language: str = ""


class Markup(StrEnum):
    """The markup that a document's text holds. A reader of the source sees no markup."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


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

    ``blocks`` are what can be quoted of ``text``, in order. Headings, breadcrumbs and captions are
    in the text but in no block. ``markup`` is the markup that ``text`` holds. ``pages`` are the
    offsets at which the printed pages begin, in order; empty if the source has no pages. ``boost``
    multiplies the scores of its passages; maintainers set it to prefer some sources. ``file`` is
    the name of the source file, which can hold several documents.
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
    blocks: tuple[Block, ...] = ()
    pages: tuple[int, ...] = ()
    boost: float = 1.0
    file: str = ""
    markup: Markup = Markup.PLAIN

    @property
    def paragraphs(self) -> tuple[Stretch, ...]:
        """Return the offsets of all blocks, in order."""
        return tuple((block.start, block.end) for block in self.blocks)

    def headings_at(self, offset: int) -> tuple[str, ...]:
        """Return the headings above ``offset``, outermost first, without the title."""
        above = (landmark.heading for landmark in self._path_to(offset))
        return tuple(heading for heading in above if heading != self.title)

    def url_at(self, offset: int) -> str | None:
        """Return the web address of the section that holds ``offset``, as exact as is known."""
        anchors = [mark.anchor for mark in self._path_to(offset) if mark.anchor]
        if self.url is None or not anchors or "#" in self.url:
            return self.url
        return f"{self.url}#{anchors[-1]}"

    def _path_to(self, offset: int) -> list[Landmark]:
        path: list[Landmark] = []
        for landmark in self.landmarks:
            if landmark.offset > offset:
                break
            path = [above for above in path if above.level < landmark.level]
            path.append(landmark)
        return path

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the block that holds ``offset``, counted from 1."""
        return max(1, bisect_right(self.blocks, offset, key=lambda block: block.start))

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that holds ``offset``, from 1; None without pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None

    def locate(self, offset: int) -> Locator:
        """Return the place of ``offset`` for a source line: title, headings, paragraph, page."""
        return Locator(
            title=self.title,
            headings=self.headings_at(offset),
            paragraph=self.paragraph_at(offset),
            url=self.url_at(offset),
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
    """The unit of retrieval: whole sentences of one paragraph, as many as the encoder reads."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one passage for one question; passages are ranked by ``fused``.

    The dense scores are cosines, -1 to 1; that of the section is the cosine of its headings. The
    lexical scores are shares, 0 to 1, of the highest
    BM25 score that is possible for the question.
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


@dataclass(frozen=True, slots=True)
class Reading:
    """A reader's verdict on one quote: ``score`` is the log odds that it contains the answer.

    ``passage`` is the same for the whole passage that it was read in.
    """

    score: float
    passage: float = 0.0


class QuoteKind(StrEnum):
    """The kinds of wholes that are quoted.

    ``ENTRY`` is the answer below a question of the source, and ``ITEM`` a part of a list.
    """

    SENTENCES = "sentences"
    STEPS = "steps"
    LIST = "list"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"
    ROW = "row"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """The smallest whole thing that answers, such as two sentences or a list with its lead-in.

    ``context`` is the text around it that may be shown too. ``core`` are the offsets of the
    sentences in it that were found to answer, None if they are the whole quote. ``above`` are
    stretches further up in the document without which the quote cannot be understood: a question,
    a lead-in, the head of a table. They are in order, and shown above the quote.

    ``answer`` holds the document offsets of the words that answer, inside the quote, if a reader
    found them. ``reading`` is the reader's score. ``corpus`` and ``snapshot`` name the index that
    the quote comes from.

    :raises ValueError: the answer or the core is not within the quote, or ``above`` is not above.
    """

    context: Passage
    score: float
    answer: Stretch | None = None
    reading: Reading | None = None
    corpus: str = field(default="", compare=False)  # quotes from copies of one index are equal
    snapshot: str = field(default="", compare=False)
    kind: QuoteKind = QuoteKind.SENTENCES
    core: Stretch | None = None
    above: tuple[Stretch, ...] = ()

    def __post_init__(self) -> None:
        Span.__post_init__(self)  # slots=True creates a new class, so super() does not work
        for name, stretch in (("answer", self.answer), ("core", self.core)):
            start, end = stretch or (self.start, self.end)
            if not self.start <= start < end <= self.end:
                raise ValueError(f"no {name} at {start}:{end} of {self.start}:{self.end}")
        bounds = [offset for stretch in self.above for offset in stretch]
        if sorted(bounds) != bounds or (bounds and bounds[-1] > self.start):
            raise ValueError(f"{self.above} is not above {self.start}")

    @property
    def has_blocks_around(self) -> bool:
        """Return whether the context, which is to be shown whole, has further blocks."""
        around = self.context
        if around.document != self.document:
            return False
        return any(
            around.start <= block.start < block.end <= around.end
            and (block.end <= self.start or self.end <= block.start)
            for block in self.document.blocks
        )

    @property
    def shown(self) -> str:
        """Return the exact text that is shown: the context, below the stretches above it."""
        text, context = self.document.text, self.context
        above = (text[start : min(end, context.start)] for start, end in self.above)
        return "\n".join([*filter(None, above), context.text])


class Tier(StrEnum):
    """How sure Quoth is: it answers, shows what is near, or shows nothing."""

    SURE = "sure"
    NEAR = "near"
    NONE = "none"


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
    show only their places, unless the person asks to see more. ``languages`` are the codes of the
    languages of the sources nearest to the question, if it is plainly in another one. ``asked_in``
    is the code of that one; empty if it could be one of several.
    """

    reason: Reason
    missing: tuple[str, ...] = ()
    nearest: tuple[Passage, ...] = ()
    languages: tuple[str, ...] = ()
    asked_in: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a question: quotes, best first, or none if Quoth abstains.

    ``near`` are the quotes to show if it abstains although something near was found: they may not
    answer, so they are never shown as an answer.

    ``confidence`` is the probability that the first candidate answers the question; it was
    calibrated from ``evidence``, in log odds. ``candidates`` are the best quotes even after an
    abstention; do not show them as an answer then. ``refusal`` explains an abstention.
    ``conflict`` holds the quotes that answer differently from different documents: none or at
    least two, newest first, and they also come first in ``quotes``. ``read_as`` is the question
    with its spelling corrected, if that changed it. ``within`` is the title of the only document
    that was searched; empty if all were. ``as_of`` is the date of the first quote's source, if the
    question asks how things are at present. ``sides`` are the names of two things that the
    question compares, if the first two quotes are on one each, because no passage has both.
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
    near: tuple[Quote, ...] = ()
    as_of: date | None = None
    sides: tuple[str, ...] = ()

    @property
    def tier(self) -> Tier:
        """Return how sure Quoth is of what it shows."""
        if self.quotes:
            return Tier.SURE
        return Tier.NEAR if self.near else Tier.NONE

    @property
    def abstained(self) -> bool:
        """Return whether there is no quote to show."""
        return not self.quotes

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the question's words that no source mentions; empty unless Quoth abstained."""
        return self.refusal.missing if self.refusal else ()
