"""Prepare a question for ranking: its stems, its vector, and the kind of answer it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.models.encoder import Encoder
from index.text.analysis import Analysis
from index.text.answer_kinds import AnswerKind, kind_asked
from index.text.common_words import is_content
from index.text.contractions import expand_contractions
from index.text.definitions import definition_of, term_asked
from index.text.words import stem, words

if TYPE_CHECKING:
    from numpy.typing import NDArray


AS_ENGLISH = Analysis()


@dataclass(frozen=True, slots=True)
class Reference:
    """The earlier turn that a question refers to, as extra search words and text for the reader.

    ``words`` and ``read`` come from the earlier question and its quotes, and are never shown.
    ``kind_of`` is the question that decides which kind of answer is wanted. ``sought`` is the text
    whose vector is searched for, if that is not what is read. ``about`` is the new subject, of
    which the same is asked as of the earlier one, if the question names one.
    """

    words: str
    read: str
    kind_of: str
    sought: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question that is ready for ranking: the stems of its words, its vector, its answer kind.

    ``text`` is the question as asked, and ``mended`` the question with its spelling corrected. All
    other fields are computed with contractions written out ("dont" as "do not"). ``wording`` is
    the text for the reader; it is longer if the question refers to an earlier one. ``definition``
    matches what says what a term is, if the question asks that. ``about`` are the stems of what the
    quote has to name, if the question asks the same as an earlier one about something else.
    ``own`` are the content words of a question that refers to an earlier one.
    """

    text: str
    terms: Sequence[str]
    vector: NDArray[np.float32]
    content: Sequence[str] = ()
    kind: AnswerKind | None = None
    mended: str = ""
    wording: str = ""
    definition: re.Pattern[str] | None = None
    about: Sequence[str] = ()
    own: Sequence[str] = ()

    def is_defined_by(self, text: str) -> bool:
        """Return whether ``text`` says what the term is that the question asks for."""
        return self.definition is not None and self.definition.search(text) is not None

    @classmethod
    def of(
        cls,
        question: str,
        encoder: Encoder,
        wording: str | None = None,
        analysis: Analysis = AS_ENGLISH,
    ) -> Query:
        """Prepare a question that can be understood alone.

        ``wording``: the question with its spelling corrected, if that changed it. ``analysis``
        cuts it into words as the sources were cut.
        """
        meant = question if wording is None else wording
        sought = expand_contractions(meant)
        return cls(
            question,
            analysis.terms(sought),
            encoder.encode_question(sought),
            analysis.content_terms(sought),
            kind_asked(sought),
            meant,
            sought,
            _definition(meant),
        )

    @classmethod
    def following(
        cls,
        question: str,
        meant: str,
        reference: Reference,
        encoder: Encoder,
        analysis: Analysis = AS_ENGLISH,
    ) -> Query:
        """Prepare a question that refers to an earlier one, whose words are searched for too.

        If the question has content words of its own, only those become ``content``. The words of
        the earlier question are known to be in the sources, so they must not count as evidence
        that the new question is answered.
        """
        sought = expand_contractions(meant)
        terms, referred = analysis.terms(sought), analysis.terms(reference.words)
        own = analysis.content_terms(sought)
        return cls(
            question,
            [*terms, *(term for term in dict.fromkeys(referred) if term not in terms)],
            encoder.encode_question(expand_contractions(reference.sought or reference.read)),
            own or analysis.content_terms(reference.words),
            kind_asked(expand_contractions(reference.kind_of)),
            meant,
            expand_contractions(reference.read),
            _definition(meant),
            tuple(stem(word) for word in words(reference.about) if is_content(word)),
            own,
        )


def _definition(question: str) -> re.Pattern[str] | None:
    term = term_asked(question)
    return definition_of(term) if term else None
