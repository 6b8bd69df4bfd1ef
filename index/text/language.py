"""Detect a question that is in another language than the sources nearest to it.

Told by scripts, and by function words: a few microseconds, with nothing to load. A question is
short, so only what is plain counts: of 3,000 English questions, none was taken for one in another
language (``tests/index/text/test_language.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text.function_words import languages_of
from index.text.words import WORD

LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip
SAMPLE = 2_000  # characters of a passage
MIN_LEAD = (
    0.9  # function words over those of the second language; one that several have counts less
)
USUAL = 0.1  # the least share of function words among the words of any text
SCRIPTS = {
    "ja": re.compile(r"[\u3041-\u30ff\uff66-\uff9f]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "zh": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0620-\u064a]"),
}
SCRIPT = 0.3  # the share of letters that makes a text one of that script, be there English names
LETTER = re.compile(r"[^\W\d_]")
UKRAINIAN, RUSSIAN = re.compile(r"[іїєґ]", re.I), re.compile(r"[ыэё]", re.I)
NOT_ARABIC = re.compile(r"[پچژگڈٹےک]")  # of Persian and Urdu
SHORT = 200  # characters that need have no letter that Russian alone has
# Letters and marks that one of the languages has alone; each text counts each once.
OWN_MARKS = {
    "de": "ß", "es": "¿¡ñ", "fr": "œêùû", "pt": "ãõ", "pl": "łżśąę", "sv": "å", "tr": "ğış",
}  # fmt: skip


def other_language(question: str, texts: Sequence[str]) -> str:
    """Return the language code of ``texts`` if the question is plainly in another language.

    "" if it is in the same one, or if that cannot be told.
    """
    found = {language_of(text[:SAMPLE]) for text in texts} - {""}
    language = found.pop() if len(found) == 1 else ""
    return language if language and _is_plainly_not(question, language) else ""


def _is_plainly_not(question: str, language: str) -> bool:
    """Return whether it is in another language, even if it could be either of two."""
    if script := _by_script(question):
        return script != language
    scores = _scores(question)
    return max(scores.values()) - scores[language] >= MIN_LEAD


def language_of(text: str) -> str:
    """Return the code of the language that ``text`` is surely in; "" if that is none we know."""
    return _by_script(text) or _by_words(text)


def _by_script(text: str) -> str:
    letters = len(LETTER.findall(text))
    counts = {code: len(script.findall(text)) for code, script in SCRIPTS.items()}
    if counts["ja"] and counts["ja"] + counts["zh"] >= SCRIPT * letters:
        return "ja"
    found = next((code for code in counts if counts[code] > SCRIPT * letters), "")
    if found == "ru":
        return _of_cyrillic(text)
    return "" if found == "ar" and NOT_ARABIC.search(text) else found


def _of_cyrillic(text: str) -> str:
    if UKRAINIAN.search(text):
        return "uk"
    return "ru" if RUSSIAN.search(text) or len(text) < SHORT else ""


def _by_words(text: str) -> str:
    """Return the language with the most of the text's function words, if no other comes near."""
    scores = _scores(text)
    second, best = sorted(scores.values())[-2:]
    plain = best - second >= MIN_LEAD and best >= USUAL * len(WORD.findall(text))
    return max(scores, key=lambda language: scores[language]) if plain else ""


def _scores(text: str) -> dict[str, float]:
    """Count the function words and marks of each language."""
    folded, scores = text.casefold(), dict.fromkeys(LANGUAGES, 0.0)
    for word in WORD.findall(folded):
        languages = languages_of().get(word, ())
        for language in languages:
            scores[language] += 1 / len(languages)
    for language, marks in OWN_MARKS.items():
        scores[language] += any(mark in folded for mark in marks)
    return scores
