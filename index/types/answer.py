"""An answer: quotes, or a refusal with its reason; and the scope that may be searched for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from index.types.passage import Hit, Passage
    from index.types.quote import Quote


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


class Tier(StrEnum):
    """A degree of certainty: Quoth answers, shows what is near, or shows nothing."""

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
    question compares, if the first two quotes are on one each, because no passage tells them apart.
    ``followed``: it took the question before into account, so ``question`` alone does not tell what
    was asked.

    ``parts`` are the answers to each question of a message that asks several, in their order; what
    they show is then shown for each by itself, and ``quotes`` and ``near`` hold all of it.
    ``unasked`` are the questions of such a message that were not answered.
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
    followed: bool = False
    parts: tuple[Answer, ...] = ()
    unasked: tuple[str, ...] = ()

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
