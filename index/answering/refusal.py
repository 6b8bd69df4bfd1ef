"""Why nothing is quoted, and what comes nearest: as far as words can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.answering.confidence import Signals
from index.snapshots.bm25 import LexicalIndex
from index.text.common_words import is_content
from index.text.contractions import expand_contractions
from index.text.language import other_language
from index.text.words import stem, words
from index.types import Answer, Hit, Passage, Reason, Refusal

MAX_NEAREST = 3
MAX_PLACES = 3  # of the nearest passages, those whose places are shown
PRESUMES = re.compile(r"\s*(?:and |but |so )?(?:why|how come|what made|what led)\b", re.I)
FAR = 0.35  # cosine of the question and the nearest sentences, below which they treat other things
FOREIGN = 0.5  # the share of a question's weight that its unknown words have, if it is foreign


def refusal(
    question: str, signals: Signals, hits: Sequence[Hit], *lexicons: LexicalIndex
) -> Refusal:
    """What can be said of a question that is not answered, without answering it.

    ``lexicons`` are those of all that it was asked of: a word is missing where none has it.
    """
    nearest = tuple(hit.passage for hit in hits[:MAX_NEAREST])
    if language := _sources_language(question, signals, hits):
        return Refusal(Reason.NOT_IN_SOURCES, nearest=nearest, language=language)
    missing = missing_words(question, *lexicons)
    reason = _reason(question, signals, missing)
    return Refusal(reason, missing, () if reason is Reason.OFF_TOPIC else nearest)


def _sources_language(question: str, signals: Signals, hits: Sequence[Hit]) -> str:
    """The language of the sources, if the question is in another; most of its words are unknown."""
    if signals["unknown_share"] < FOREIGN:
        return ""
    return other_language(question, [hit.passage.text for hit in hits])


def _reason(question: str, signals: Signals, missing: Sequence[str]) -> Reason:
    """A premise is suspected where the nearest passage says the opposite of a word in the question.

    So is that of a question for reasons, when some of its words are in no source.
    """
    if _off_topic(question, signals, missing):
        return Reason.OFF_TOPIC
    if signals["contradicted"] or (missing and PRESUMES.match(question)):
        return Reason.FALSE_PREMISE
    return Reason.NOT_IN_SOURCES


def _off_topic(question: str, signals: Signals, missing: Sequence[str]) -> bool:
    """Whether nothing near means the like, and no source mentions half of what is asked about.

    Either alone is often so of a question that the sources do answer.
    """
    content = {word.casefold() for word in words(question) if is_content(word)}
    return bool(missing) and 2 * len(missing) >= len(content) and signals["dense_window"] < FAR


def missing_words(question: str, *lexicons: LexicalIndex) -> tuple[str, ...]:
    """The question's content words that no source mentions, as first written, each once."""
    unknown: dict[str, str] = {}
    for word in words(expand_contractions(question)):
        if is_content(word) and not any(lexicon.knows(stem(word)) for lexicon in lexicons):
            unknown.setdefault(word.casefold(), word)
    return tuple(unknown.values())


def refusal_of(answer: Answer) -> Refusal:
    """Why ``answer`` abstained; where that is not known, that the sources do not answer."""
    return answer.refusal or Refusal(Reason.NOT_IN_SOURCES)


def nearest_places(refusal: Refusal) -> list[Passage]:
    """The nearest passages whose places are shown, best first, one of each paragraph."""
    found: dict[tuple[str, str, int], Passage] = {}
    for passage in refusal.nearest:
        source = passage.document  # of two corpora, two may have one id
        found.setdefault((source.id, source.sha256, passage.locator.paragraph), passage)
    return list(found.values())[:MAX_PLACES]


def places_by_source(refusal: Refusal) -> list[list[Passage]]:
    """The same, together where they are of one document, so that its title is shown once."""
    found: dict[tuple[str, str], list[Passage]] = {}
    for passage in nearest_places(refusal):
        found.setdefault((passage.document.id, passage.document.sha256), []).append(passage)
    return list(found.values())
