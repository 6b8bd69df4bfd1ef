"""Hold a question in the forms that ranking compares: stems, vector, kind of answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.models.encoder import Encoder
from index.text.answer_kinds import AnswerKind, kind_asked
from index.text.contractions import expanded
from index.text.words import content_terms, terms

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Reference:
    """What a question refers to: words to look for as well, and what the reader reads.

    Both are made of the earlier question's and its quotes' words, and are shown to nobody.
    ``kind_of`` is the question that says which kind of answer is wanted.
    """

    words: str
    read: str
    kind_of: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question, ready to be compared: its words' stems, its vector, what it asks for.

    ``text`` is what was asked, and ``mended`` the same, its misspelt words as they were meant.
    For all else a contraction without its apostrophe ("dont") is written out.
    ``wording`` is what a reader reads, which is more where the question refers to an earlier one.
    """

    text: str
    terms: Sequence[str]
    vector: NDArray[np.float32]
    content: Sequence[str] = ()
    kind: AnswerKind | None = None
    mended: str = ""
    wording: str = ""

    @classmethod
    def of(cls, question: str, encoder: Encoder, wording: str | None = None) -> Query:
        meant = question if wording is None else wording
        sought = expanded(meant)
        return cls(
            question,
            terms(sought),
            encoder.encode_question(sought),
            content_terms(sought),
            kind_asked(sought),
            meant,
            sought,
        )

    @classmethod
    def following(cls, question: str, meant: str, reference: Reference, encoder: Encoder) -> Query:
        """A question that leans on an earlier one: the words that it refers to are sought too.

        Where it has words of its own, only they are its content: what was asked before is in the
        sources, and must not speak for an answer that does not hold what is asked now.
        """
        sought = expanded(meant)
        own, referred = terms(sought), terms(reference.words)
        return cls(
            question,
            [*own, *(term for term in dict.fromkeys(referred) if term not in own)],
            encoder.encode_question(expanded(reference.read)),
            content_terms(sought) or content_terms(reference.words),
            kind_asked(expanded(reference.kind_of)),
            meant,
            expanded(reference.read),
        )
