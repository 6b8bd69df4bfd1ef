"""Decide which questions depend on the one before, and what a turn leaves for the next.

"And when was that?" is about what was asked and quoted before. A question that is complete by
itself stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from index.answering.ellipsis import (
    asks_about,
    corrected,
    hints,
    is_name,
    is_vague,
    subject_of,
)
from index.answering.pronouns import pointing_back
from index.answering.several import MOST, told_apart
from index.answering.topic import content_of
from index.citations.citation import citation_of
from index.text.courtesy import without_courtesy

if TYPE_CHECKING:
    from index.citations.citation import Citation
    from index.types import Answer


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked before, and the citations of the quotes that answered it.

    ``subject`` is the complete question that ``question`` itself referred to, if it did.
    """

    question: str
    cited: tuple[Citation, ...] = ()
    subject: str = ""

    @classmethod
    def of(cls, answer: Answer, before: Turn | None = None) -> Turn:
        """Make the turn that an answer, or a refusal, leaves for the next question.

        ``before`` is the turn that was given with the answered question. Of several questions in
        one message, the last is what the next question refers to.
        """
        if answer.parts:
            return reduce(
                lambda turn, part: cls.of(part, turn),
                answer.parts[1:],
                cls.of(answer.parts[0], before),
            )
        turn = cls(answer.question, tuple(map(citation_of, answer.quotes)))
        if before is None:
            return turn
        return turn._about(before) if answer.followed else turn.following(before)

    @classmethod
    def recalled(cls, message: str, cited: tuple[Citation, ...]) -> Turn:
        """Make the turn that a message leaves of which only words and citations are known."""
        first, *others = (cls(question, cited) for question in told_apart(message)[:MOST])
        return reduce(lambda before, turn: turn.following(before), others, first)

    def following(self, before: Turn) -> Turn:
        """Add what the question of ``before`` was about, if this question refers to it."""
        return self._about(before) if carries_on(self.question) else self

    def _about(self, before: Turn) -> Turn:
        """Add what ``before`` was about; after "and acrylic?", it was about acrylic, too."""
        subject = before.subject or before.question
        if before.subject and asks_about(before.question) and not asks_about(self.question):
            subject = f"{subject} {subject_of(before.question)}"
        return replace(self, subject=subject)

    @property
    def asked(self) -> str:
        """Return the question after the one that it refers to, both without courtesies."""
        return f"{without_courtesy(self.subject)} {without_courtesy(self.question)}".strip()


def leans(question: str) -> bool:
    """Return whether ``question`` can only be understood with the one before it."""
    if corrected(question):
        return True
    return not content_of(question) or asks_about(question) or any(pointing_back(question))


def may_lean(question: str) -> bool:
    """Return whether ``question`` leans, or its form suggests that it may.

    Of several questions in one message, the first decides.
    """
    first, *_ = told_apart(question)
    return leans(first) or hints(first)


def carries_on(question: str) -> bool:
    """Return whether what comes after ``question`` may still be about the question before it."""
    return leans(question) or is_name(question) or is_vague(question)
