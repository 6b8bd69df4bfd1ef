"""Find out why nothing is quoted, and which passages are nearest, as far as words show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.answering.confidence import Signals
from index.snapshots.bm25 import LexicalIndex
from index.text.analysis import ENGLISH, is_function_word
from index.text.common_words import is_content
from index.text.comparisons import comparison_in
from index.text.contractions import expand_contractions
from index.text.language import is_in_none_of, likely_language
from index.text.words import words
from index.types import Answer, Hit, Passage, Quote, Reason, Refusal

MAX_NEAREST = 3  # passages that a refusal names, of one corpus or of several
MAX_PLACES = 3  # of the nearest passages, those whose places are shown
ASKS_WHY = re.compile(r"\s*(?:and |but |so )?(?:why|how come|what made|what led)\b", re.I)
FAR = 0.35  # cosine of question and nearest sentences; below it, they have different topics
LONGEST_PREMISE = 25  # words of a question that may have a false premise
FOREIGN = 0.5  # least share of unknown words, by weight, in a question of another language


def refusal(
    question: str,
    signals: Signals,
    hits: Sequence[Hit],
    *lexicons: LexicalIndex,
    held: Reason | None = None,
) -> Refusal:
    """Explain why a question is not answered, and which passages are nearest.

    ``lexicons`` are those of all parts that were asked: a word is missing if none of them has it.
    ``held`` is why the best quote was held back, if it was.
    """
    nearest = tuple(hit.passage for hit in hits[:MAX_NEAREST])
    if languages := _sources_languages(question, signals, hits):
        return Refusal(
            Reason.NOT_IN_SOURCES,
            nearest=nearest,
            languages=languages,
            asked_in=likely_language(question),
        )
    missing = missing_words(question, *lexicons)
    reason = held if held is Reason.FALSE_PREMISE else _reason(question, signals, missing)
    return Refusal(reason, missing, () if reason is Reason.OFF_TOPIC else nearest)


def _sources_languages(question: str, signals: Signals, hits: Sequence[Hit]) -> tuple[str, ...]:
    """Return the languages of the sources near, if the question is plainly in none of them.

    That is plain only if the sources lack most of its words.
    """
    near = dict.fromkeys(hit.passage.document.language or "" for hit in hits)
    foreign = signals["unknown_share"] >= FOREIGN and is_in_none_of(question, near)
    return tuple(near) if foreign else ()


def _reason(question: str, signals: Signals, missing: Sequence[str]) -> Reason:
    """Suspect a false premise if the nearest passage says the opposite of a word in the question.

    Suspect it too if a question for reasons uses words that no source has.
    """
    if _off_topic(question, signals, missing):
        return Reason.OFF_TOPIC
    contradicted = signals["contradicted"] and not _tells_much(question)
    if contradicted or (missing and ASKS_WHY.match(question)):
        return Reason.FALSE_PREMISE
    return Reason.NOT_IN_SOURCES


def _tells_much(question: str) -> bool:
    """Return whether ``question`` has opposites for another reason: it compares, or tells much."""
    return len(words(question)) > LONGEST_PREMISE or comparison_in(question) is not None


def _off_topic(question: str, signals: Signals, missing: Sequence[str]) -> bool:
    """Return whether nothing near is similar, and no source mentions half of what is asked about.

    Each alone is often true of a question that the sources do answer, and so is a single missing
    word: "does it work offline", over sources that say "without the network".
    """
    content = {word.casefold() for word in words(question) if is_content(word)}
    unknown = len(missing) > 1 and 2 * len(missing) >= len(content)
    return unknown and signals["dense_window"] < FAR


def missing_words(question: str, *lexicons: LexicalIndex) -> tuple[str, ...]:
    """Return the question's content words that no source mentions, as first written, each once."""
    unknown: dict[str, str] = {}
    for word in words(expand_contractions(question)):
        if is_content(word) and not any(_has(lexicon, word) for lexicon in lexicons):
            unknown.setdefault(word.casefold(), word)
    return tuple(unknown.values())


def _has(lexicon: LexicalIndex, word: str) -> bool:
    """Return whether the sources have the word, or it says nothing in their language."""
    abroad = (code for code in lexicon.languages if code != ENGLISH)
    return lexicon.knows_word(word) or any(is_function_word(code, word) for code in abroad)


def refusal_of(answer: Answer) -> Refusal:
    """Return why ``answer`` abstained; without a record, that the sources do not answer."""
    return answer.refusal or Refusal(Reason.NOT_IN_SOURCES)


def nearest_places(refusal: Refusal) -> list[Passage]:
    """Return the nearest passages whose places are shown, best first, one of each paragraph."""
    return places(refusal.nearest)


def places(passages: Iterable[Passage]) -> list[Passage]:
    """Return as many of ``passages`` as have their places shown, one of each paragraph."""
    found: dict[tuple[str, str, int], Passage] = {}
    for passage in passages:
        source = passage.document  # documents of two corpora may have the same id
        found.setdefault((source.id, source.sha256, passage.locator.paragraph), passage)
    return list(found.values())[:MAX_PLACES]


def as_quote(passage: Passage) -> Quote:
    """Wrap a passage for what draws quotes; nothing in it is marked as an answer."""
    return Quote(passage.document, passage.start, passage.end, passage, 0.0)


def places_by_source(refusal: Refusal) -> list[list[Passage]]:
    """Group the nearest places by document, so that each title is shown once."""
    found: dict[tuple[str, str], list[Passage]] = {}
    for passage in nearest_places(refusal):
        found.setdefault((passage.document.id, passage.document.sha256), []).append(passage)
    return list(found.values())
