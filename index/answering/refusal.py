"""Why nothing is quoted, and what comes nearest: as far as words can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.answering.confidence import ON_TOPIC, Signals
from index.snapshots.bm25 import LexicalIndex
from index.text.contractions import expanded
from index.text.words import QUESTION_WORDS, stem, words
from index.types import Answer, Hit, Passage, Reason, Refusal

MAX_NEAREST = 3
PRESUMES = re.compile(r"\s*(?:and |but |so )?(?:why|how come|what made|what led)\b", re.I)


def refusal(
    question: str, signals: Signals, hits: Sequence[Hit], *lexicons: LexicalIndex
) -> Refusal:
    """What can be said of a question that is not answered, without answering it.

    ``lexicons`` are those of all that it was asked of: a word is missing where none has it.
    """
    missing = missing_words(question, *lexicons)
    reason = _reason(question, signals, missing)
    nearest = () if reason is Reason.OFF_TOPIC else tuple(hit.passage for hit in hits[:MAX_NEAREST])
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
        for word in words(expanded(question))
        if word.casefold() not in QUESTION_WORDS
        and len(word) > 1
        and not any(lexicon.knows(stem(word)) for lexicon in lexicons)
    )
    return tuple(dict.fromkeys(unknown))


NO_ANSWER = "The sources do not answer this."
NO_ANSWER_WITHIN = "That source does not answer this."
WHY = {
    Reason.OFF_TOPIC: "They treat other things.",
    Reason.NOT_IN_SOURCES: "",
    # Suspected, never asserted: to know it would take a reader that understands.
    Reason.FALSE_PREMISE: "They may not bear out what the question takes for granted.",
}
NEAREST = "Nearest in the sources, though it does not answer:"
MAX_PLACES = 3


def refusal_of(answer: Answer) -> Refusal:
    """Why ``answer`` abstained; where that is not known, that the sources do not answer."""
    return answer.refusal or Refusal(Reason.NOT_IN_SOURCES)


def nearest_places(refusal: Refusal) -> list[Passage]:
    """The nearest passages whose places are told, best first, one of each paragraph."""
    found: dict[tuple[str, str, int], Passage] = {}
    for passage in refusal.nearest:
        source = passage.document  # of two corpora, two may have one id
        found.setdefault((source.id, source.sha256, passage.locator.paragraph), passage)
    return list(found.values())[:MAX_PLACES]
