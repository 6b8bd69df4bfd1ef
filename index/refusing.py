"""Why nothing is quoted, and what comes nearest: as far as words can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.confidence import ON_TOPIC, Signals
from index.lexical import QUESTION_WORDS, LexicalIndex, stem, words
from index.types import Hit, Reason, Refusal

NEAREST = 3
PRESUMES = re.compile(r"\s*(?:and |but |so )?(?:why|how come|what made|what led)\b", re.I)


def refusal(
    question: str, signals: Signals, hits: Sequence[Hit], *lexicons: LexicalIndex
) -> Refusal:
    """What can be said of a question that is not answered, without answering it.

    ``lexicons`` are those of all that it was asked of: a word is missing where none has it.
    """
    missing = missing_words(question, *lexicons)
    reason = _reason(question, signals, missing)
    nearest = () if reason is Reason.OFF_TOPIC else tuple(hit.passage for hit in hits[:NEAREST])
    return Refusal(reason, missing, nearest)


def _reason(question: str, signals: Signals, missing: Sequence[str]) -> Reason:
    """A premise is suspected where the nearest passage says the opposite of a word in the question.

    So is that of a question for reasons, when some of its words stand in no source.
    """
    if ON_TOPIC(signals) < 0:
        return Reason.OFF_TOPIC
    if signals["contradicted"] or (missing and PRESUMES.match(question)):
        return Reason.FALSE_PREMISE
    return Reason.NOT_IN_SOURCES


def missing_words(question: str, *lexicons: LexicalIndex) -> tuple[str, ...]:
    """The question's words that no source mentions, as they were written, each once."""
    unknown = (
        word
        for word in words(question)
        if word.casefold() not in QUESTION_WORDS
        and len(word) > 1
        and not any(lexicon.knows(stem(word)) for lexicon in lexicons)
    )
    return tuple(dict.fromkeys(unknown))
