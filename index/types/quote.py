"""A quote: the stretch of a document that answers, with what is shown around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from index.types.passage import Span

if TYPE_CHECKING:
    from index.types.document import Stretch
    from index.types.passage import Passage

UNREAD = "unread"  # in place of a reader's fingerprint, if there is no reader


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
        """Return whether the context, which is to be shown whole, has more blocks or items."""
        around = self.context
        if around.document != self.document:
            return False
        if self.kind is QuoteKind.ITEM:
            return (around.start, around.end) != (self.start, self.end)
        return any(
            around.start <= block.start < block.end <= around.end
            and (block.start < self.start or self.end < block.end)
            and not block.start <= self.start < self.end <= block.end
            for block in self.document.blocks
        )

    @property
    def shown(self) -> str:
        """Return the exact text that is shown: the context, below the stretches above it."""
        text, context = self.document.text, self.context
        above = (text[start : min(end, context.start)] for start, end in self.above)
        return "\n".join([*filter(None, above), context.text])
