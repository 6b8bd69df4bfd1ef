"""Detect a question that is in another language than the sources nearest to it.

Told by scripts, and by function words: a few microseconds, with nothing to load. A question is
short, so only what is plain counts: of 3,000 English questions, none was taken for one in another
language (``tests/index/text/test_language.py``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from index.text.function_words import languages_of
from index.text.words import WORD

LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip
MIN_LEAD = (
    0.9  # function words over those of the second language; one that several have counts less
)
NONE_LEAD = 0.5  # the same, over each language of the sources, which lack most words as well
LIKELY_LEAD = 0.3  # the same, of a question that is known to be in another language than they
USUAL = 0.1  # the least share of function words among the words of any text
SCRIPTS = {
    "ja": re.compile(r"[\u3041-\u30ff\uff66-\uff9f]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "zh": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0620-\u064a]"),
}
SCRIPT = 0.3  # the share of letters that makes a text one of that script, despite English names
LETTER = re.compile(r"[^\W\d_]")
UKRAINIAN, RUSSIAN = re.compile(r"[іїєґ]", re.I), re.compile(r"[ыэё]", re.I)
CHINESE_ONLY = re.compile("[们們这這吗嗎么麼怎呢哪样樣个您你没吧谁誰]")  # no Japanese word has them
SHARING = {"ru": ("be", "bg", "kk", "ky", "mk", "mn", "sr", "tg", "tt"), "ar": ("fa", "ps", "ur")}
NOT_ARABIC = re.compile(r"[پچژگڈٹےک]")  # of Persian and Urdu
SHORT = 200  # characters that need have no letter that Russian alone has
# Letters and marks that one of the languages has alone; each text counts each once.
OWN_MARKS = {
    "de": "ß", "es": "¿¡ñ", "fr": "œêùû", "pt": "ãõ", "pl": "łżśąę", "sv": "å", "tr": "ğış",
}  # fmt: skip


def is_in_none_of(question: str, languages: Collection[str]) -> bool:
    """Return whether the question is plainly in none of ``languages``, those of the sources near.

    "" stands for a language that is not known: nothing is plain then.
    """
    return bool(languages) and all(_is_plainly_not(question, code) for code in languages)


def _is_plainly_not(question: str, language: str) -> bool:
    """Return whether it is in another language, even if it could be either of two."""
    if not language:
        return False
    if script := _by_script(question):
        return script != language and not _could_be(question, script, language)
    if language not in LANGUAGES:
        return bool(_by_words(question))
    scores = _scores(question)
    return max(scores.values()) - scores[language] >= NONE_LEAD


def likely_language(question: str) -> str:
    """Return the code of the language that a question is most likely in; "" if two are near."""
    return _by_script(question) or _leading(_scores(question), LIKELY_LEAD)


def _could_be(question: str, script: str, language: str) -> bool:
    """Return whether what is written in ``script`` may be in that other language all the same."""
    if (script, language) == ("zh", "ja"):
        return CHINESE_ONLY.search(question) is None
    return language in SHARING.get(script, ())


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
    usual = max(scores.values()) >= USUAL * len(WORD.findall(text))
    return _leading(scores, MIN_LEAD) if usual else ""


def _leading(scores: Mapping[str, float], lead: float) -> str:
    second, best = sorted(scores.values())[-2:]
    return max(scores, key=lambda code: scores[code]) if best - second >= lead else ""


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
