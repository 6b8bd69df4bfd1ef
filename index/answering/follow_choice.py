"""Choose between the answer to a question as it is, and those that follow the question before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.types import Answer, Span


def chosen(alone: Answer, tries: Sequence[Answer], cited: Sequence[Span]) -> Answer:
    """Return the surest of ``tries``, which take the question before into account.

    ``alone`` answers the question as it is. It counts if it quotes only what ``cited`` is from:
    other sources would answer about something else.
    """
    return surest([*tries, alone] if stays(alone, cited) else tries)


def stays(answer: Answer, cited: Sequence[Span]) -> bool:
    """Return whether all quotes of ``answer`` are of documents that were quoted before."""
    known = {span.document for span in cited}
    return bool(answer.quotes) and all(quote.document in known for quote in answer.quotes)


def surest(answers: Sequence[Answer]) -> Answer:
    """Return the most confident of the answers, or, if there is none, of the refusals."""
    return max(answers, key=lambda one: (not one.abstained, bool(one.near), one.confidence))
